"""Rows chosen by a Python function."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from typing import Any

from pyspark.sql import DataFrame, Row
from pyspark.sql.functions import struct, udf

from awsglue.gluetypes import DynamicRecord


def rows(frame: DataFrame, function: Callable[[DynamicRecord], Any]) -> DataFrame:
    """The rows for which the function answers something true.

    Only the answers come back from Python. The column counts as not deterministic, so that Spark neither calls the
    function twice nor on rows that an earlier step left out.
    """
    places = [f"c{place}" for place in range(len(frame.columns))]
    names = frame.columns

    def verdict(row: Row) -> bool:
        return _verdict(function, DynamicRecord(dict(zip(names, map(_plain, row), strict=True))))

    columns = frame.toDF(*places)
    chosen = columns.filter(udf(verdict, "boolean").asNondeterministic()(struct(*places)))
    return chosen.toDF(*names)


def _verdict(function: Callable[[DynamicRecord], Any], record: DynamicRecord) -> bool:
    try:
        return bool(function(record))
    except (KeyError, ValueError, TypeError):
        return False
    except Exception:
        print(
            f"A row is left out because the filter's function failed on it:\n{traceback.format_exc()}", file=sys.stderr
        )
        return False


def _plain(value: Any) -> Any:
    """A value with its structs as dicts."""
    if isinstance(value, Row):
        return {name: _plain(inner) for name, inner in zip(value.__fields__, value, strict=True)}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    return value
