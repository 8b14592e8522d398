"""Writes the pages of docs/api/ from the docstrings of the library: `python api_reference.py`."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "api"
MODULES = [
    "awsglue.context",
    "awsglue.dynamicframe",
    "awsglue.transforms",
    "awsglue.job",
    "awsglue.utils",
    "awsglue.gluetypes",
    "awsglue.data_source",
    "awsglue.data_sink",
    "awsglue.dataframereader",
    "awsglue.dataframewriter",
    "awsglue.dataframe_transforms",
    "awsglue.functions",
    "awsgluedq.transforms",
    "awsglueml.transforms",
]
HEAD = "<!-- Written by `make docs` from the docstrings of python/. -->\n\n"
PACKAGES = ("awsglue", "awsgluedq", "awsglueml")
LONGEST = 90


def pages() -> dict[str, str]:
    """The text of every page, by the name of its file."""
    modules = [importlib.import_module(name) for name in MODULES]
    index = "\n".join(f"- [{module.__name__}]({module.__name__}.md): {first_line(module)}" for module in modules)
    head = HEAD + "# The library that scripts import\n\nFrom what the code says of itself.\n\n"
    return {"README.md": f"{head}{index}\n"} | {f"{module.__name__}.md": page(module) for module in modules}


def first_line(thing: Any) -> str:
    return (inspect.getdoc(thing) or "").split("\n", 1)[0]


def page(module: ModuleType) -> str:
    parts = [f"# {module.__name__}", text(module)]
    for name, member in public(module):
        parts += of_class(name, member) if inspect.isclass(member) else [heading("##", name, member), text(member)]
    return HEAD + "\n\n".join(part for part in parts if part) + "\n"


def public(module: ModuleType) -> Iterator[tuple[str, Any]]:
    """The classes and functions that a module is for, in the order of its source or of its `__all__`."""
    names = getattr(module, "__all__", None) or [
        name for name, member in vars(module).items() if getattr(member, "__module__", "") == module.__name__
    ]
    for name in names:
        member = getattr(module, name)
        if not name.startswith("_") and (inspect.isclass(member) or inspect.isfunction(member)):
            yield name, member


def of_class(name: str, member: type) -> list[str]:
    own = [base for base in reversed(member.__mro__) if base.__module__.split(".")[0] in PACKAGES]
    # A transform is called, all else is made.
    call = vars(member).get("__call__")
    made = call or member.__init__
    described = inspect.isfunction(made) and made.__module__.split(".")[0] in PACKAGES
    title = heading("##", name, made if described else None)
    parts = [title.replace(f"\n{name}(", f"\n{name}.apply(") if call else title, text(member)]
    if described and made.__doc__:
        parts.append(inspect.cleandoc(made.__doc__))
    if call:
        return parts
    methods = {
        method: inspect.unwrap(found.__func__ if isinstance(found, (classmethod, staticmethod)) else found)
        for base in own
        for method, found in vars(base).items()
        if not method.startswith("_") and (inspect.isfunction(found) or isinstance(found, (classmethod, staticmethod)))
    }
    for method, found in methods.items():
        # The text of a base's method stands for those that have none.
        parts += [heading("###", method, found), text(getattr(member, method))]
    return parts


def heading(level: str, name: str, function: Any) -> str:
    return f"{level} {name}" + (f"\n\n```python\n{name}{signature(function)}\n```" if function else "")


def signature(function: Any) -> str:
    found = inspect.signature(function)
    parameters = [each for each in found.parameters.values() if each.name not in {"self", "cls"}]
    kept = [str(each).replace("'", "") if each.default is each.empty else shown(each) for each in parameters]
    answers = "" if found.return_annotation is found.empty else f" -> {found.return_annotation}"
    line = "(" + ", ".join(kept) + ")" + answers
    return line if len(line) <= LONGEST else "(\n    " + ",\n    ".join(kept) + ",\n)" + answers


def shown(parameter: inspect.Parameter) -> str:
    if parameter.annotation is parameter.empty:
        return f"{parameter.name}={parameter.default!r}"
    return f"{parameter.name}: {parameter.annotation} = {parameter.default!r}"


def text(thing: Any) -> str:
    return inspect.getdoc(thing) or ""


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for file in FOLDER.glob("*.md"):
        file.unlink()
    for name, content in pages().items():
        (FOLDER / name).write_text(content)


if __name__ == "__main__":
    main()
