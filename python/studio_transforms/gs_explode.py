"""Explode Array Or Map Into Rows: see https://docs.aws.amazon.com/glue/latest/dg/transforms-explode-array.html"""

from __future__ import annotations

from awsglue.dynamicframe import DynamicFrame


def gs_explode(
    self: DynamicFrame, colName: str, newCol: str, outer: bool = False, valueCol: str = "value"
) -> DynamicFrame:
    """Makes a row of each element of an array, or of each entry of a map.

    - `colName`: the array or map; it stays unless one of the new columns has its name
    - `newCol`: the column of the elements, or of the keys; one of this name is overwritten in its place
    - `outer`: whether a row whose array or map is null or empty stays, with null; else it is left out
    - `valueCol`: the column of the values of a map

    Raises `IllegalArgumentException`, which names the parameter, for a column that is neither array nor map, and
    for keys and values under one name.
    """
    return self._transformed("ExplodeArrayOrMapIntoRows", colName, newCol, outer, valueCol or "value")


DynamicFrame.gs_explode = gs_explode  # type: ignore[attr-defined]
