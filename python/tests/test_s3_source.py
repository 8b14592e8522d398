"""Frames from files on S3."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from typing import Any

import pytest
from pyspark.sql import DataFrame

from awsglue.context import GlueContext

ORDERS = [
    {"order_id": 1001, "instrument": "AMZN MAR 24 23 102 PUT", "currency": "usd", "price": 17.18, "bought": [18, 38]},
    {"order_id": 1002, "instrument": "BMW.DE APR 28 23 101 CALL", "currency": "eur", "price": 14.71, "sold": [9, 59]},
    {"order_id": 1003, "instrument": "BMW.DE MAR 24 23 96 PUT", "currency": "eur", "price": 2.98, "bought": [28]},
    {"order_id": 1004, "instrument": "JPM JUN 30 23 140 CALL", "currency": "usd", "price": 11.83, "bought": [33, 42]},
    {"order_id": 1005, "instrument": "AMZN MAY 26 23 95 CALL", "currency": "usd", "price": 11.44, "sold": [41, 62]},
]
EPOCH = 1_685_000_000_000


@pytest.fixture
def driver_log(pytestconfig: pytest.Config) -> Callable[[], str]:
    """What the shared JVM wrote since the last call; it has the error output that the whole session has."""
    capture = pytestconfig.pluginmanager.getplugin("capturemanager")
    return lambda: str(capture.read_global_capture().err)


def put(s3: Any, path: str, text: str | bytes) -> None:
    bucket, _, key = path.removeprefix("s3://").partition("/")
    s3.put_object(Bucket=bucket, Key=key, Body=text.encode() if isinstance(text, str) else text)


def put_lines(s3: Any, path: str, records: list[dict[str, Any]]) -> None:
    put(s3, path, "\n".join(map(json.dumps, records)))


def read(
    glue_context: GlueContext,
    paths: list[str] | str,
    kind: str,
    predicate: str = "",
    recurse: Any = False,
    **options: Any,
) -> DataFrame:
    frame = glue_context.create_dynamic_frame.from_options(
        connection_type="s3",
        connection_options={"paths": paths, "recurse": recurse},
        format=kind,
        format_options=options,
        push_down_predicate=predicate,
    )
    return frame.toDF()


def types(rows: DataFrame) -> dict[str, str]:
    return dict(rows.dtypes)


def values(rows: DataFrame) -> list[tuple[Any, ...]]:
    return sorted((tuple(row) for row in rows.collect()), key=str)


def test_the_five_orders_have_the_types_of_their_values(glue_context: GlueContext, s3: Any, folder: str) -> None:
    put_lines(s3, f"{folder}/1.json", [order | {"order_id": EPOCH + int(str(order["order_id"]))} for order in ORDERS])
    rows = read(glue_context, [f"{folder}/"], "json", recurse=True)
    assert types(rows) == {
        "order_id": "bigint",
        "instrument": "string",
        "currency": "string",
        "price": "double",
        "bought": "array<int>",
        "sold": "array<int>",
    }
    assert rows.count() == 5
    assert rows.where("order_id % 10 = 4").first()["bought"] == [33, 42]


def test_numbers_are_typed_by_value_in_nested_places(glue_context: GlueContext, s3: Any, folder: str) -> None:
    put_lines(
        s3,
        f"{folder}/a",
        [
            {"i": 1, "l": 3_000_000_000, "d": 1, "big": 2**70, "s": {"n": 1, "a": [{"x": 1}]}, "day": "2024-01-02",
             "none": None},
            {"i": -2_147_483_648, "l": 1, "d": 1.5, "big": 1, "s": {"n": 2**40, "m": True}, "day": "2024-01-03",
             "mixed": 1},
            {"mixed": "one", "e": []},
        ],
    )  # fmt: skip
    rows = read(glue_context, folder, "json")
    assert types(rows) == {
        "i": "int",
        "l": "struct<int:int,long:bigint>",
        "d": "struct<double:double,int:int>",
        "big": "struct<double:double,int:int>",
        "s": "struct<n:struct<int:int,long:bigint>,a:array<struct<x:int>>,m:boolean>",
        "day": "string",
        "none": "void",
        "mixed": "struct<int:int,string:string>",
        "e": "array<void>",
    }
    assert [row["i"] for row in rows.collect()] == [1, -2_147_483_648, None]
    assert [row["big"] for row in rows.collect()] == [(2.0**70, None), (None, 1), None]
    assert [row["mixed"] for row in rows.collect()] == [None, (1, None), (None, "one")]


def test_malformed_json_lines_are_skipped_and_their_neighbours_kept(
    glue_context: GlueContext, s3: Any, folder: str, driver_log: Callable[[], str]
) -> None:
    put(s3, f"{folder}/a.json", '{"a": 1}\n{"a": "x", "b": \n\n[1]\n7\n{"a": 2}\nnonsense\n{"a": 3}')
    rows = read(glue_context, [folder], "json")
    assert types(rows) == {"a": "int"}
    assert values(rows) == [(1,), (2,), (3,)]
    assert rows.count() == 3
    assert "Skipped 4 malformed JSON records" in driver_log()


def test_multi_line_json_may_hold_many_records(glue_context: GlueContext, s3: Any, folder: str) -> None:
    put(s3, f"{folder}/a.json", '{\n "a": 1,\n "b": {"c": [1.50]}\n}\n{\n"a": 2}')
    put(s3, f"{folder}/b.json", '[\n {"a": 3},\n {"a": 4, "t": "}{"}\n]')
    rows = read(glue_context, [folder], "json", multiLine="true")
    assert types(rows) == {"a": "int", "b": "struct<c:array<double>>", "t": "string"}
    assert [row[0] for row in values(rows)] == [1, 2, 3, 4]


def test_a_missing_path_is_a_frame_without_columns(glue_context: GlueContext, folder: str) -> None:
    for kind in ("json", "csv", "parquet"):
        frame = glue_context.create_dynamic_frame_from_options("s3", {"paths": [f"{folder}/none/"]}, kind)
        assert frame.toDF().columns == []
        assert frame.count() == 0


def test_csv_columns_are_strings_named_by_header_or_number(glue_context: GlueContext, s3: Any, folder: str) -> None:
    put(s3, f"{folder}/a", 'id,name\n1,"Ann, ""A"""\n2,\n')
    assert values(read(glue_context, [folder], "csv", withHeader=True)) == [("1", 'Ann, "A"'), ("2", "")]
    plain = read(glue_context, [folder], "csv", quoteChar=-1, skipFirst="true")
    assert plain.columns == ["col0", "col1"]
    assert types(plain) == {"col0": "string", "col1": "string"}
    assert plain.count() == 2
    assert read(glue_context, [folder], "csv").count() == 3


def test_csv_separators_quotes_and_escapes_are_options(glue_context: GlueContext, s3: Any, folder: str) -> None:
    put(s3, f"{folder}/a.csv", "a|b\n'x|y'|2\n'it\\'s\nhere'|3\n")
    rows = read(
        glue_context, [folder], "csv",
        separator="|", quoteChar="'", escaper="\\", withHeader="true", multiLine="true",
    )  # fmt: skip
    assert values(rows) == [("it's\nhere", "3"), ("x|y", "2")]
    assert rows.select("b").where("b = '2'").count() == 1


def test_csv_files_with_another_header_end_the_job(glue_context: GlueContext, s3: Any, folder: str) -> None:
    put(s3, f"{folder}/1.csv", "a,b\n1,2\n")
    put(s3, f"{folder}/2.csv", "a,b\n3,4\n")
    rows = read(glue_context, [folder], "csv", withHeader=True)
    assert rows.count() == 2
    assert values(rows.select("b")) == [("2",), ("4",)]
    put(s3, f"{folder}/3.csv", "b,a\n5,6\n")
    with pytest.raises(Exception, match="CSV header does not conform to the schema"):
        read(glue_context, [folder], "csv", withHeader=True).collect()


def test_files_can_be_left_out_by_patterns(glue_context: GlueContext, s3: Any, folder: str) -> None:
    for name in ("a.json", "b.txt", "c/d.json", "c/e.txt"):
        put(s3, f"{folder}/{name}", json.dumps({"name": name}))

    def names(exclusions: Any) -> list[tuple[Any, ...]]:
        options = {"paths": [folder], "recurse": True, "exclusions": exclusions}
        return values(glue_context.create_dynamic_frame.from_options("s3", options, "json").toDF())

    assert names('["**.txt"]') == [("a.json",), ("c/d.json",)]
    assert names(["*.json", f"{folder}/c/**"]) == [("b.txt",)]


def test_compressed_text_is_read(glue_context: GlueContext, s3: Any, folder: str) -> None:
    put(s3, f"{folder}/a.json.gz", gzip.compress(b'{"a": 1}\n{"a": 2}\n'))
    assert values(read(glue_context, [folder], "json")) == [(1,), (2,)]
    options = {"paths": [folder], "compressionType": "bzip2"}
    frame = glue_context.create_dynamic_frame.from_options("s3", options, "json")
    assert values(frame.toDF()) == [(1,), (2,)], "a name that shows a compression is believed"


def test_sub_folders_are_read_when_asked(glue_context: GlueContext, s3: Any, folder: str) -> None:
    put(s3, f"{folder}/a", '{"a": 1}')
    put(s3, f"{folder}/deep/er/b", '{"a": 2}')
    put(s3, f"{folder}/_hidden/c", '{"a": 3}')
    assert values(read(glue_context, [folder], "json")) == [(1,)]
    assert values(read(glue_context, [folder], "json", recurse="True")) == [(1,), (2,)]
    assert values(read(glue_context, [f"{folder}/deep/er/b", f"{folder}/a"], "json")) == [(1,), (2,)]
    assert values(read(glue_context, f"{folder.replace('s3://', 's3a://')}/a", "json")) == [(1,)]


@pytest.mark.parametrize("recurse", [False, True])
def test_keyed_folders_give_columns_and_are_pruned(
    glue_context: GlueContext, s3: Any, folder: str, recurse: bool
) -> None:
    put(s3, f"{folder}/year=2023/month=01/a", '{"a": 1}')
    put(s3, f"{folder}/year=2024/month=01/a", '{"a": 2}')
    put(s3, f"{folder}/year=2024/month=02/a%20b", '{"a": 3}')
    put(s3, f"{folder}/year=2022/month=__HIVE_DEFAULT_PARTITION__/a", '{"a": "text"}')
    all_rows = read(glue_context, folder, "json", recurse=recurse)
    assert all_rows.columns == ["a", "year", "month"]
    assert all_rows.where("month is null").count() == 1
    rows = read(glue_context, folder, "json", "year == '2024' and month in ('01', '02')", recurse)
    assert types(rows)["a"] == "int"
    assert values(rows) == [(2, "2024", "01"), (3, "2024", "02")]
    with pytest.raises(Exception, match=r"User's pushdown predicate: day = 1 can not be resolved against partition"):
        read(glue_context, folder, "json", "day = 1", recurse)


def test_parquet_reads_only_the_columns_and_folders_asked_for(
    glue_context: GlueContext, spark: Any, folder: str
) -> None:
    spark.range(10).selectExpr("id", "id * 2 as twice", "id % 2 as odd").write.partitionBy("odd").parquet(folder)
    rows = read(glue_context, [folder], "parquet")
    assert types(rows) == {"id": "bigint", "twice": "bigint", "odd": "string"}
    chosen = rows.where("odd = '1' and id > 4").select("id")
    assert values(chosen) == [(5,), (7,), (9,)]
    plan = chosen._jdf.queryExecution().executedPlan().toString()
    assert "ReadSchema: struct<id:bigint>" in plan
    assert "GreaterThan(id,4)]" in plan.split("PushedFilters")[1]
    assert "(odd" in plan.split("PartitionFilters")[1].split("PushedFilters")[0]


def test_frames_are_named_after_their_paths(glue_context: GlueContext, s3: Any, folder: str) -> None:
    put(s3, f"{folder}/a.json", '{"a": 1}')
    frame = glue_context.create_dynamic_frame.from_options("s3", {"paths": [f"{folder}/a.json"]}, "json")
    assert frame.name == f"{folder}/a.json".removeprefix("s3://").replace("/", "").replace(".", "")
    source = glue_context.getSource("s3", paths=[f"{folder}/a.json"])
    source.setFormat("json")
    assert source.getFrame().toDF().count() == 1
    assert source.getDataFrame().columns == ["a"]


def test_what_is_not_supported_says_so_by_name(glue_context: GlueContext, folder: str) -> None:
    with pytest.raises(NotImplementedError, match="connection_type 'mysql' is not supported"):
        glue_context.create_dynamic_frame.from_options("mysql", {"dbtable": "t"})
    with pytest.raises(Exception, match="Format 'ion' cannot be read"):
        read(glue_context, [folder], "ion")
    with pytest.raises(Exception, match=r"jsonPath .* is none"):
        read(glue_context, [folder], "json", jsonPath="$[")
    with pytest.raises(NotImplementedError, match=r"GlueContext\.extract_jdbc_conf is not supported"):
        glue_context.extract_jdbc_conf("connection")


def test_contexts_may_be_made_of_anything_and_twice(glue_context: GlueContext, spark: Any) -> None:
    for context in (GlueContext(spark), GlueContext(), GlueContext(spark.sparkContext, minPartitions=1)):
        assert context.spark_session.range(3).count() == 3
        assert context.sql("select 1 as one").first()["one"] == 1
    assert glue_context.currentTimeMillis() > 1_700_000_000_000


def test_the_logger_writes_to_the_error_log(glue_context: GlueContext, driver_log: Callable[[], str]) -> None:
    logger = glue_context.get_logger()
    logger.info("something to know")
    logger.error(42)
    written = driver_log()
    assert "something to know" in written
    assert "42" in written
