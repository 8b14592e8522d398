"""What the transforms of visual jobs have in common: how their parameters are written, and the time of the run."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

from awsglue.context import GlueContext

# A backtick within backticks is doubled, which two quoted pieces match as well.
_ITEM = re.compile(r"((?:`[^`]*`|[^`,])*)(?:,|$)")


def separated(names: list[str] | str | None) -> list[str]:
    """Names that are separated by commas, without the blanks around them; a comma within backticks is part of a name.

    Empty names stay, but no text at all is no names. A list is what it is. Raises `ValueError` for a backtick that is
    not closed.
    """
    if names is None or not isinstance(names, str):
        return list(names or [])
    if not names.strip():
        return []
    items, at = [], 0
    while at <= len(names):
        found = _ITEM.match(names, at)
        if found is None:
            raise ValueError(f"{names!r} has a backtick that is not closed")
        items.append(found[1].strip())
        at = found.end() + (0 if found[0].endswith(",") else 1)
    return items


def run_time(glue_context: GlueContext) -> Any:
    """The one time of the run, as a `java.time.Instant`: the time at which it was first asked for."""
    if not hasattr(glue_context, "_studio_time"):
        glue_context._studio_time = now(glue_context)  # type: ignore[attr-defined]
    return glue_context._studio_time  # type: ignore[attr-defined]


def now(glue_context: GlueContext) -> Any:
    """The time, as a `java.time.Instant` of whole microseconds."""
    return glue_context._jvm.java.time.Instant.parse(datetime.now(UTC).isoformat().replace("+00:00", "Z"))
