"""What frames write to and read from tables of the Data Catalog, beside the statements of test_spark_sql_cases.py."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyspark
import pytest
from frame_texts import texts
from pyspark.errors import AnalysisException
from pyspark.sql import DataFrame, SparkSession

from platform_process import ROOT

DATABASE = "frames"


@pytest.fixture(scope="module")
def catalog(spark: SparkSession, glue: Any) -> Iterator[Any]:
    glue.create_database(DatabaseInput={"Name": DATABASE, "LocationUri": "s3://shared-spark/frames"})
    spark.catalog.setCurrentDatabase(DATABASE)
    yield glue
    spark.catalog.setCurrentDatabase("default")


def numbers(spark: SparkSession, *values: int) -> DataFrame:
    return spark.createDataFrame([(value, value % 2) for value in values], "a int, p int")


def document(catalog: Any, table: str) -> dict[str, Any]:
    return dict(catalog.get_table(DatabaseName=DATABASE, Name=table)["Table"])


def keys(catalog: Any, table: str) -> list[list[str]]:
    found = catalog.get_partitions(DatabaseName=DATABASE, TableName=table)["Partitions"]
    return sorted(partition["Values"] for partition in found)


def test_example_of_the_page_runs(spark: SparkSession, catalog: Any, s3: Any) -> None:
    s3.create_bucket(Bucket="sales")
    page = (ROOT / "docs" / "spark-sql.md").read_text()
    example = page.split("```python\n")[1].split("```")[0]
    exec(compile(example, "spark-sql.md", "exec"), {})  # noqa: S102 - it is our own text
    assert texts(spark.table("sales.dearest")) == [["2", "20.00", "2026-01-02"]]
    assert texts(spark.sql("SELECT sum(price) FROM sales.orders WHERE day >= '2026-01-02'")) == [["20.00"]]


def test_save_as_table_makes_a_managed_table(spark: SparkSession, catalog: Any) -> None:
    numbers(spark, 1, 2).write.saveAsTable("saved")
    assert texts(spark.table("saved")) == [["1", "1"], ["2", "0"]]
    table = document(catalog, "saved")
    assert table["TableType"] == "MANAGED_TABLE"
    assert table["Parameters"]["spark.sql.sources.provider"] == "parquet"
    assert table["StorageDescriptor"]["Location"] == "s3://shared-spark/frames/saved"


def test_save_as_table_with_a_path_makes_an_external_table(spark: SparkSession, catalog: Any) -> None:
    numbers(spark, 1).write.option("path", "s3://shared-spark/frames-outside").saveAsTable("saved_outside")
    assert document(catalog, "saved_outside")["TableType"] == "EXTERNAL_TABLE"
    assert texts(spark.read.table("saved_outside")) == [["1", "1"]]


def test_save_as_table_of_a_table_that_is_there_is_an_error(spark: SparkSession, catalog: Any) -> None:
    numbers(spark, 1).write.saveAsTable("saved_once")
    with pytest.raises(AnalysisException, match="TABLE_OR_VIEW_ALREADY_EXISTS"):
        numbers(spark, 2).write.saveAsTable("saved_once")
    numbers(spark, 2).write.mode("ignore").saveAsTable("saved_once")
    assert texts(spark.table("saved_once")) == [["1", "1"]]


def test_save_as_table_appends_by_name_of_column(spark: SparkSession, catalog: Any) -> None:
    numbers(spark, 1, 2).write.partitionBy("p").saveAsTable("appended")
    more = numbers(spark, 3).select("p", "a")
    more.write.partitionBy("p").mode("append").saveAsTable("appended")
    assert texts(spark.table("appended")) == [["1", "1"], ["2", "0"], ["3", "1"]]
    assert keys(catalog, "appended") == [["0"], ["1"]]


def test_save_as_table_overwrites_table_and_schema(spark: SparkSession, catalog: Any) -> None:
    numbers(spark, 1, 2).write.partitionBy("p").saveAsTable("overwritten")
    spark.createDataFrame([("x",)], "b string").write.mode("overwrite").format("orc").saveAsTable("overwritten")
    assert texts(spark.table("overwritten")) == [["x"]]
    table = document(catalog, "overwritten")
    assert table["PartitionKeys"] == []
    assert table["Parameters"]["spark.sql.sources.provider"] == "orc"


def test_save_as_table_with_buckets(spark: SparkSession, catalog: Any) -> None:
    numbers(spark, 1, 2, 3).write.bucketBy(2, "a").sortBy("p").saveAsTable("bucketed")
    assert texts(spark.table("bucketed").where("a = 3")) == [["3", "1"]]
    assert document(catalog, "bucketed")["Parameters"]["spark.sql.sources.schema.numBuckets"] == "2"


def test_insert_into_goes_by_position(spark: SparkSession, catalog: Any) -> None:
    spark.sql("CREATE TABLE inserted (a int) PARTITIONED BY (p int) STORED AS PARQUET")
    numbers(spark, 1, 2).write.insertInto("inserted")
    numbers(spark, 4).write.insertInto("inserted")
    assert texts(spark.table("inserted")) == [["1", "1"], ["2", "0"], ["4", "0"]]


def test_insert_into_with_overwrite_replaces_the_partitions_that_it_meets(spark: SparkSession, catalog: Any) -> None:
    numbers(spark, 1, 2).write.partitionBy("p").saveAsTable("met")
    spark.conf.set("spark.sql.sources.partitionOverwriteMode", "dynamic")
    try:
        numbers(spark, 4).write.insertInto("met", overwrite=True)
    finally:
        spark.conf.unset("spark.sql.sources.partitionOverwriteMode")
    assert texts(spark.table("met")) == [["1", "1"], ["4", "0"]]


def test_write_to_appends(spark: SparkSession, catalog: Any) -> None:
    numbers(spark, 1).writeTo(f"{DATABASE}.written_to").using("parquet").create()
    numbers(spark, 3).write.mode("append").saveAsTable("written_to")
    assert texts(spark.table("written_to")) == [["1", "1"], ["3", "1"]]


def test_catalog_of_the_session_lists_what_the_data_catalog_has(spark: SparkSession, catalog: Any) -> None:
    numbers(spark, 1).write.partitionBy("p").saveAsTable("listed")
    assert spark.catalog.tableExists("listed")
    assert not spark.catalog.tableExists(f"{DATABASE}.not_listed")
    assert DATABASE in {database.name for database in spark.catalog.listDatabases()}
    assert "listed" in {table.name for table in spark.catalog.listTables(DATABASE)}
    columns = {column.name: column.isPartition for column in spark.catalog.listColumns("listed")}
    assert columns == {"a": False, "p": True}
    assert spark.catalog.getTable("listed").tableType == "MANAGED"


def test_temporary_view_is_not_in_the_data_catalog(spark: SparkSession, catalog: Any) -> None:
    numbers(spark, 1).createOrReplaceTempView("passing")
    assert texts(spark.sql("SELECT a FROM passing")) == [["1"]]
    with pytest.raises(catalog.exceptions.EntityNotFoundException):
        document(catalog, "passing")
    spark.catalog.dropTempView("passing")


def test_pandas_on_spark_reads_and_writes_tables(spark: SparkSession, catalog: Any) -> None:
    pandas = pytest.importorskip("pandas", reason="pandas is not part of the environment")
    assert pandas
    import pyspark.pandas as ps

    ps.DataFrame({"a": [1, 2]}).to_table("of_pandas")
    assert ps.read_table("of_pandas")["a"].sum() == 3
    assert document(catalog, "of_pandas")["StorageDescriptor"]["Columns"][0]["Name"] == "a"


FUNCTION = """
package com.example;

public class Halves extends org.apache.hadoop.hive.ql.exec.UDF {
    public Double evaluate(Long number) {
        return number == null ? null : number / 2.0;
    }
}
"""


def test_function_of_a_jar_on_s3_is_loaded(
    spark: SparkSession, catalog: Any, folder: str, s3: Any, tmp_path: Path
) -> None:
    source = tmp_path / "com" / "example" / "Halves.java"
    source.parent.mkdir(parents=True)
    source.write_text(FUNCTION)
    java = Path(os.environ["JAVA_HOME"]) / "bin"
    hive = Path(pyspark.__file__).parent / "jars" / "*"
    subprocess.run([java / "javac", "-cp", hive, source], check=True)
    subprocess.run(
        [java / "jar", "-cf", tmp_path / "halves.jar", "-C", tmp_path, "com/example/Halves.class"], check=True
    )
    jar = f"{folder}/halves.jar"
    bucket, _, key = jar.removeprefix("s3://").partition("/")
    s3.upload_file(str(tmp_path / "halves.jar"), bucket, key)
    spark.sql(f"CREATE FUNCTION halves AS 'com.example.Halves' USING JAR '{jar}'")
    assert texts(spark.sql("SELECT halves(5L)")) == [["2.5"]]
    stored = catalog.get_user_defined_function(DatabaseName=DATABASE, FunctionName="halves")["UserDefinedFunction"]
    assert stored["ResourceUris"] == [{"ResourceType": "JAR", "Uri": jar}]
