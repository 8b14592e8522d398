"""Each case of the files in cases/spark-sql: statements, what they answer, and what the catalog and S3 hold afterwards.

Keys of a case, all but `name` and `sql` optional:

    name       a sentence
    put        files that are there before, path: text
    databases  databases made through the API before
    tables     tables made through the API before: a TableInput each, and beside it `Partitions`
    conf       settings of the session while the case runs
    setup      statements before
    sql        the statement, or several of which the last one answers
    rows       all rows; values as text, nested ones as JSON
    schema     of the rows
    contains   a text is part of the answer's text; a list is how one of its rows begins
    error      part of the error's text
    documents  what the catalog answers for `table t`, `database d`, `function f`, `partitions t`: at least this much of
               it; null means that the member is absent
    absent     what must not be there: `table t`, `database d`, `function f`, `files s3://…`
    files      prefixes in S3 under which something lies

Cases of a file run in its order. A file has a database of its own, {database}, which lies in {folder}; its `setup` runs
once. {base64:…} stands for the text in base64. A file with `tables` runs twice, on the tables of cases/spark-sql/tables
made by their DDL and made through the API.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from frame_texts import texts
from py4j.protocol import Py4JError
from pyspark.errors import PySparkException
from pyspark.sql import DataFrame, SparkSession

from platform_process import ROOT

FOLDER = ROOT / "cases" / "spark-sql"
BUCKET = "shared-spark"
ATHENA = re.compile(r"\{base64:(.*)\}(?= \*/)")
KEYS = {"name", "put", "databases", "tables", "conf", "setup", "sql"}
CHECKS = {"rows", "schema", "contains", "error", "documents", "absent", "files"}


def loaded(file: Path) -> Any:
    return yaml.safe_load(file.read_text())


@dataclass(frozen=True)
class Family:
    """The cases of a file, with the way in which their tables are made."""

    file: Path
    made: str = ""

    def __str__(self) -> str:
        return f"{self.file.stem}-{self.made}" if self.made else self.file.stem

    @property
    def database(self) -> str:
        return "sql_" + str(self).replace("-", "_")

    @property
    def folder(self) -> str:
        return f"s3://{BUCKET}/spark-sql/{self}"

    def filled(self, value: Any) -> Any:
        if isinstance(value, dict):
            return {self.filled(key): self.filled(one) for key, one in value.items()}
        if isinstance(value, list):
            return [self.filled(one) for one in value]
        if isinstance(value, str):
            placed = value.replace("{database}", self.database).replace("{folder}", self.folder)
            return ATHENA.sub(lambda found: base64.b64encode(found[1].encode()).decode(), placed)
        return value


def families() -> Iterator[Family]:
    for file in sorted(FOLDER.glob("*.yaml")):
        yield from (Family(file, made) for made in (["sql", "api"] if loaded(file).get("tables") else [""]))


def parameters() -> Iterator[Any]:
    for family in families():
        for case in loaded(family.file)["cases"]:
            name = re.sub(r"[^A-Za-z0-9]+", "-", case["name"]).strip("-")
            yield pytest.param(family, case, id=f"{family}-{name}")


class Warehouse:
    """The databases of the files, made when their first case needs them."""

    def __init__(self, spark: SparkSession, glue: Any, s3: Any) -> None:
        self.spark, self.glue, self.s3 = spark, glue, s3
        self.made: set[Family] = set()

    def prepare(self, family: Family) -> None:
        if family not in self.made:
            self.made.add(family)
            location = {"Name": family.database, "LocationUri": family.folder}
            self.glue.create_database(DatabaseInput=location)
            self.spark.catalog.setCurrentDatabase(family.database)
            for file in sorted((FOLDER / "tables").glob("*.yaml")) if family.made else []:
                self.make(family, family.filled(loaded(file)))
            for statement in family.filled(loaded(family.file).get("setup", [])):
                self.spark.sql(statement)
        self.spark.catalog.setCurrentDatabase(family.database)

    def make(self, family: Family, table: dict[str, Any]) -> None:
        """A table that is described in both ways. If no files are given, they are those that its DDL has made."""
        if family.made == "sql":
            for statement in table["sql"]:
                self.spark.sql(statement)
            return
        self.put(table.get("files", {}))
        if "files" not in table:
            by_ddl = Family(family.file, "sql")
            self.prepare(by_ddl)
            self.copy(f"{by_ddl.folder}/{table['input']['Name']}/", f"{family.folder}/{table['input']['Name']}/")
        self.create(family.database, table["input"])

    def create(self, database: str, table: dict[str, Any]) -> None:
        partitions = table.get("Partitions", [])
        given = {name: value for name, value in table.items() if name != "Partitions"}
        self.glue.create_table(DatabaseName=database, TableInput=given)
        for partition in partitions:
            self.glue.create_partition(DatabaseName=database, TableName=table["Name"], PartitionInput=partition)

    def put(self, files: dict[str, str]) -> None:
        for path, text in files.items():
            self.s3.put_object(Bucket=BUCKET, Key=key(path), Body=text.encode())

    def copy(self, source: str, target: str) -> None:
        for found in self.keys(source):
            place = {"Bucket": BUCKET, "Key": found}
            self.s3.copy_object(Bucket=BUCKET, Key=found.replace(key(source), key(target), 1), CopySource=place)

    def keys(self, path: str) -> list[str]:
        """Of the files under a path; markers of empty folders are none."""
        pages = self.s3.get_paginator("list_objects_v2").paginate(Bucket=BUCKET, Prefix=key(path))
        return [one["Key"] for page in pages for one in page.get("Contents", []) if not one["Key"].endswith("/")]

    def document(self, what: str, database: str) -> Any:
        """What the catalog has under such a name; None for nothing."""
        kind, _, name = what.partition(" ")
        if "." in name:
            database, _, name = name.partition(".")
        try:
            if kind == "table":
                return self.glue.get_table(DatabaseName=database, Name=name)["Table"]
            if kind == "database":
                return self.glue.get_database(Name=name)["Database"]
            if kind == "function":
                found = self.glue.get_user_defined_function(DatabaseName=database, FunctionName=name)
                return found["UserDefinedFunction"]
            assert kind == "partitions", f"unknown kind of document: {what}"
            pages = self.glue.get_paginator("get_partitions").paginate(DatabaseName=database, TableName=name)
            return sorted((one for page in pages for one in page["Partitions"]), key=lambda one: one["Values"])
        except self.glue.exceptions.EntityNotFoundException:
            return None


def key(path: str) -> str:
    return path.removeprefix(f"s3://{BUCKET}/")


def within(expected: Any, found: Any) -> Any:
    """What of a document an expectation speaks of."""
    if isinstance(expected, dict) and isinstance(found, dict):
        return {name: within(value, found.get(name)) for name, value in expected.items()}
    if isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        return [within(one, other) for one, other in zip(expected, found, strict=True)]
    return found


def written(value: Any) -> str | None:
    """A value of a case file as text."""
    if isinstance(value, bool):
        return str(value).lower()
    return None if value is None else str(value)


@contextmanager
def settings(spark: SparkSession, given: dict[str, Any]) -> Iterator[None]:
    for name, value in given.items():
        spark.conf.set(name, value)
    try:
        yield
    finally:
        for name in given:
            spark.conf.unset(name)


@pytest.fixture(scope="module")
def warehouse(spark: SparkSession, glue: Any, s3: Any) -> Warehouse:
    return Warehouse(spark, glue, s3)


@pytest.mark.parametrize(("family", "case"), list(parameters()))
def test_statement_does_what_its_case_says(family: Family, case: dict[str, Any], warehouse: Warehouse) -> None:
    assert set(case) - KEYS - CHECKS == set()
    assert set(case) & CHECKS, "the case checks nothing"
    case = family.filled(case)
    warehouse.prepare(family)
    warehouse.put(case.get("put", {}))
    for database in case.get("databases", []):
        warehouse.glue.create_database(DatabaseInput=database)
    for table in case.get("tables", []):
        warehouse.create(family.database, table)
    with settings(warehouse.spark, case.get("conf", {})):
        execute(warehouse.spark, case)
    for what, expected in case.get("documents", {}).items():
        assert within(expected, warehouse.document(what, family.database)) == expected
    for path in case.get("files", []):
        assert warehouse.keys(path), f"nothing lies under {path}"
    for what in case.get("absent", []):
        path = what.removeprefix("files ")
        assert (warehouse.document(what, family.database) if path == what else warehouse.keys(path)) in (None, [])


def execute(spark: SparkSession, case: dict[str, Any]) -> None:
    statements = [case["sql"]] if isinstance(case["sql"], str) else case["sql"]
    for statement in case.get("setup", []) + statements[:-1]:
        spark.sql(statement)
    if "error" in case:
        with pytest.raises((PySparkException, Py4JError)) as failure:
            texts(spark.sql(statements[-1]))
        assert case["error"] in str(failure.value)
    else:
        check(spark.sql(statements[-1]), case)


def check(answer: DataFrame, case: dict[str, Any]) -> None:
    if "schema" in case:
        assert answer.schema.simpleString() == f"struct<{case['schema']}>"
    if "rows" in case:
        expected = [[written(value) for value in row] for row in case["rows"]]
        assert texts(answer) == sorted(expected, key=repr)
    if "contains" in case:
        rows = texts(answer)
        text = "\n".join(value or "" for row in rows for value in row)
        for part in case["contains"]:
            if isinstance(part, str):
                assert part in text
            else:
                begin = [written(value) for value in part]
                assert any(row[: len(begin)] == begin for row in rows), f"no row begins {begin}: {rows}"
