"""Transforms of Glue on plain DataFrames."""

from __future__ import annotations

from typing import Any

from pyspark.sql import DataFrame

from awsglue.context import GlueContext
from awsglue.dynamicframe import DynamicFrame

__all__ = ["ApplyMapping"]


class ApplyMapping:
    """Listed columns under new names and types."""

    @staticmethod
    def apply(df: DataFrame, mappings: list[tuple[str, ...]] | tuple[Any, ...]) -> DataFrame:
        """As `DynamicFrame.apply_mapping`."""
        frame = DynamicFrame.fromDF(df, GlueContext(df.sparkSession), "dataframe")
        return frame.apply_mapping(mappings).toDF()
