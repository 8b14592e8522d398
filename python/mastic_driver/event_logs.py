"""Keeps Spark's event logs where the job wants them."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from mastic_driver import files, jvm
from mastic_driver.channel import RunSpec


def keep(spec: RunSpec, events: Path) -> None:
    """Uploads the event logs of an ended Spark to `--spark-event-logs-path`; a failure is told and fails no run."""
    target = spec.arguments.get("--spark-event-logs-path")
    if not target or not jvm.flag(spec.arguments, "--enable-spark-ui"):
        return
    try:
        logs = sorted((log for log in events.iterdir() if log.is_file()), key=lambda log: log.stat().st_mtime)
        for number, log in enumerate(logs):
            files.upload(log, f"{target.rstrip('/')}/{name(spec, number)}")
    except Exception as e:
        print(f"The event log was not written to {target}: {e}", file=sys.stderr, flush=True)


def name(spec: RunSpec, number: int) -> str:
    """The run's id; a script that stops Spark and starts another leaves more than one log."""
    legacy = jvm.flag(spec.arguments, "--enable-spark-ui-legacy-path")
    first = f"spark-application-{time.time_ns() // 1_000_000}" if legacy else spec.runId
    return first if number == 0 else f"{first}_{number}"
