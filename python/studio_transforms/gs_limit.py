"""Limit, of the unified studio: see https://docs.aws.amazon.com/sagemaker-unified-studio/latest/userguide/visual-etl-supported-transforms.html"""

from __future__ import annotations

from awsglue.dynamicframe import DynamicFrame


def gs_limit(self: DynamicFrame, numRows: int) -> DynamicFrame:
    """Keeps a number of rows, whichever come first.

    - `numRows`: how many

    Raises `IllegalArgumentException`, which names the parameter, for a number below 0.
    """
    return self._transformed("Limit", int(numRows))


DynamicFrame.gs_limit = gs_limit  # type: ignore[attr-defined]
