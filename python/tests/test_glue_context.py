"""What GlueContext does besides reading and writing whole frames, and the small modules beside it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from pyspark.sql import functions
from pyspark.sql.types import StructType

from awsglue.context import GlueContext
from awsglue.dataframe_transforms import ApplyMapping
from awsglue.dynamicframe import DynamicFrame, DynamicFrameCollection
from awsglue.functions import explodeWithIndex, namedStruct, replaceArrayElement
from awsglue.gluetypes import StringType

DATABASE = "contexts"
JSON = "org.openx.data.jsonserde.JsonSerDe"


@pytest.fixture(scope="module")
def database(glue: Any) -> str:
    glue.create_database(DatabaseInput={"Name": DATABASE})
    return DATABASE


@pytest.fixture
def table(glue: Any, database: str, folder: str, s3: Any, request: pytest.FixtureRequest) -> str:
    """A table of three partitions, day 1 to 3, with three files of two rows each."""
    name = str(request.node.name)[:60]
    storage = {
        "Columns": [{"Name": "id", "Type": "int"}],
        "Location": folder,
        "InputFormat": "org.apache.hadoop.mapred.TextInputFormat",
        "SerdeInfo": {"SerializationLibrary": JSON},
    }
    keys = [{"Name": "day", "Type": "int"}]
    glue.create_table(
        DatabaseName=database, TableInput={"Name": name, "StorageDescriptor": storage, "PartitionKeys": keys}
    )
    for day in (1, 2, 3):
        location = f"{folder}/day={day}/"
        partition = {"Values": [str(day)], "StorageDescriptor": storage | {"Location": location}}
        glue.create_partition(DatabaseName=database, TableName=name, PartitionInput=partition)
        for file in range(3):
            put(s3, f"{location}{file}.json", f'{{"id": {file}}}\n{{"id": {file}}}\n')
    return name


def put(s3: Any, path: str, text: str) -> None:
    bucket, _, key = path.removeprefix("s3://").partition("/")
    s3.put_object(Bucket=bucket, Key=key, Body=text.encode())


def keys_below(s3: Any, path: str) -> list[str]:
    bucket, _, prefix = path.removeprefix("s3://").partition("/")
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=f"{prefix}/")
    return [entry["Key"].removeprefix(f"{prefix}/") for page in pages for entry in page.get("Contents", [])]


def text(s3: Any, path: str) -> str:
    bucket, _, key = path.removeprefix("s3://").partition("/")
    return str(s3.get_object(Bucket=bucket, Key=key)["Body"].read().decode())


def partitions(glue: Any, table: str) -> list[str]:
    found = glue.get_partitions(DatabaseName=DATABASE, TableName=table)["Partitions"]
    return sorted(one["Values"][0] for one in found)


def test_a_sample_of_a_table_looks_at_some_files_of_some_partitions(glue_context: GlueContext, table: str) -> None:
    options = {"maxSamplePartitions": 2, "maxSampleFilesPerPartition": 1}
    sample = glue_context.create_sample_dynamic_frame_from_catalog(DATABASE, table, sample_options=options)
    assert sample.name == table
    assert sorted(tuple(row) for row in sample.toDF().collect()) == [(0, 1), (0, 1), (0, 2), (0, 2)]
    few = glue_context.create_sample_dynamic_frame_from_catalog(DATABASE, table, 3, push_down_predicate="day = 3")
    assert [row["day"] for row in few.toDF().collect()] == [3, 3, 3]


def test_a_sample_of_files_looks_at_some_of_them(glue_context: GlueContext, s3: Any, folder: str) -> None:
    for day in (1, 2):
        for file in range(3):
            put(s3, f"{folder}/day={day}/{file}.json", f'{{"id": {file}}}\n')
    where = {"paths": [folder], "recurse": True}
    options = {"maxSamplePartitions": 1, "maxSampleFilesPerPartition": 2}
    sample = glue_context.create_sample_dynamic_frame_from_options("s3", where, None, options, "json")
    assert sorted(tuple(row) for row in sample.toDF().collect()) == [(0, "1"), (1, "1")]
    source = glue_context.getSource("s3", "json", **where)
    assert source.getSampleFrame(1, **options).count() == 1
    assert source.getFrame().count() == 6


def test_the_schema_of_a_table_is_given_as_sparks(glue_context: GlueContext, table: str) -> None:
    schema = glue_context.get_catalog_schema_as_spark_schema(DATABASE, table)
    assert schema == StructType().add("id", "integer").add("day", "integer")
    with pytest.raises(Exception, match=r"Parameter table_name is missing\."):
        glue_context.get_catalog_schema_as_spark_schema(DATABASE)


def test_spark_reads_a_table_in_its_own_way(glue_context: GlueContext, s3: Any, folder: str, table: str) -> None:
    put(s3, f"{folder}/day=3/more.json", '{"id": 7, "more": "x"}\n')

    def read(predicate: str = "", **options: bool) -> Any:
        return glue_context.create_data_frame.from_catalog(
            DATABASE, table, push_down_predicate=predicate, additional_options={"useSparkDataSource": True, **options}
        )

    assert dict(read().dtypes) == {"id": "bigint", "more": "string", "day": "int"}
    assert read("day = 3").count() == 7
    assert dict(read(useCatalogSchema=True).dtypes) == {"id": "int", "day": "int"}
    assert read(useCatalogSchema=True).count() == 19


def test_a_data_frame_is_written_by_options_and_by_table(
    glue_context: GlueContext, s3: Any, folder: str, table: str
) -> None:
    rows = glue_context.sql("select 9 as id, 4 as day")
    assert glue_context.write_data_frame.from_options(rows, "s3", {"path": f"{folder}-2"}, "json") is rows
    assert glue_context.spark_session.read.json(f"{folder}-2").count() == 1
    sink = {"useSparkDataSink": True}
    assert glue_context.write_data_frame.from_catalog(rows, DATABASE, table, additional_options=sink) is rows
    assert any(key.startswith("day=4/") for key in keys_below(s3, folder))
    with pytest.raises(ValueError, match="enableUpdateCatalog is not supported with useSparkDataSink"):
        glue_context.write_data_frame.from_catalog(
            rows, DATABASE, table, additional_options=sink | {"enableUpdateCatalog": "true"}
        )


def test_each_frame_of_a_collection_is_written_under_its_name(
    glue_context: GlueContext, glue: Any, s3: Any, folder: str, database: str
) -> None:
    frames = {name: DynamicFrame.fromDF(glue_context.sql("select 1 as a"), glue_context, name) for name in ("x", "y")}
    both = DynamicFrameCollection(frames, glue_context)
    glue_context.write_from_options(both, "s3", {"path": folder, "useFrameName": True}, "json")
    assert sorted({key.split("/")[0] for key in keys_below(s3, folder)}) == ["x", "y"]
    sink = glue_context.getSink("s3", path=f"{folder}-2", enableUpdateCatalog=True)
    sink.setCatalogInfo(database, "named_")
    sink.setFormat("glueparquet")
    sink.write(both)
    found = glue.get_tables(DatabaseName=database, Expression="named_.*")["TableList"]
    assert sorted(one["Name"] for one in found) == ["named_x", "named_y"]
    with pytest.raises(TypeError):
        glue_context.write_from_options([1], "s3", {"path": folder}, "json")


def test_a_purge_deletes_what_is_old_enough_below_a_path(glue_context: GlueContext, s3: Any, folder: str) -> None:
    for name in ("a/1", "a/b/2", "ab/3"):
        put(s3, f"{folder}/{name}", "x")
    glue_context.purge_s3_path(f"{folder}/a")
    glue_context.purge_s3_path(f"{folder}/a/", {"retentionPeriod": "1"})
    glue_context.purge_s3_path(f"{folder}/a", {"retentionPeriod": 0, "excludeStorageClasses": ["STANDARD"]})
    assert keys_below(s3, folder) == ["a/1", "a/b/2", "ab/3"]
    options = {"retentionPeriod": 0, "manifestFilePath": f"{folder}-manifest/"}
    glue_context.purge_s3_path(f"{folder}/a", options, "old")
    assert keys_below(s3, folder) == ["ab/3"]
    assert text(s3, f"{folder}-manifest/old/Success.csv") == f"{folder}/a/1\n{folder}/a/b/2\n"
    assert text(s3, f"{folder}-manifest/old/Failed.csv") == ""
    with pytest.raises(Exception, match="A path of S3 is needed"):
        glue_context.purge_s3_path("folder/x")


def test_a_purge_takes_more_files_than_a_page_has(glue_context: GlueContext, s3: Any, folder: str) -> None:
    for number in range(1_005):
        put(s3, f"{folder}/{number}", "")
    glue_context.purge_s3_path(folder, {"retentionPeriod": 0})
    assert keys_below(s3, folder) == []


def test_a_purge_of_a_table_drops_the_partitions_that_it_empties(
    glue_context: GlueContext, glue: Any, s3: Any, folder: str, table: str
) -> None:
    glue_context.purge_table(DATABASE, table, {"retentionPeriod": 0, "partitionPredicate": "day in (1, 3)"})
    assert partitions(glue, table) == ["2"]
    assert keys_below(s3, folder) == ["day=2/0.json", "day=2/1.json", "day=2/2.json"]
    glue_context.purge_table(DATABASE, table)
    assert partitions(glue, table) == ["2"]
    with pytest.raises(Exception, match="can not be resolved against partition columns"):
        glue_context.purge_table(DATABASE, table, {"partitionPredicate": "id = 1"})
    with pytest.raises(Exception, match="EntityNotFoundException"):
        glue_context.purge_table(DATABASE, "none")


def test_files_that_cannot_be_deleted_are_told_and_keep_their_partition(
    glue_context: GlueContext, glue: Any, s3: Any, folder: str, table: str, platform: Any
) -> None:
    bucket, _, prefix = folder.removeprefix("s3://").partition("/")
    denial = {"Effect": "Deny", "Action": "s3:DeleteObject", "Resource": f"arn:aws:s3:::{bucket}/{prefix}/day=2/1.json"}
    policy = json.dumps({"Version": "2012-10-17", "Statement": [denial]})
    iam = platform.client("iam")
    iam.put_role_policy(RoleName="MasticGlueRole", PolicyName="kept", PolicyDocument=policy)
    try:
        options = {"retentionPeriod": 0, "manifestFilePath": f"{folder}-manifest"}
        glue_context.purge_table(DATABASE, table, options, "purge")
    finally:
        iam.delete_role_policy(RoleName="MasticGlueRole", PolicyName="kept")
    assert keys_below(s3, folder) == ["day=2/1.json"]
    assert partitions(glue, table) == ["2"]
    assert text(s3, f"{folder}-manifest/purge/Failed.csv").startswith(f"{folder}/day=2/1.json,AccessDenied,")
    assert len(text(s3, f"{folder}-manifest/purge/Success.csv").splitlines()) == 8


def test_what_cannot_be_done_says_so_by_its_name(glue_context: GlueContext) -> None:
    calls = {
        "transition_table": (DATABASE, "t", "GLACIER"),
        "transition_s3_path": ("s3://b/p", "GLACIER"),
        "start_transaction": (False,),
        "commit_transaction": ("id",),
        "cancel_transaction": ("id",),
        "extract_jdbc_conf": ("connection",),
        "write_from_jdbc_conf": (None, "connection"),
        "getStreamingSource": ("kafka",),
    }
    for name, arguments in calls.items():
        with pytest.raises(NotImplementedError, match=rf"GlueContext\.{name} is not supported"):
            getattr(glue_context, name)(*arguments)


@pytest.mark.parametrize(("granularity", "parts"), [("day", 3), ("hour", 4), ("minute", 5)])
def test_the_time_of_ingestion_is_added(glue_context: GlueContext, granularity: str, parts: int) -> None:
    rows = glue_context.add_ingestion_time_columns(glue_context.sql("select 1 as a"), granularity)
    names = ["ingest_year", "ingest_month", "ingest_day", "ingest_hour", "ingest_minute"]
    assert rows.columns == ["a", *names[:parts]]
    assert [kind for _, kind in rows.dtypes] == ["int"] * (parts + 1)
    assert abs(rows.first()["ingest_year"] - datetime.now(UTC).year) <= 1
    with pytest.raises(ValueError, match="day, hour, minute"):
        glue_context.add_ingestion_time_columns(rows, "second")


def test_resolve_options_are_two(glue_context: GlueContext) -> None:
    assert glue_context.convert_resolve_option("a", "keepAsStruct", None)[:2] == ("a", "KeepAsStruct")
    target = StringType()
    assert glue_context.convert_resolve_option("a", "Project", target) == ("a", "Project", target)
    with pytest.raises(ValueError, match="Cast"):
        glue_context.convert_resolve_option("a", "Cast", target)
    with pytest.raises(ValueError, match="gluetypes"):
        glue_context.convert_resolve_option("a", "Project", "string")


def test_functions_on_columns(glue_context: GlueContext) -> None:
    rows = glue_context.sql("select array(1, 2, 3) as a, 9 as b")
    replaced = rows.select(replaceArrayElement(functions.col("a"), functions.col("b"), 1).alias("a"))
    assert replaced.first()["a"] == [1, 9, 3]
    exploded = rows.select(explodeWithIndex(functions.col("a")))
    assert [tuple(row) for row in exploded.collect()] == [(0, 1), (1, 2), (2, 3)]
    assert exploded.columns == ["index", "val"]
    struct = rows.select(namedStruct(functions.lit("x"), functions.col("b")).alias("s"))
    assert struct.first()["s"]["x"] == 9


def test_mappings_apply_to_data_frames(glue_context: GlueContext) -> None:
    rows = glue_context.sql("select 1 as a, 'x' as b")
    mapped = ApplyMapping.apply(rows, [("a", "int", "n.c", "string")])
    assert [row.asDict(recursive=True) for row in mapped.collect()] == [{"n": {"c": "1"}}]
