"""Functions on columns of DataFrames that Glue adds to Spark's."""

from __future__ import annotations

from pyspark.sql import Column
from pyspark.sql import functions as spark_functions

__all__ = ["explodeWithIndex", "namedStruct", "replaceArrayElement"]


def replaceArrayElement(src: Column, repl: Column, idx: int) -> Column:
    """The array with another element at a place; the first has the place 0."""
    return spark_functions.transform(
        src, lambda element, place: spark_functions.when(place == idx, repl).otherwise(element)
    )


def namedStruct(*cols: Column) -> Column:
    """A struct of names and values in turn: `namedStruct(lit("a"), col("x"), lit("b"), col("y"))`."""
    return spark_functions.named_struct(*cols)


def explodeWithIndex(col: Column) -> Column:
    """A row for each element of an array, in the columns `index`, from 0, and `val`."""
    return spark_functions.posexplode(col).alias("index", "val")
