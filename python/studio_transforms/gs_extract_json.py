"""Extract JSON Path: see https://docs.aws.amazon.com/glue/latest/dg/transforms-extract-json-path.html"""

from __future__ import annotations

from awsglue.dynamicframe import DynamicFrame
from gs_common import separated


def gs_extract_json(
    self: DynamicFrame, colName: str, jsonPaths: str, colList: str, dropCol: bool = False
) -> DynamicFrame:
    """Takes values out of JSON texts by their paths, as texts.

    - `colName`: the texts
    - `jsonPaths`: paths, separated by commas: `a.b`, `$.a[0]`, `$['a b']`
    - `colList`: a column for each path, separated by commas; those of these names are overwritten in their places
    - `dropCol`: whether the JSON itself is left out

    A path that leads nowhere, and text that is no JSON, gives null. Raises `IllegalArgumentException`, which names
    the parameter, for lists of different lengths and for a path that cannot be read.
    """
    return self._transformed("ExtractJsonPath", colName, separated(jsonPaths), separated(colList), dropCol)


DynamicFrame.gs_extract_json = gs_extract_json  # type: ignore[attr-defined]
