"""Parse JSON Column: see https://docs.aws.amazon.com/glue/latest/dg/transforms-parse-json-column.html"""

from __future__ import annotations

from awsglue.dynamicframe import DynamicFrame


def gs_parse_json(
    self: DynamicFrame, colName: str, schema: str = "", samplingRatio: float = 1.0, newColName: str = ""
) -> DynamicFrame:
    """Makes structs, arrays or maps of JSON texts. What is no JSON of the type becomes null.

    - `colName`: the texts
    - `schema`: in Spark's DDL: `a STRING, b INT`, or `ARRAY<STRING>`. If empty, a Spark job reads the texts now to
      find the fields of the objects in them
    - `samplingRatio`: which share of the rows is read for that, above 0 and at most 1
    - `newColName`: the column to make; the texts themselves are replaced if empty

    Raises `IllegalArgumentException`, which names the parameter, for a schema that cannot be read, for another
    ratio, and if no object is found.
    """
    ratio = 1.0 if samplingRatio is None else float(samplingRatio)
    return self._transformed("ParseJsonColumn", colName, schema or "", ratio, newColName or "")


DynamicFrame.gs_parse_json = gs_parse_json  # type: ignore[attr-defined]
