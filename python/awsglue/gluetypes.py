"""The types of Glue's schemas and the record that a function given to `filter` gets."""

from __future__ import annotations

from typing import Any


class DynamicRecord(dict[str, Any]):
    """A row as a dict whose fields are attributes too, on the first level of structs as well: `rec.address.state`.

    Deeper structs are plain dicts. A missing field raises `KeyError`, also as an attribute.
    """

    def __init__(self, fields: dict[str, Any]) -> None:
        wrapped = {name: _Level(value) if isinstance(value, dict) else value for name, value in fields.items()}
        super().__init__(wrapped)

    def __getattr__(self, name: str) -> Any:
        return _field(self, name)

    def __setattr__(self, name: str, value: Any) -> None:
        self[name] = value

    def __delattr__(self, name: str) -> None:
        del self[name]


class _Level(dict[str, Any]):
    def __getattr__(self, name: str) -> Any:
        return _field(self, name)


def _field(fields: dict[str, Any], name: str) -> Any:
    # What Python itself asks for, when it copies or pickles, must look missing in Python's way.
    if name.startswith("__") and name not in fields:
        raise AttributeError(name)
    return fields[name]
