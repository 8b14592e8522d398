"""The library's signatures against the list in `data/signatures.txt`, which is written from the specification."""

from __future__ import annotations

import importlib
import inspect
from pathlib import Path
from typing import Any

import pytest

LINES = [
    line
    for line in (Path(__file__).parent / "data" / "signatures.txt").read_text().splitlines()
    if line and not line.startswith("#")
]


def found(path: str) -> Any:
    """What a dotted path names, or None."""
    names = path.split(".")
    module = importlib.import_module(".".join(names[:2]))
    thing: Any = module
    for name in names[2:]:
        thing = getattr(thing, name, None)
    return thing


def signature(thing: Any) -> str:
    """Names, order and defaults of the parameters that a caller gives."""
    parameters = list(inspect.signature(thing).parameters.values())
    given = [parameter.replace(annotation=parameter.empty) for parameter in parameters if parameter.name != "self"]
    return str(inspect.Signature(given))


@pytest.mark.parametrize("line", [line for line in LINES if not line.startswith("?")])
def test_the_signature_is_the_specified_one(line: str) -> None:
    path, _, parameters = line.partition("(")
    thing = found(path)
    assert thing is not None, f"{path} is missing"
    assert signature(thing) == f"({parameters}"


@pytest.mark.parametrize("line", [line for line in LINES if line.startswith("?")])
def test_what_is_marked_as_missing_is_missing_or_as_specified(line: str) -> None:
    path, _, parameters = line.removeprefix("? ").partition("(")
    try:
        thing = found(path)
    except ModuleNotFoundError:
        return
    assert thing is None or signature(thing) == f"({parameters}"
