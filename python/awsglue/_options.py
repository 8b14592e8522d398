"""How options cross to the JVM, and what is refused."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from os.path import commonprefix
from typing import Any

FILE_TYPES = frozenset({"s3", "file", "parquet", "orc"})


def as_json(options: Mapping[str, Any] | None) -> str:
    """The options as the text of one JSON object."""
    return json.dumps(dict(options or {}))


def as_flag(value: Any) -> bool:
    """True for `True` and for the text "true" in any case."""
    return str(value).strip().lower() == "true"


def require_files(connection_type: str) -> None:
    """Refuses a connection type that is not of files."""
    if connection_type.lower() not in FILE_TYPES:
        raise NotImplementedError(
            f"connection_type '{connection_type}' is not supported by this version of Mastic: only 's3' is"
        )


def absent(method: str) -> NotImplementedError:
    """What a method of Glue raises that is not there yet."""
    return NotImplementedError(f"{method} is not supported by this version of Mastic")


def frame_name(options: Mapping[str, Any]) -> str:
    """A frame is named after the common part of its paths; without paths by chance."""
    paths = options.get("paths", [])
    common = commonprefix([paths] if isinstance(paths, str) else list(paths))  # noqa: RUF071 - Glue's is of characters
    name = common.split("://", 1)[-1]
    for dropped in ":/.":
        name = name.replace(dropped, "")
    return name or str(uuid.uuid4()).replace("-", "_")


def database_of(database: str | None, table: str | None, more: dict[str, Any]) -> str:
    """The database, which may be given as `name_space`; raises when it or the table is missing."""
    name_space = more.get("name_space")
    if database is not None and name_space is not None:
        raise Exception("Parameter name_space and database are both specified, choose one.")
    found = database if database is not None else name_space
    if found is None:
        raise Exception("Parameter name_space or database is missing.")
    if table is None:
        raise Exception("Parameter table_name is missing.")
    return str(found)
