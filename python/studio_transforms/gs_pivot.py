"""Pivot Rows Into Columns: see https://docs.aws.amazon.com/glue/latest/dg/transforms-pivot-rows-to-columns.html"""

from __future__ import annotations

from awsglue.dynamicframe import DynamicFrame
from gs_common import separated


def gs_pivot(self: DynamicFrame, aggCol: str, aggFunction: str, colList: list[str] | str) -> DynamicFrame:
    """Makes a column of each value of a column, and groups the rows by all columns that are left.

    - `aggCol`: what is aggregated
    - `aggFunction`: the name of a Spark aggregate function, such as `sum`, `avg` or `first`
    - `colList`: the columns whose values become columns, in ascending order; the values of several are joined by
      `_`

    Runs a Spark job that finds the values. Null is named `null`; where a group has no such row, there is null.
    Raises `IllegalArgumentException`, which names the parameter, for a column that is not there, a function that
    cannot be computed, more than 10,000 values, and a value that is the name of a column already.
    """
    return self._transformed("PivotRowsIntoColumns", aggCol, aggFunction, separated(colList))


DynamicFrame.gs_pivot = gs_pivot  # type: ignore[attr-defined]
