"""Derived Column: see https://docs.aws.amazon.com/glue/latest/dg/transforms-derived-column.html"""

from __future__ import annotations

from awsglue.dynamicframe import DynamicFrame


def gs_derived(self: DynamicFrame, colName: str, expr: str) -> DynamicFrame:
    """Adds what a Spark SQL expression makes of the columns of a row.

    - `colName`: the column to make; one of this name is overwritten in its place, and the expression sees its old
      value
    - `expr`: the expression

    Raises `IllegalArgumentException`, which names the parameter, with Spark's reason, for an expression that cannot
    be computed on these columns.
    """
    return self._transformed("DerivedColumn", colName, expr)


DynamicFrame.gs_derived = gs_derived  # type: ignore[attr-defined]
