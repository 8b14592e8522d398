"""Remove Null Rows: see https://docs.aws.amazon.com/glue/latest/dg/transforms-remove-null-rows.html"""

from __future__ import annotations

from awsglue.dynamicframe import DynamicFrame


def gs_null_rows(self: DynamicFrame, extended: bool = False) -> DynamicFrame:
    """Removes the rows in which every column is null.

    - `extended`: whether empty texts, arrays and maps count as null
    """
    return self._transformed("RemoveNullRows", extended)


DynamicFrame.gs_null_rows = gs_null_rows  # type: ignore[attr-defined]
