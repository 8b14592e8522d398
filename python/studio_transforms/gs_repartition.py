"""Autobalance Processing: see https://docs.aws.amazon.com/glue/latest/dg/transforms-autobalance-processing.html"""

from __future__ import annotations

from awsglue.dynamicframe import DynamicFrame
from gs_common import separated


def gs_repartition(self: DynamicFrame, numPartitionsStr: str = "", partitionCols: list[str] | str = "") -> DynamicFrame:
    """Distributes the rows anew over partitions, which is also how many files a write makes.

    - `numPartitionsStr`: how many partitions there are to be; three for each core if empty
    - `partitionCols`: columns, as a list or separated by commas: all rows with the same values in them come into
      one partition

    Raises `IllegalArgumentException`, which names the parameter, for another number than a whole one from 1 on, and
    for a column that is not there.
    """
    number = "" if numPartitionsStr is None else str(numPartitionsStr)
    return self._transformed("AutobalanceProcessing", number, separated(partitionCols))


DynamicFrame.gs_repartition = gs_repartition  # type: ignore[attr-defined]
