"""Random partition keys and random predicates: Spark SQL and frames give the rows that a DataFrame gives."""

from __future__ import annotations

import random
import secrets
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from pyspark.sql import DataFrame, SparkSession

from awsglue.context import GlueContext

DATABASE = "pruning"
ROWS = 60
PREDICATES = 40
TEXTS = [
    "a",
    "ab",
    "b",
    "B",
    "it's",
    'say "x"',
    "50%",
    "a_b",
    "ü",
    "日本",
    "😀",
    "a/b",
    "a=b",
    " b ",
    "null",
    "\\d",
    "`",
    "a.*",
]
FIRST = date(2023, 12, 28)
SCHEMA = "id int, s string, n int, d date"


@pytest.fixture(scope="module")
def seed() -> str:
    return secrets.token_hex(4)


@pytest.fixture(scope="module")
def rows(spark: SparkSession, seed: str) -> DataFrame:
    chance = random.Random(seed)

    def some(values: list[Any]) -> Any:
        return None if chance.random() < 0.15 else chance.choice(values)

    numbers = [-2147483648, -10, -1, 0, 1, 2, 9, 10, 2024, 2147483647]
    days = [FIRST + timedelta(n) for n in range(8)]
    made = [(row, some(TEXTS), some(numbers), some(days)) for row in range(ROWS)]
    return spark.createDataFrame(made, SCHEMA).cache()


@pytest.fixture(scope="module")
def tables(spark: SparkSession, rows: DataFrame) -> Iterator[list[str]]:
    """One that Spark's own reader reads, and one of Hive's text, which goes another way."""
    spark.sql(f"CREATE DATABASE {DATABASE} LOCATION 's3://shared-spark/{DATABASE}'")
    rows.write.partitionBy("s", "n", "d").saveAsTable(f"{DATABASE}.parquet")
    spark.sql(f"CREATE TABLE {DATABASE}.text (id int) PARTITIONED BY (s string, n int, d date)")
    spark.conf.set("hive.exec.dynamic.partition.mode", "nonstrict")
    spark.conf.set("spark.sql.sources.partitionOverwriteMode", "dynamic")
    rows.write.insertInto(f"{DATABASE}.text")
    yield [f"{DATABASE}.parquet", f"{DATABASE}.text"]
    spark.conf.unset("hive.exec.dynamic.partition.mode")
    spark.conf.unset("spark.sql.sources.partitionOverwriteMode")
    spark.sql(f"DROP DATABASE {DATABASE} CASCADE")


class Predicates:
    """Random SQL over the keys."""

    def __init__(self, seed: str) -> None:
        self.chance = random.Random(seed + "predicates")

    def predicate(self, depth: int = 2) -> str:
        kind = self.chance.randrange(6) if depth else 0
        if kind == 1:
            return f"NOT ({self.predicate(depth - 1)})"
        if kind in {2, 3}:
            operator = "AND" if kind == 2 else "OR"
            return f"({self.predicate(depth - 1)} {operator} {self.predicate(depth - 1)})"
        return self.chance.choice([self.comparison, self.comparison, self.within, self.null, self.like])()

    def key(self) -> str:
        return self.chance.choice(["s", "n", "d"])

    def literal(self, key: str) -> str:
        if key == "s":
            text = self.chance.choice([*TEXTS, "missing", "__HIVE_DEFAULT_PARTITION__"])
            return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
        if key == "n":
            return str(self.chance.choice([-11, -10, 0, 1, 2, 3, 10, 2024, 99999999999]))
        return f"date'{FIRST + timedelta(self.chance.randrange(-1, 9))}'"

    def comparison(self) -> str:
        key = self.key()
        operator = self.chance.choice(["=", "<>", "<", "<=", ">", ">=", "<=>"])
        sides = [key, operator, self.literal(key)]
        return " ".join(sides if self.chance.random() < 0.8 else reversed(sides))

    def within(self) -> str:
        key = self.key()
        if self.chance.random() < 0.3:
            return f"{key} BETWEEN {self.literal(key)} AND {self.literal(key)}"
        values = ", ".join(self.literal(key) for _ in range(self.chance.choice([1, 2, 5, 300])))
        return f"{key} {self.chance.choice(['IN', 'NOT IN'])} ({values})"

    def null(self) -> str:
        return f"{self.key()} IS {self.chance.choice(['', 'NOT '])}NULL"

    def like(self) -> str:
        text = self.chance.choice(["a", "b", "ü", "it\\'s", "50\\\\%", "a\\\\_", "日", '"'])
        return f"s LIKE '{self.chance.choice(['', '%'])}{text}{self.chance.choice(['', '%'])}'"


def test_rows_are_those_of_a_plain_data_frame(
    spark: SparkSession, seed: str, rows: DataFrame, tables: list[str]
) -> None:
    predicates = Predicates(seed)
    for _ in range(PREDICATES):
        predicate = predicates.predicate()
        expected = sorted(row.id for row in rows.where(predicate).collect())
        for table in tables:
            found = sorted(row.id for row in spark.table(table).where(predicate).collect())
            assert found == expected, f"{table} WHERE {predicate} (seed {seed})"


def test_frames_read_the_partitions_that_a_predicate_chooses(
    glue_context: GlueContext, seed: str, rows: DataFrame, tables: list[str]
) -> None:
    predicates = Predicates(seed + "frames")
    for _ in range(PREDICATES // 2):
        predicate = predicates.predicate()
        expected = sorted(row.id for row in rows.where(predicate).collect())
        for table in tables:
            database, _, name = table.partition(".")
            frame = glue_context.create_dynamic_frame.from_catalog(database, name, push_down_predicate=predicate)
            found = sorted(row.id for row in frame.toDF().collect())
            assert found == expected, f"{table}, {predicate} (seed {seed})"
