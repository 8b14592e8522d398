"""Unpivot Columns Into Rows: see https://docs.aws.amazon.com/glue/latest/dg/transforms-unpivot-columns-to-rows.html"""

from __future__ import annotations

from awsglue.dynamicframe import DynamicFrame
from gs_common import separated


def gs_unpivot(
    self: DynamicFrame, namesCol: str, valuesCol: str, colList: list[str] | str, includeNulls: bool = False
) -> DynamicFrame:
    """Makes a row of each of some columns: its name, its value, and all other columns.

    - `namesCol`: the column of the names
    - `valuesCol`: the column of the values
    - `colList`: the columns, all of one type
    - `includeNulls`: whether a value that is null makes a row

    Raises `IllegalArgumentException`, which names the parameter, for columns of several types, for one that is not
    there, and for names and values under one name.
    """
    return self._transformed("UnpivotColumnsIntoRows", namesCol, valuesCol, separated(colList), includeNulls)


DynamicFrame.gs_unpivot = gs_unpivot  # type: ignore[attr-defined]
