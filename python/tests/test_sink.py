"""Frames to files on S3, and to tables of the catalog."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from awsglue.context import GlueContext
from awsglue.dynamicframe import DynamicFrame

DATABASE = "sinks"


@pytest.fixture(scope="module")
def database(glue: Any) -> str:
    glue.create_database(DatabaseInput={"Name": DATABASE})
    return DATABASE


@pytest.fixture
def table(request: pytest.FixtureRequest) -> str:
    return str(request.node.name.split("[")[0][:60])


def frame(glue_context: GlueContext, sql: str) -> DynamicFrame:
    return DynamicFrame.fromDF(glue_context.sql(sql), glue_context, "rows")


def sink(glue_context: GlueContext, path: str, kind: str, info: tuple[str, str] | None = None, **options: Any) -> Any:
    made = glue_context.getSink("s3", path=path, transformation_ctx="sink", **options)
    if info:
        made.setCatalogInfo(catalogDatabase=info[0], catalogTableName=info[1])
    made.setFormat(kind)
    return made


def update(behavior: str = "UPDATE_IN_DATABASE", keys: list[str] | None = None) -> dict[str, Any]:
    return {"enableUpdateCatalog": True, "updateBehavior": behavior, "partitionKeys": keys or []}


def keys_below(s3: Any, path: str) -> list[str]:
    bucket, _, prefix = path.removeprefix("s3://").partition("/")
    found = s3.list_objects_v2(Bucket=bucket, Prefix=f"{prefix}/").get("Contents", [])
    return [entry["Key"].removeprefix(f"{prefix}/") for entry in found if entry["Size"] > 0]


def texts(s3: Any, path: str) -> list[str]:
    bucket, _, prefix = path.removeprefix("s3://").partition("/")
    bodies = [s3.get_object(Bucket=bucket, Key=f"{prefix}/{key}")["Body"].read() for key in keys_below(s3, path)]
    return sorted(line for body in bodies for line in body.decode().splitlines())


def test_csv_has_a_header_and_quotes_only_where_needed(glue_context: GlueContext, s3: Any, folder: str) -> None:
    rows = frame(
        glue_context, "select 1 as a, 'x \"y\", z' as b, cast(null as int) as c, ' d ' as d, null as e"
    ).coalesce(1)
    errors = glue_context.write_dynamic_frame.from_options(rows, "s3", {"path": folder}, "csv")
    assert errors.name == "rows_errors"
    assert errors.count() == 0
    assert texts(s3, folder) == ['1,"x ""y"", z",, d ,', "a,b,c,d,e"]
    other = f"{folder}-2"
    options = {"separator": "|", "quoteChar": -1, "writeHeader": "false"}
    glue_context.write_dynamic_frame.from_options(rows, "s3", {"path": other}, "csv", options)
    assert texts(s3, other) == ['1|x "y", z|| d |']


def test_json_is_one_object_a_line_and_writes_append(glue_context: GlueContext, s3: Any, folder: str) -> None:
    rows = frame(glue_context, "select 1 as a, array(1, 2) as b, timestamp'2024-01-02 03:04:05' as t")
    for _ in range(2):
        glue_context.write_dynamic_frame.from_options(rows, "s3", {"path": f"{folder}/"}, "json")
    expected = {"a": 1, "b": [1, 2], "t": "2024-01-02 03:04:05.000000"}
    assert [json.loads(line) for line in texts(s3, folder)] == [expected, expected]


def test_compression_is_an_option_of_the_connection_or_the_format(
    glue_context: GlueContext, s3: Any, folder: str
) -> None:
    rows = frame(glue_context, "select 1 as a")
    glue_context.write_dynamic_frame.from_options(rows, "s3", {"path": folder, "compression": "gzip"}, "json")
    glue_context.write_dynamic_frame.from_options(rows, "s3", {"path": folder}, "json", {"compression": "gzip"})
    read = glue_context.create_dynamic_frame.from_options("s3", {"paths": [folder]}, "json")
    assert [row["a"] for row in read.toDF().collect()] == [1, 1]
    with pytest.raises(Exception, match="Compression 'rar' is not known"):
        glue_context.write_dynamic_frame.from_options(rows, "s3", {"path": folder, "compression": "rar"}, "json")


@pytest.mark.parametrize(("wanted", "files"), [("3", 3), ("0", 1)])
def test_a_number_of_target_partitions_makes_as_many_files(
    glue_context: GlueContext, s3: Any, folder: str, wanted: str, files: int
) -> None:
    rows = frame(glue_context, "select id from range(0, 100, 1, 1)")
    options = {"path": folder, "numberTargetPartitions": wanted}
    glue_context.write_dynamic_frame.from_options(rows, "s3", options, "csv")
    bucket, _, key = folder.removeprefix("s3://").partition("/")
    assert s3.list_objects_v2(Bucket=bucket, Prefix=key)["KeyCount"] == files


def test_parquet_leaves_out_columns_without_a_type(glue_context: GlueContext, s3: Any, folder: str) -> None:
    rows = frame(glue_context, "select 1 as a, null as b, array(null) as c, 'x' as k")
    options = {"path": folder, "partitionKeys": ["k"]}
    glue_context.write_dynamic_frame.from_options(rows, "s3", options, "parquet", {"compression": "gzip"})
    read = glue_context.create_dynamic_frame.from_options("s3", {"paths": [folder]}, "parquet").toDF()
    assert dict(read.dtypes) == {"a": "int", "c": "array<string>", "k": "string"}
    assert all(key.startswith("k=x/") for key in keys_below(s3, folder))


def test_a_frame_without_columns_writes_nothing(
    glue_context: GlueContext, s3: Any, glue: Any, folder: str, database: str, table: str
) -> None:
    empty = glue_context.create_dynamic_frame.from_options("s3", {"paths": [f"{folder}/none"]}, "json")
    glue_context.write_dynamic_frame.from_options(empty, "s3", {"path": folder}, "glueparquet")
    sink(glue_context, folder, "glueparquet", (database, table), **update()).writeFrame(empty)
    assert keys_below(s3, folder) == []
    assert glue.get_tables(DatabaseName=database, Expression=table)["TableList"] == []


def test_a_sink_creates_the_table_as_a_crawler_would(
    glue_context: GlueContext, glue: Any, folder: str, database: str, table: str
) -> None:
    rows = frame(
        glue_context,
        "select 1L as Id, cast(1.5 as decimal(10,2)) as price, array(1) as bought, "
        "named_struct('a', 'x', 'B', 2) as s, null as nothing",
    )
    sink(glue_context, f"{folder}/", "glueparquet", (database, table), **update()).writeFrame(rows)
    made = glue.get_table(DatabaseName=database, Name=table)["Table"]
    storage = made["StorageDescriptor"]
    assert [(column["Name"], column["Type"]) for column in storage["Columns"]] == [
        ("id", "bigint"),
        ("price", "decimal(10,2)"),
        ("bought", "array<int>"),
        ("s", "struct<a:string,B:int>"),
    ]
    assert storage["Location"] == f"{folder}/"
    assert storage["InputFormat"] == "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat"
    assert storage["OutputFormat"] == "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat"
    assert storage["SerdeInfo"]["SerializationLibrary"] == "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe"
    assert made["TableType"] == "EXTERNAL_TABLE"
    assert made["PartitionKeys"] == []
    assert made["Parameters"]["classification"] == "parquet"
    assert made["Parameters"]["useGlueParquetWriter"] == "true"
    read = glue_context.create_dynamic_frame.from_catalog(database, table).toDF()
    assert [tuple(row)[:1] for row in read.collect()] == [(1,)]


@pytest.mark.parametrize("kind", ["csv", "json", "parquet"])
def test_tables_of_every_format_are_read_back(
    glue_context: GlueContext, folder: str, database: str, kind: str, table: str
) -> None:
    name = f"{table}_{kind}"
    rows = frame(
        glue_context,
        "select id as Id, concat('a, \"', id) as Name, id / 2 as half, timestamp'2024-01-02 03:04:05.678' as t, "
        "date'2024-01-02' as d, cast(null as string) as n, id % 2 as odd from range(4)",
    )
    sink(glue_context, folder, kind, (database, name), **update(keys=["odd"])).writeFrame(rows)
    read = glue_context.create_dynamic_frame.from_catalog(database, name, push_down_predicate="odd = 1").toDF()
    assert dict(read.dtypes) == {
        "id": "bigint",
        "name": "string",
        "half": "double",
        "t": "timestamp",
        "d": "date",
        "n": "string",
        "odd": "bigint",
    }
    row = read.orderBy("id").first()
    assert (row["id"], row["name"], row["half"], str(row["t"]), str(row["d"]), row["odd"]) == (
        1, 'a, "1', 0.5, "2024-01-02 03:04:05.678000", "2024-01-02", 1,
    )  # fmt: skip
    assert row["n"] in (None, "")
    assert read.count() == 2


def test_partitions_are_added_as_they_are_written(
    glue_context: GlueContext, glue: Any, folder: str, database: str, table: str
) -> None:
    def write(first: int, end: int) -> None:
        days = glue_context.spark_session.range(first, end).selectExpr("id", "concat('d ', id) as Day", "id % 2 as n")
        rows = DynamicFrame.fromDF(days, glue_context, "days")
        sink(glue_context, folder, "glueparquet", (database, table), **update(keys=["Day", "n"])).writeFrame(rows)

    write(0, 3)
    write(2, 120)
    made = glue.get_table(DatabaseName=database, Name=table)["Table"]
    assert [(key["Name"], key["Type"]) for key in made["PartitionKeys"]] == [("day", "string"), ("n", "bigint")]
    pages = glue.get_paginator("get_partitions").paginate(DatabaseName=database, TableName=table)
    partitions = {tuple(one["Values"]): one for page in pages for one in page["Partitions"]}
    assert len(partitions) == 120
    assert partitions[("d 7", "1")]["StorageDescriptor"]["Location"] == f"{folder}/Day=d 7/n=1/"
    read = glue_context.create_dynamic_frame.from_catalog(database, table).toDF()
    assert read.count() == 121
    assert read.where("day = 'd 2'").count() == 2


def test_no_rows_make_a_table_without_partitions(
    glue_context: GlueContext, glue: Any, folder: str, database: str, table: str
) -> None:
    rows = frame(glue_context, "select 1 as a, 'x' as k where false")
    sink(glue_context, folder, "glueparquet", (database, table), **update(keys=["k"])).writeFrame(rows)
    assert glue.get_partitions(DatabaseName=database, TableName=table)["Partitions"] == []
    read = glue_context.create_dynamic_frame.from_catalog(database, table).toDF()
    assert (read.count(), dict(read.dtypes)) == (0, {"a": "int", "k": "string"})


def test_new_columns_reach_the_table_under_update_in_database(
    glue_context: GlueContext, glue: Any, folder: str, database: str, table: str
) -> None:
    for sql in ("select 1 as a", "select 2 as a, 'x' as b", "select 3 as a, 'y' as b"):
        sink(glue_context, folder, "glueparquet", (database, table), **update()).writeFrame(frame(glue_context, sql))
    made = glue.get_table(DatabaseName=database, Name=table)["Table"]
    assert [column["Name"] for column in made["StorageDescriptor"]["Columns"]] == ["a", "b"]
    versions = glue.get_table_versions(DatabaseName=database, TableName=table)["TableVersions"]
    assert len(versions) == 2
    read = glue_context.create_dynamic_frame.from_catalog(database, table).toDF()
    assert sorted(tuple(row) for row in read.fillna("").collect()) == [(1, ""), (2, "x"), (3, "y")]


def test_log_adds_partitions_only_when_the_table_has_the_columns(
    glue_context: GlueContext, glue: Any, folder: str, database: str, table: str
) -> None:
    def write(sql: str, behavior: str) -> None:
        options = update(behavior, ["k"])
        sink(glue_context, folder, "glueparquet", (database, table), **options).writeFrame(frame(glue_context, sql))

    write("select 1 as a, 'x' as b, 'one' as k", "UPDATE_IN_DATABASE")
    write("select 1 as a, 'two' as k", "LOG")
    write("select 1 as a, 2 as more, 'three' as k", "LOG")
    columns = glue.get_table(DatabaseName=database, Name=table)["Table"]["StorageDescriptor"]["Columns"]
    assert [column["Name"] for column in columns] == ["a", "b"]
    partitions = glue.get_partitions(DatabaseName=database, TableName=table)["Partitions"]
    assert sorted(one["Values"] for one in partitions) == [["one"], ["two"]]


def test_csv_tables_keep_the_order_and_the_quotes_of_their_files(
    glue_context: GlueContext, glue: Any, folder: str, database: str, table: str
) -> None:
    for sql in ("select 1 as a, '\"x\"' as B", "select 'y' as b, 2 as A", "select 3 as a, 'new' as c"):
        made = glue_context.getSink("s3", path=folder, **update())
        made.setCatalogInfo(database, table)
        made.setFormat("csv", quoteChar=-1)
        made.writeFrame(frame(glue_context, sql))
    columns = glue.get_table(DatabaseName=database, Name=table)["Table"]["StorageDescriptor"]["Columns"]
    assert [column["Name"] for column in columns] == ["a", "b", "c"]
    read = glue_context.create_dynamic_frame.from_catalog(database, table).toDF()
    assert sorted(tuple(row) for row in read.collect()) == [(1, '"x"', ""), (2, "y", ""), (3, "", "new")]


def test_many_writers_of_one_table_all_add_their_partitions(
    glue_context: GlueContext, glue: Any, folder: str, database: str, table: str
) -> None:
    def write(n: int) -> None:
        rows = frame(glue_context, f"select {n} as a, {n} as column{n}, '{n}' as k")
        sink(glue_context, f"{folder}/{n}", "glueparquet", (database, table), **update(keys=["k"])).writeFrame(rows)

    with ThreadPoolExecutor(6) as writers:
        list(writers.map(write, range(6)))
    partitions = glue.get_partitions(DatabaseName=database, TableName=table)["Partitions"]
    assert sorted(one["Values"][0] for one in partitions) == ["0", "1", "2", "3", "4", "5"]
    assert glue_context.create_dynamic_frame.from_catalog(database, table).count() == 6


def test_a_missing_database_ends_the_write_before_it_begins(glue_context: GlueContext, s3: Any, folder: str) -> None:
    with pytest.raises(
        Exception, match=r"EntityNotFoundException.*Database nowhere not found|Database nowhere not found"
    ):
        sink(glue_context, folder, "glueparquet", ("nowhere", "t"), **update()).writeFrame(
            frame(glue_context, "select 1 as a")
        )
    assert keys_below(s3, folder) == []


def test_writing_to_a_table_follows_its_description(
    glue_context: GlueContext, glue: Any, s3: Any, folder: str, database: str, table: str
) -> None:
    storage = {
        "Columns": [{"Name": "a", "Type": "int"}, {"Name": "b", "Type": "string"}],
        "Location": folder,
        "InputFormat": "org.apache.hadoop.mapred.TextInputFormat",
        "OutputFormat": "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
        "SerdeInfo": {"SerializationLibrary": "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe"},
    }
    glue.create_table(
        DatabaseName=database,
        TableInput={"Name": table, "StorageDescriptor": storage, "PartitionKeys": [{"Name": "k", "Type": "int"}]},
    )
    rows = frame(glue_context, "select cast(null as string) as B, 5 as k, 7 as a, 'no' as extra")
    glue_context.write_dynamic_frame.from_catalog(rows, database, table)
    assert texts(s3, folder) == ["7\u0001\\N"]
    assert glue.get_partitions(DatabaseName=database, TableName=table)["Partitions"] == []
    more = frame(glue_context, "select 'x' as b, 6 as K")
    options = {"enableUpdateCatalog": True}
    glue_context.write_dynamic_frame.from_catalog(more, database, table, additional_options=options)
    added = glue.get_partitions(DatabaseName=database, TableName=table)["Partitions"]
    assert [one["Values"] for one in added] == [["6"]]
    read = glue_context.create_dynamic_frame.from_catalog(database, table).toDF()
    assert [tuple(row) for row in read.collect()] == [(None, "x", 6)]
    with pytest.raises(Exception, match="EntityNotFoundException"):
        glue_context.write_dynamic_frame.from_catalog(rows, database, "none")


def test_sinks_refuse_what_they_cannot_do(glue_context: GlueContext, folder: str) -> None:
    rows = frame(glue_context, "select 1 as a")
    with pytest.raises(NotImplementedError, match="connection_type 'redshift' is not supported"):
        glue_context.write_dynamic_frame.from_options(rows, "redshift", {})
    with pytest.raises(Exception, match="Format 'xml' cannot be written"):
        glue_context.write_dynamic_frame.from_options(rows, "s3", {"path": folder}, "xml")
    with pytest.raises(TypeError):
        glue_context.write_from_options("rows", "s3", {"path": folder}, "json")


def test_nested_columns_grow_with_the_frames(
    glue_context: GlueContext, glue: Any, folder: str, database: str, table: str
) -> None:
    def write(sql: str, behavior: str) -> None:
        options = update(behavior, ["k"])
        sink(glue_context, folder, "glueparquet", (database, table), **options).writeFrame(frame(glue_context, sql))

    write("select named_struct('x', 1, 'y', 'a') as s, 'one' as k", "UPDATE_IN_DATABASE")
    more = "named_struct('x', 2, 'y', 'b', 'z', named_struct('deep', 2.5D))"
    write(f"select {more} as s, array({more}) as list, 'two' as k", "UPDATE_IN_DATABASE")
    columns = glue.get_table(DatabaseName=database, Name=table)["Table"]["StorageDescriptor"]["Columns"]
    struct = "struct<x:int,y:string,z:struct<deep:double>>"
    assert [(column["Name"], column["Type"]) for column in columns] == [("s", struct), ("list", f"array<{struct}>")]
    write("select named_struct('y', 'c', 'x', 3) as s, 'three' as k", "LOG")
    write("select named_struct('x', 4, 'other', 1) as s, 'four' as k", "LOG")
    partitions = glue.get_partitions(DatabaseName=database, TableName=table)["Partitions"]
    assert sorted(one["Values"][0] for one in partitions) == ["one", "three", "two"]
    read = glue_context.create_dynamic_frame.from_catalog(database, table).toDF()
    rows = read.selectExpr("s.x", "s.y", "s.z.deep", "size(list)").orderBy("x").collect()
    assert [tuple(row)[:3] for row in rows] == [(1, "a", None), (2, "b", 2.5), (3, "c", None)]


def test_an_empty_increment_changes_nothing(
    glue_context: GlueContext, glue: Any, s3: Any, folder: str, database: str, table: str
) -> None:
    rows = frame(glue_context, "select 1 as a, 'x' as k")
    sink(glue_context, folder, "glueparquet", (database, table), **update(keys=["k"])).writeFrame(rows)
    before = glue.get_table(DatabaseName=database, Name=table)["Table"]["VersionId"]
    empty = DynamicFrame.fromDF(glue_context.spark_session.createDataFrame([], "struct<>"), glue_context, "empty")
    sink(glue_context, folder, "glueparquet", (database, table), **update(keys=["k"])).writeFrame(empty)
    options = {"enableUpdateCatalog": True}
    glue_context.write_dynamic_frame.from_catalog(empty, database, table, additional_options=options)
    assert glue.get_table(DatabaseName=database, Name=table)["Table"]["VersionId"] == before
    assert len(keys_below(s3, folder)) == 1
