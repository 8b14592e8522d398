"""Frames from tables of the catalog that lie over files."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from pyspark.sql import DataFrame

from awsglue.context import GlueContext

DATABASE = "sources"
HIVE = "org.apache.hadoop.hive.serde2."
LAZY, OPEN_CSV, PARQUET = f"{HIVE}lazy.LazySimpleSerDe", f"{HIVE}OpenCSVSerde", "parquet.hive.serde.ParquetHiveSerDe"
OPENX_JSON, HIVE_JSON = "org.openx.data.jsonserde.JsonSerDe", "org.apache.hive.hcatalog.data.JsonSerDe"
Create = Callable[..., str]


@pytest.fixture(scope="module")
def database(glue: Any) -> str:
    glue.create_database(DatabaseInput={"Name": DATABASE})
    return DATABASE


@pytest.fixture
def create(glue: Any, database: str, folder: str, request: pytest.FixtureRequest) -> Create:
    def made(columns: str, library: str, keys: str = "", parameters: dict[str, str] | None = None, **serde: str) -> str:
        name = str(request.node.name).split("[")[0][:50]
        storage = {
            "Columns": listed(columns),
            "Location": f"{folder}/",
            "InputFormat": "org.apache.hadoop.mapred.TextInputFormat",
            "SerdeInfo": {"SerializationLibrary": library, "Parameters": serde},
        }
        table = {"Name": name, "StorageDescriptor": storage, "PartitionKeys": listed(keys)}
        glue.create_table(DatabaseName=database, TableInput=table | {"Parameters": parameters or {}})
        return name

    return made


def listed(columns: str) -> list[dict[str, str]]:
    pairs = (column.split(" ", 1) for column in columns.split("; ") if column)
    return [{"Name": name, "Type": kind} for name, kind in pairs]


def put(s3: Any, path: str, text: str) -> None:
    bucket, _, key = path.removeprefix("s3://").partition("/")
    s3.put_object(Bucket=bucket, Key=key, Body=text.encode())


def add_partition(glue: Any, table: str, values: list[str], location: str, **serde: Any) -> None:
    storage: dict[str, Any] = {"Location": location} | ({"SerdeInfo": serde} if serde else {})
    partition = {"Values": values, "StorageDescriptor": storage}
    glue.create_partition(DatabaseName=DATABASE, TableName=table, PartitionInput=partition)


def read(glue_context: GlueContext, table: str, predicate: str = "", **options: Any) -> DataFrame:
    frame = glue_context.create_dynamic_frame.from_catalog(
        database=DATABASE, table_name=table, push_down_predicate=predicate, additional_options=options
    )
    assert frame.name == table
    return frame.toDF()


def values(rows: DataFrame) -> list[tuple[Any, ...]]:
    return sorted((tuple(row) for row in rows.collect()), key=str)


def test_hive_text_has_control_a_between_columns_and_a_text_for_null(
    glue_context: GlueContext, s3: Any, folder: str, create: Create
) -> None:
    table = create("name string; rate double; day date; n decimal(5,2); list array<int>; more bigint", LAZY)
    put(s3, f"{folder}/a", 'usd\x011.0\x012024-01-02\x013.14\x011\x022\x01\n\x01\\N\x01\x01x\x01\n"q"\x011.09')
    rows = read(glue_context, table)
    assert [kind for _, kind in rows.dtypes] == ["string", "double", "date", "decimal(5,2)", "array<int>", "bigint"]
    assert [[str(value) for value in row] for row in rows.orderBy("name").collect()] == [
        ["", "None", "None", "None", "[]", "None"],
        ['"q"', "1.09", "None", "None", "None", "None"],
        ["usd", "1.0", "2024-01-02", "3.14", "[1, 2]", "None"],
    ]
    assert rows.select("rate").where("rate > 1.05").count() == 1


def test_delimited_text_may_have_a_header_and_its_own_null(
    glue_context: GlueContext, s3: Any, folder: str, create: Create
) -> None:
    parameters = {"skip.header.line.count": "1"}
    options = {"field.delim": "|", "serialization.null.format": "NA"}
    table = create("a int; b string", LAZY, parameters=parameters, **options)
    put(s3, f"{folder}/a", "a|b\n1|x\nNA|NA\n")
    put(s3, f"{folder}/b", "a|b\n2|,\n")
    assert values(read(glue_context, table)) == [(1, "x"), (2, ","), (None, None)]


def test_csv_classification_makes_quotes_count(glue_context: GlueContext, s3: Any, folder: str, create: Create) -> None:
    table = create("a int; b string; t timestamp", LAZY, parameters={"classification": "csv"}, **{"field.delim": ","})
    put(s3, f"{folder}/a", '1,"x, ""y""",2024-01-02 03:04:05\nno,,\n')
    assert [tuple(map(str, row)) for row in values(read(glue_context, table))] == [
        ("1", 'x, "y"', "2024-01-02 03:04:05"),
        ("None", "", "None"),
    ]


def test_open_csv_has_its_own_characters_and_header_lines(
    glue_context: GlueContext, s3: Any, folder: str, create: Create
) -> None:
    table = create(
        "a string; b string", OPEN_CSV, parameters={"skip.header.line.count": "1"},
        separatorChar=";", quoteChar="'", escapeChar="\\",
    )  # fmt: skip
    put(s3, f"{folder}/a.csv", "a;b\n'x;1';'it\\'s'\n2;\n")
    assert values(read(glue_context, table)) == [("2", ""), ("x;1", "it's")]


@pytest.mark.parametrize("more", [{}, {"escapeChar": "\\"}])
def test_open_csv_takes_doubled_quotes_as_well(
    glue_context: GlueContext, glue: Any, s3: Any, folder: str, create: Create, more: dict[str, str]
) -> None:
    table = create("a string; b int", OPEN_CSV, separatorChar=",", quoteChar='"', **more)
    put(s3, f"{folder}/a.csv", '"say ""hi"" to, you",1\n"a""",2\n"",3\n')
    assert values(read(glue_context, table)) == [("", 3), ('a"', 2), ('say "hi" to, you', 1)]
    glue.delete_table(DatabaseName=DATABASE, Name=table)


@pytest.mark.parametrize("library", [OPENX_JSON, HIVE_JSON])
def test_json_keys_are_found_in_any_case_and_bad_lines_skipped(
    glue_context: GlueContext, glue: Any, s3: Any, folder: str, create: Create, library: str
) -> None:
    columns = "orderid bigint; price double; tags array<string>; who struct<firstname:string,n:int>; m map<string,int>"
    table = create(f"{columns}; absent string", library)
    good = {"orderId": 5, "Price": 1, "tags": ["a"], "WHO": {"firstName": "Ann", "n": 2}, "m": {"Key": 1}, "x": [{}]}
    put(s3, f"{folder}/a", f"{json.dumps(good)}\nbad\n\n" + '{"orderid": "text", "price": 2.5}\n')
    rows = read(glue_context, table).orderBy("price")
    assert [row.asDict(recursive=True) for row in rows.collect()] == [
        {
            "orderid": 5,
            "price": 1.0,
            "tags": ["a"],
            "who": {"firstname": "Ann", "n": 2},
            "m": {"Key": 1},
            "absent": None,
        },
        {"orderid": None, "price": 2.5, "tags": None, "who": None, "m": None, "absent": None},
    ]
    assert rows.count() == 2
    glue.delete_table(DatabaseName=DATABASE, Name=table)


def test_parquet_columns_are_found_by_name_in_any_case(
    glue_context: GlueContext, spark: Any, folder: str, create: Create
) -> None:
    table = create("twice bigint; id bigint; absent struct<a:int,`b c`:string>".replace("`", ""), PARQUET)
    spark.range(5).selectExpr("id as ID", "id * 2 as Twice", "id as other").write.parquet(folder)
    rows = read(glue_context, table)
    assert rows.columns == ["twice", "id", "absent"]
    chosen = rows.where("id = 3").select("twice")
    assert values(chosen) == [(6,)]
    assert "ReadSchema: struct<twice:bigint,id:bigint>" in chosen._jdf.queryExecution().executedPlan().toString()
    assert rows.where("absent is null").count() == 5


def test_partition_keys_come_last_with_their_types(
    glue_context: GlueContext, glue: Any, s3: Any, folder: str, create: Create
) -> None:
    table = create("a int", LAZY, keys="year int; day date; note string")
    put(s3, f"{folder}/year=2023/x", "1")
    put(s3, f"{folder}/year=2024/x", "2\n3")
    put(s3, f"{folder}-elsewhere/x", "4;5")
    add_partition(glue, table, ["2023", "2023-01-02", "a b"], f"{folder}/year=2023/")
    add_partition(glue, table, ["2024", "__HIVE_DEFAULT_PARTITION__", "c"], f"{folder}/year=2024")
    parameters = {"field.delim": ";"}
    add_partition(
        glue,
        table,
        ["2025", "2025-01-02", "d"],
        f"{folder}-elsewhere/",
        SerializationLibrary=LAZY,
        Parameters=parameters,
    )
    add_partition(glue, table, ["2026", "2026-01-02", "e"], f"{folder}/nothing/")
    rows = read(glue_context, table)
    assert dict(rows.dtypes) == {"a": "int", "year": "int", "day": "date", "note": "string"}
    assert [tuple(map(str, row)) for row in values(rows)] == [
        ("1", "2023", "2023-01-02", "a b"),
        ("2", "2024", "None", "c"),
        ("3", "2024", "None", "c"),
        ("4", "2025", "2025-01-02", "d"),
    ]


def test_predicates_choose_the_partitions_that_are_read(
    glue_context: GlueContext, glue: Any, s3: Any, folder: str, create: Create
) -> None:
    table = create("a int", LAZY, keys="year int; month string")
    for year in (2023, 2024):
        for month in ("01", "02", "03"):
            put(s3, f"{folder}/{year}/{month}/x", f"{year}{month}")
            add_partition(glue, table, [str(year), month], f"{folder}/{year}/{month}/")
    assert read(glue_context, table).count() == 6
    pushed = read(glue_context, table, "year == '2024' and month in ('01','02')")
    assert values(pushed.select("a")) == [(202401,), (202402,)]
    assert len(pushed.inputFiles()) == 2
    asked = read(glue_context, table, catalogPartitionPredicate="year > 2023")
    assert len(asked.inputFiles()) == 3
    both = read(glue_context, table, "MONTH = '03'", catalogPartitionPredicate="year=2024")
    assert values(both) == [(202403, 2024, "03")]
    none = read(glue_context, table, "year = 1999")
    assert (none.count(), none.columns) == (0, ["a", "year", "month"])
    filtered = read(glue_context, table).where("year = 2023 and month = '01'")
    assert values(filtered.select("a")) == [(202301,)]
    with pytest.raises(
        Exception,
        match=r"User's pushdown predicate: a > 1 can not be resolved against partition columns: \[year, month\]",
    ):
        read(glue_context, table, "a > 1")


def test_a_table_over_nothing_has_its_columns(glue_context: GlueContext, create: Create) -> None:
    rows = read(glue_context, create("a int; b array<struct<c:decimal(12,3)>>", PARQUET))
    assert dict(rows.dtypes) == {"a": "int", "b": "array<struct<c:decimal(12,3)>>"}
    assert rows.count() == 0


def test_many_partitions_come_in_pages(
    glue_context: GlueContext, glue: Any, s3: Any, folder: str, create: Create
) -> None:
    table = create("a int", LAZY, keys="n int")
    entries = [
        {"Values": [str(n)], "StorageDescriptor": {"Location": f"{folder}/{n}/"}} for n in range(1050)
    ]  # fmt: skip
    for first in range(0, len(entries), 100):
        glue.batch_create_partition(
            DatabaseName=DATABASE, TableName=table, PartitionInputList=entries[first : first + 100]
        )
    put(s3, f"{folder}/7/x", "7")
    put(s3, f"{folder}/1049/x", "1")
    assert values(read(glue_context, table)) == [(1, 1049), (7, 7)]


def test_errors_of_the_catalog_reach_the_script(glue_context: GlueContext, create: Create, database: str) -> None:
    with pytest.raises(Exception, match=r"EntityNotFoundException"):
        read(glue_context, "no_such_table")
    with pytest.raises(Exception, match=r"^Parameter name_space and database are both specified, choose one\.$"):
        glue_context.create_dynamic_frame.from_catalog(database, "t", name_space=database)
    with pytest.raises(Exception, match=r"^Parameter name_space or database is missing\.$"):
        glue_context.create_dynamic_frame.from_catalog(table_name="t")
    with pytest.raises(Exception, match=r"^Parameter table_name is missing\.$"):
        glue_context.create_dynamic_frame.from_catalog(database)
    rcfile = create("a int", "org.apache.hadoop.hive.serde2.columnar.LazyBinaryColumnarSerDe")
    with pytest.raises(Exception, match=r"columnarserde.* not supported by this version of Mastic"):
        read(glue_context, rcfile)
