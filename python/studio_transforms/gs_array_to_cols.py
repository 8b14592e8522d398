"""Array To Columns: see https://docs.aws.amazon.com/glue/latest/dg/transforms-array-to-columns.html"""

from __future__ import annotations

from awsglue.dynamicframe import DynamicFrame
from gs_common import separated


def gs_array_to_cols(self: DynamicFrame, colName: str, colList: str, indexes: str = "") -> DynamicFrame:
    """Copies elements of an array into columns of their own. The array stays.

    - `colName`: the array
    - `colList`: the columns to make, separated by commas; those of these names are overwritten in their places
    - `indexes`: which element each column gets, from 1 on, separated by commas; the first ones if empty

    An element that is not there is null. Raises `IllegalArgumentException`, which names the parameter, for a column
    that is no array, for lists of different lengths, and for an index that is no whole number from 1 on.
    """
    return self._transformed("ArrayToColumns", colName, separated(colList), separated(indexes))


DynamicFrame.gs_array_to_cols = gs_array_to_cols  # type: ignore[attr-defined]
