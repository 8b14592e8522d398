"""Sheets of Excel files as rows, read by openpyxl in Spark's workers."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from openpyxl import load_workbook

from awsglue import _inference, _records
from awsglue._options import is_on
from awsglue.gluetypes import StructType

if TYPE_CHECKING:
    from awsglue.dynamicframe import DynamicFrame


def frame(files: DynamicFrame, options: dict[str, Any]) -> DynamicFrame:
    """The rows of one sheet of each file, under the name of the frame that holds the files.

    `files` has the column `content`, and those of its folders' keys, which the rows get as well. All files are read
    once for the types of their cells. Options: `sheetName` (the first sheet), `withHeader` (true), `numberRows` (at
    most, all), `skipFooter` (rows at the end that are no data, 0).
    """
    rows = files.toDF()
    if not rows.columns:
        return files
    records = rows.rdd.flatMap(lambda row: _records_of(row.asDict(), options)).cache()

    def of_partition(part: Iterable[dict[str, Any]]) -> Iterable[StructType]:
        yield _inference.of_records(part)

    schema = StructType()
    for found in records.mapPartitions(of_partition).collect():
        schema = _inference.merged(schema, found)
    session = files.glue_ctx.spark_session
    spark_type: Any = _records.spark_type(schema) if schema.fields else "struct<>"
    read = session.createDataFrame(records.map(_records.writer(schema)), spark_type, verifySchema=False)
    return files._read_as(read, schema)


def _records_of(row: dict[str, Any], options: dict[str, Any]) -> Iterator[dict[str, Any]]:
    keys = {name: value for name, value in row.items() if name != "content"}
    for record in sheet(bytes(row["content"]), options):
        yield {**record, **keys}


def sheet(content: bytes, options: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The records of a sheet, by the names in its first row or by `col0`, `col1` and so on."""
    workbook = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    name = options.get("sheetName")
    if name and name not in workbook.sheetnames:
        raise ValueError(f"There is no sheet {name!r}: there are {workbook.sheetnames}")
    rows = list((workbook[name] if name else workbook.worksheets[0]).iter_rows(values_only=True))
    footer = int(options.get("skipFooter") or 0)
    rows = rows[: len(rows) - footer] if footer else rows
    if not rows:
        return
    header = is_on(options, "withHeader", True)
    width = max(map(len, rows))
    first = list(rows[0]) + [None] * (width - len(rows[0])) if header else [None] * width
    names = [f"col{place}" if cell is None else str(cell) for place, cell in enumerate(first)]
    data = rows[1:] if header else rows
    for row in data[: int(options["numberRows"])] if options.get("numberRows") else data:
        if any(cell is not None for cell in row):
            yield {name: _plain(cell) for name, cell in zip(names, row, strict=False)}


def _plain(cell: Any) -> Any:
    """Times of day and spans of time, for which Spark has no type, become texts."""
    return str(cell) if isinstance(cell, (datetime.time, datetime.timedelta)) else _records.plain(cell)
