"""UUID: see https://docs.aws.amazon.com/glue/latest/dg/transforms-uuid.html"""

from __future__ import annotations

from awsglue.dynamicframe import DynamicFrame


def gs_uuid(self: DynamicFrame, colName: str = "uuid") -> DynamicFrame:
    """Gives each row a random identifier, a text of 36 characters.

    - `colName`: the column to make; one of this name is overwritten in its place

    Raises `IllegalArgumentException`, which names the parameter, for an empty name.
    """
    return self._transformed("Uuid", colName)


DynamicFrame.gs_uuid = gs_uuid  # type: ignore[attr-defined]
