"""Add Current Timestamp: see https://docs.aws.amazon.com/glue/latest/dg/transforms-add-current-timestamp.html"""

from __future__ import annotations

from awsglue.dynamicframe import DynamicFrame
from gs_common import run_time


def gs_now(self: DynamicFrame, colName: str = "timestamp", dateFormat: str = "") -> DynamicFrame:
    """Adds the time of the run, the same in all rows and in all nodes of a job.

    - `colName`: the column to add; one of this name is overwritten in its place
    - `dateFormat`: makes a text of the timestamp: in Spark's pattern letters (`yyyy-MM-dd`) or, if it has a `%`, in
      Python's codes (`%Y-%m-%d`)

    Raises `IllegalArgumentException`, which names the parameter, for a format that cannot be read and for an empty
    name.
    """
    return self._transformed("AddCurrentTimestamp", colName, dateFormat or "", run_time(self.glue_ctx))


DynamicFrame.gs_now = gs_now  # type: ignore[attr-defined]
