"""Split String: see https://docs.aws.amazon.com/glue/latest/dg/transforms-split-string.html"""

from __future__ import annotations

from awsglue.dynamicframe import DynamicFrame


def gs_split(self: DynamicFrame, colName: str, pattern: str, newColName: str = "") -> DynamicFrame:
    """Splits texts into arrays around all matches of a regular expression, as Java has them.

    - `colName`: the texts
    - `pattern`: the expression
    - `newColName`: the column to make; the texts themselves are replaced if empty

    All parts are kept, also empty ones at the end; null stays null. Raises `IllegalArgumentException`, which names
    the parameter, for an expression that cannot be read.
    """
    return self._transformed("SplitString", colName, pattern, newColName or "")


DynamicFrame.gs_split = gs_split  # type: ignore[attr-defined]
