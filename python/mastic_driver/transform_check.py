"""Checks the code of custom transforms without running it: usage `python -m mastic_driver.transform_check < ASKED`.

Asked is a list of `{"file", "functionName", "parameters": [{"name", "isOptional"}]}` as JSON; the answer is a list of
sentences for each.

See https://docs.aws.amazon.com/glue/latest/ug/custom-visual-transform-implementation.html
"""

from __future__ import annotations

import ast
import json
import sys
from pathlib import Path
from typing import Any


def main() -> None:
    asked = json.load(sys.stdin)
    json.dump([problems(Path(one["file"]), one["functionName"], one["parameters"]) for one in asked], sys.stdout)


def problems(file: Path, function: str, parameters: list[dict[str, Any]]) -> list[str]:
    try:
        module = ast.parse(file.read_bytes())
    except (SyntaxError, ValueError) as e:
        line = f"line {e.lineno}: {e.msg}" if isinstance(e, SyntaxError) else str(e)
        return [f"This is no Python: {line}."]
    assigned = assignment(module, function)
    if assigned is None:
        return [f"The module does not end by giving the function to frames: DynamicFrame.{function} = {function}"]
    found = {node.name: node for node in module.body if isinstance(node, ast.FunctionDef)}
    defined = found.get(assigned)
    if defined is None:
        return [f"DynamicFrame.{function} gets {assigned}, which is no function of the module."]
    return list(signature(defined, parameters))


def assignment(module: ast.Module, function: str) -> str | None:
    """What the last assignment to `DynamicFrame.<function>` gives it."""
    for node in reversed(module.body):
        if isinstance(node, ast.Assign) and any(ast.unparse(to) == f"DynamicFrame.{function}" for to in node.targets):
            return ast.unparse(node.value)
    return None


def signature(defined: ast.FunctionDef, parameters: list[dict[str, Any]]) -> list[str]:
    spec = defined.args
    positional = [*spec.posonlyargs, *spec.args]
    if not positional:
        return [f"{defined.name} takes no self, which is the frame that comes in."]
    defaults = {argument.arg for argument in positional[len(positional) - len(spec.defaults) :]}
    defaults |= {a.arg for a, value in zip(spec.kwonlyargs, spec.kw_defaults, strict=True) if value is not None}
    taken = {argument.arg for argument in [*spec.args, *spec.kwonlyargs] if argument is not positional[0]}
    named = {parameter["name"] for parameter in parameters}
    told = [
        f'{defined.name} takes no argument "{name}", which is a parameter of the definition.'
        for name in sorted(named - taken)
        if spec.kwarg is None
    ]
    told += [
        f'The argument "{name}" of {defined.name} has no default and is no parameter of the definition.'
        for name in sorted(taken - named - defaults)
    ]
    told += [
        f'The parameter "{parameter["name"]}" is optional, so the argument needs a default.'
        for parameter in parameters
        if parameter["isOptional"] and parameter["name"] in taken - defaults
    ]
    return told


if __name__ == "__main__":
    main()
