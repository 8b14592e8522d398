"""Identifier: see https://docs.aws.amazon.com/glue/latest/dg/transforms-identifier.html"""

from __future__ import annotations

from awsglue.dynamicframe import DynamicFrame
from gs_common import now


def gs_sequence_id(self: DynamicFrame, colName: str = "id", unique: bool = False) -> DynamicFrame:
    """Adds a number that no other row of the frame has. Numbers increase and have gaps.

    - `colName`: the column to make; one of this name is overwritten in its place
    - `unique`: whether numbers of other runs differ as well: then they are decimals that begin with the time in
      microseconds

    Raises `IllegalArgumentException`, which names the parameter, for an empty name.
    """
    return self._transformed("Identifier", colName, unique, now(self.glue_ctx))


DynamicFrame.gs_sequence_id = gs_sequence_id  # type: ignore[attr-defined]
