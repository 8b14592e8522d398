"""Concatenate Columns: see https://docs.aws.amazon.com/glue/latest/dg/transforms-concatenate-columns.html"""

from __future__ import annotations

from awsglue.dynamicframe import DynamicFrame
from gs_common import separated


def gs_concat(
    self: DynamicFrame, colName: str, colList: list[str] | str, spacer: str = "", nullValue: str = ""
) -> DynamicFrame:
    """Joins the texts of columns into one.

    - `colName`: the column to make; one of this name is overwritten in its place
    - `colList`: the columns to join, in this order; nested ones as JSON
    - `spacer`: stands between any two, also beside nulls
    - `nullValue`: stands for null and for NaN

    Raises `IllegalArgumentException`, which names the parameter, for no columns and for one that is not there.
    """
    return self._transformed("ConcatenateColumns", colName, separated(colList), spacer or "", nullValue or "")


DynamicFrame.gs_concat = gs_concat  # type: ignore[attr-defined]
