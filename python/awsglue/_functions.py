"""Python functions of a script applied to a frame's records, and the records that they fail on."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from pyspark import StorageLevel
from pyspark.rdd import RDD
from pyspark.sql import DataFrame, Row, SparkSession
from pyspark.sql.functions import col, struct, to_json, udf

from awsglue import _inference, _records
from awsglue.gluetypes import DynamicRecord, StructType

Function = Callable[[DynamicRecord], Any]
#: What a partition function gets and gives: `{"record": {…}, "isError": bool, "errorMessage": str}`.
Envelope = dict[str, Any]

NOTHING = "User-specified function returned None instead of DynamicRecord"
# A function that fails on all of many records must not fill the log.
PRINTED_FAILURES = 3
_printed = 0


def kept(frame: DataFrame, schema: StructType, function: Function) -> DataFrame:
    """The rows for which the function answers something true.

    Only the answers come back from Python. They count as not deterministic, so that Spark neither calls the function
    twice nor on rows that an earlier step left out.
    """
    reader = _records.reader(schema)

    def keeps(row: Row) -> bool:
        try:
            return bool(function(DynamicRecord(reader(row))))
        except (KeyError, ValueError, TypeError):
            return False
        except Exception:
            _print_failure()
            return False

    if not frame.columns:
        # What is read from nowhere has no columns and no rows.
        return frame.limit(0)
    names, places = frame.columns, _places(frame)
    answers = udf(keeps, "boolean").asNondeterministic()
    return frame.toDF(*places).filter(answers(struct(*places))).toDF(*names)


def failing(frame: DataFrame, schema: StructType, function: Function) -> DataFrame | None:
    """The records for which the function raises what does not simply leave a row out: computed when asked for."""
    if not frame.columns:
        return None
    reader = _records.reader(schema)

    def failure(row: Row) -> tuple[str, str] | None:
        try:
            function(DynamicRecord(reader(row)))
        except (KeyError, ValueError, TypeError):
            return None
        except Exception as e:
            return str(e), traceback.format_exc()
        return None

    places = _places(frame)
    failures = udf(failure, "msg string, stackTrace string").asNondeterministic()
    # With the frame's names, which the record is to show.
    record = to_json(struct(*(col(place).alias(name) for place, name in zip(places, frame.columns, strict=True))))
    return (
        frame.toDF(*places)
        .select(failures(struct(*places)).alias("failure"), record.alias("input"))
        .filter("failure IS NOT NULL")
        .select("failure.msg", "failure.stackTrace", "input")
    )


def _places(frame: DataFrame) -> list[str]:
    """Names for columns whose own may be the same twice but for their case."""
    return [f"c{place}" for place in range(len(frame.columns))]


def mapped(
    session: SparkSession,
    frame: DataFrame,
    schema: StructType,
    function: Callable[[int, Iterator[Envelope]], Iterable[Envelope]],
) -> tuple[DataFrame, StructType, DataFrame]:
    """The rows that a function of a partition's records answers, their schema, and what it marks as errors.

    The function runs once: what it answers is kept, in memory or on disk, for as long as the frames are in use. Its
    answers are read once for their types. A field keeps the type that it had before if its values still fit.
    """
    reader = _records.reader(schema)

    def run(number: int, rows: Iterable[Row]) -> Iterable[Envelope]:
        records = ({"record": reader(row), "isError": False, "errorMessage": ""} for row in rows)
        return map(_normal, function(number, iter(records)))

    answers = frame.rdd.mapPartitionsWithIndex(run).persist(StorageLevel.MEMORY_AND_DISK)
    found = _inferred(answers, schema)
    spark_type, writer = _records.spark_type(found), _records.writer(found)
    good = answers.filter(lambda envelope: not envelope["isError"]).map(lambda envelope: writer(envelope["record"]))
    bad = answers.filter(lambda envelope: envelope["isError"]).map(
        lambda envelope: (
            envelope["errorMessage"],
            envelope.get("stackTrace", ""),
            _records.as_json(envelope["record"]),
        )
    )
    failed = session.createDataFrame(bad, "msg string, stackTrace string, input string", verifySchema=False)
    if not found.fields:
        return session.createDataFrame([], "struct<>"), found, failed
    return session.createDataFrame(good, spark_type, verifySchema=False), found, failed


def _normal(envelope: Envelope) -> Envelope:
    """An envelope with its record as plain values, which outlive the classes of the script."""
    return {**envelope, "record": _records.plain(envelope["record"])}


def _inferred(answers: RDD[Envelope], schema: StructType) -> StructType:
    def of_partition(envelopes: Iterable[Envelope]) -> Iterable[StructType]:
        yield _inference.of_records(each["record"] for each in envelopes if not each["isError"])

    found = StructType()
    for part in answers.mapPartitions(of_partition).collect():
        found = _inference.merged(found, part)
    return _inference.settled(found, schema)


def each_record(function: Function) -> Callable[[int, Iterator[Envelope]], Iterator[Envelope]]:
    """`function` applied to each record, as a function of partitions; what it fails on is marked."""

    def apply(_: int, envelopes: Iterator[Envelope]) -> Iterator[Envelope]:
        for envelope in envelopes:
            try:
                answer = function(DynamicRecord(envelope["record"]))
            except Exception as e:
                yield _failed(envelope, str(e) or type(e).__name__, traceback.format_exc())
            else:
                yield {**envelope, "record": answer} if answer else _failed(envelope, NOTHING, "")

    return apply


def _failed(envelope: Envelope, message: str, trace: str) -> Envelope:
    return {**envelope, "isError": True, "errorMessage": message, "stackTrace": trace}


def _print_failure() -> None:
    """Into the worker's error stream, which goes to the job's error log."""
    global _printed
    _printed += 1
    if _printed <= PRINTED_FAILURES:
        print(f"filter leaves a row out, on which its function failed:\n{traceback.format_exc()}", file=sys.stderr)
    if _printed == PRINTED_FAILURES:
        print("filter does not print further failures of this worker", file=sys.stderr)
