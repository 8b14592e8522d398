"""To Timestamp: see https://docs.aws.amazon.com/glue/latest/dg/transforms-to-timestamp.html"""

from __future__ import annotations

from awsglue.dynamicframe import DynamicFrame


def gs_to_timestamp(self: DynamicFrame, colName: str, colType: str, newColName: str = "") -> DynamicFrame:
    """Makes timestamps of numbers and texts; what is none becomes null.

    - `colName`: the numbers or texts
    - `colType`: `seconds`, `milliseconds` or `microseconds` since 1970, `iso`, or `autodetect`: then text that is
      no number is `iso`, numbers below 10^11 are seconds, and below 10^14 milliseconds
    - `newColName`: the column to make; the numbers or texts themselves are replaced if empty

    Raises `IllegalArgumentException`, which names the parameter, for another kind.
    """
    return self._transformed("ToTimestamp", colName, colType, newColName or "")


DynamicFrame.gs_to_timestamp = gs_to_timestamp  # type: ignore[attr-defined]
