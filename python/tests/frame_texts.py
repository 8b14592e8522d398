"""The rows of a frame as the files of cases/ write them down."""

from __future__ import annotations

from pyspark.sql import DataFrame
from pyspark.sql.functions import col, to_json


def texts(frame: DataFrame) -> list[list[str | None]]:
    """Values as text, nested ones as JSON, sorted: the order of rows does not matter."""
    nested = {"struct", "array", "map"}
    places = frame.toDF(*(f"c{place}" for place in range(len(frame.columns))))
    values = [
        to_json(col(field.name), {"ignoreNullFields": "false"})
        if field.dataType.typeName() in nested
        else col(field.name).cast("string")
        for field in places.schema
    ]
    return sorted((list(row) for row in places.select(*values).collect()), key=repr)
