"""Rows chosen by a Python function, and the rows that it fails on."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from typing import Any

from pyspark.sql import DataFrame, Row
from pyspark.sql.functions import struct, udf

from awsglue.gluetypes import DynamicRecord

Function = Callable[[DynamicRecord], Any]

KEPT, LEFT_OUT, FAILED = "kept", "left out", "failed"
# A function that fails on all of many rows must not fill the log.
PRINTED_FAILURES = 3
_printed = 0


def rows(frame: DataFrame, function: Function) -> DataFrame:
    """The rows for which the function answers something true.

    Only the answers come back from Python. They count as not deterministic, so that Spark neither calls the function
    twice nor on rows that an earlier step left out.
    """
    return _with_verdict(frame, function, KEPT)


def failures(frame: DataFrame, function: Function) -> DataFrame:
    """The rows for which the function raises what does not simply leave a row out: to be computed when asked for."""
    return _with_verdict(frame, function, FAILED)


def _with_verdict(frame: DataFrame, function: Function, wanted: str) -> DataFrame:
    names = frame.columns
    places = [f"c{place}" for place in range(len(names))]

    def verdict(row: Row) -> bool:
        record = DynamicRecord(dict(zip(names, map(_plain, row), strict=True)))
        return _verdict(function, record, wanted == KEPT) == wanted

    if not names:
        # What is read from nowhere has no columns and no rows.
        return frame.limit(0)
    answers = udf(verdict, "boolean").asNondeterministic()
    # Under other names, because a frame's own may be the same twice but for their case.
    return frame.toDF(*places).filter(answers(struct(*places))).toDF(*names)


def _verdict(function: Function, record: DynamicRecord, logged: bool) -> str:
    try:
        return KEPT if function(record) else LEFT_OUT
    except (KeyError, ValueError, TypeError):
        return LEFT_OUT
    except Exception:
        if logged:
            _print_failure()
        return FAILED


def _print_failure() -> None:
    """Into the worker's error stream, which goes to the job's error log."""
    global _printed
    _printed += 1
    if _printed <= PRINTED_FAILURES:
        print(f"filter leaves a row out, on which its function failed:\n{traceback.format_exc()}", file=sys.stderr)
    if _printed == PRINTED_FAILURES:
        print("filter does not print further failures of this worker", file=sys.stderr)


def _plain(value: Any) -> Any:
    """A value with its structs as dicts."""
    if isinstance(value, Row):
        return {name: _plain(inner) for name, inner in zip(value.__fields__, value, strict=True)}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    return value
