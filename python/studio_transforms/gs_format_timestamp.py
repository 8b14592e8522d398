"""Format Timestamp: see https://docs.aws.amazon.com/glue/latest/dg/transforms-format-timestamp.html"""

from __future__ import annotations

from awsglue.dynamicframe import DynamicFrame


def gs_format_timestamp(self: DynamicFrame, colName: str, dateFormat: str, newColName: str = "") -> DynamicFrame:
    """Writes timestamps, dates, or texts that are such, as texts of a format. Null stays null.

    - `colName`: the timestamps
    - `dateFormat`: in Spark's pattern letters (`yyyy-MM-dd`) or, if it has a `%`, in Python's codes (`%Y-%m-%d`)
    - `newColName`: the column to make; the timestamps themselves are replaced if empty

    Raises `IllegalArgumentException`, which names the parameter, for a format that cannot be read and for a column
    of another type.
    """
    return self._transformed("FormatTimestamp", colName, dateFormat or "", newColName or "")


DynamicFrame.gs_format_timestamp = gs_format_timestamp  # type: ignore[attr-defined]
