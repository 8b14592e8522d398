"""The bookmark of the run's job that sources read on from. A driver is of one run, so there is one at most."""

from __future__ import annotations

import os
from typing import Any

_current: Any = None


def begin(jvm: Any, option: str, start: str | None, end: str | None) -> Any:
    """Reads the bookmark of the job of the run that the environment names; sources read on from there."""
    global _current
    run = {name: value for name, value in os.environ.items() if name.startswith("MASTIC_")}
    _current = jvm.io.mastic.runtime.bookmark.JobBookmark.open(run, option, start, end)
    return _current


def end() -> None:
    """From here on sources read everything."""
    global _current
    _current = None


def of_files(jvm: Any, transformation_ctx: str) -> Any:
    """What a source of files reads, as the JVM takes it."""
    if _current is None:
        return jvm.io.mastic.runtime.bookmark.FileBookmark.none()
    return _current.files(transformation_ctx or "")
