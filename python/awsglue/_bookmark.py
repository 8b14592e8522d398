"""The bookmark of the run's job, from `Job.init` on. A driver is of one run, so there is one at most."""

from __future__ import annotations

import os
from typing import Any

_OPEN: list[Any] = []


def begin(jvm: Any, option: str, start: str | None, end: str | None) -> None:
    """Reads the bookmark of the job of the run that the environment names."""
    close()
    run = {name: value for name, value in os.environ.items() if name.startswith("MASTIC_")}
    _OPEN.append(jvm.io.mastic.runtime.bookmark.JobBookmark.open(run, option, start, end))


def commit() -> None:
    """Keeps what sources have read, if there is a bookmark."""
    for bookmark in _OPEN:
        bookmark.commit()


def close() -> None:
    """From here on sources read everything."""
    _OPEN.clear()


def of_files(jvm: Any, transformation_ctx: str) -> Any:
    """What a source of files reads, as the JVM takes it."""
    for bookmark in _OPEN:
        return bookmark.files(transformation_ctx or "")
    return jvm.io.mastic.runtime.bookmark.FileBookmark.none()
