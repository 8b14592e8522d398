"""Flatten: see https://docs.aws.amazon.com/glue/latest/dg/transforms-flatten.html"""

from __future__ import annotations

from awsglue.dynamicframe import DynamicFrame


def gs_flatten(self: DynamicFrame, maxLevels: int = 0) -> DynamicFrame:
    """Makes columns of the fields of structs, named with dots. Arrays and maps stay as they are.

    - `maxLevels`: how many levels of structs are taken apart, from the top; all of them if 0

    Raises `IllegalArgumentException`, which names the parameter, for a number below 0, and
    `IllegalArgumentException` with the name if two columns would have the same.
    """
    return self._transformed("Flatten", int(maxLevels or 0))


DynamicFrame.gs_flatten = gs_flatten  # type: ignore[attr-defined]
