"""Fields whose values have several types: how they are found, kept, shown, settled and written."""

from __future__ import annotations

import json
from typing import Any

import pytest
from frame_texts import texts

from awsglue import gluetypes
from awsglue.context import GlueContext
from awsglue.dynamicframe import DynamicFrame, ResolveOption
from awsglue.transforms import ResolveChoice

RECORDS = [
    {"id": 1, "zip": 12345, "price": 1.5, "who": {"name": "Ada", "age": 36}},
    {"id": 2, "zip": "0815", "price": 2, "who": {"name": "Bob", "age": "old"}},
    {"id": 3, "zip": None, "price": 3.0, "who": None, "tags": [1, "x"]},
]


def frame(glue_context: GlueContext, s3: Any, folder: str, records: list[Any], name: str = "mixed") -> DynamicFrame:
    bucket, _, key = folder.removeprefix("s3://").partition("/")
    body = "\n".join(json.dumps(record) for record in records)
    s3.put_object(Bucket=bucket, Key=f"{key}/{name}/records.json", Body=body)
    return glue_context.create_dynamic_frame.from_options("s3", {"paths": [f"{folder}/{name}"]}, "json")


@pytest.fixture
def mixed(glue_context: GlueContext, s3: Any, folder: str) -> DynamicFrame:
    return frame(glue_context, s3, folder, RECORDS)


def test_only_the_fields_that_are_needed_are_read(mixed: DynamicFrame) -> None:
    settled = mixed.resolveChoice(specs=[("zip", "cast:string"), ("price", "make_cols")]).select_fields(["zip", "id"])
    plan = settled.toDF()._jdf.queryExecution().executedPlan().toString()
    assert "ReadSchema: struct<id:int,zip:struct<int:int,string:string>>" in plan


def test_values_of_several_types_are_a_choice(mixed: DynamicFrame, capsys: pytest.CaptureFixture[str]) -> None:
    mixed.printSchema()
    assert (
        capsys.readouterr().out
        == """root
|-- id: int
|-- zip: choice
|    |-- int
|    |-- string
|-- price: choice
|    |-- double
|    |-- int
|-- who: struct
|    |-- name: string
|    |-- age: choice
|    |    |-- int
|    |    |-- string
|-- tags: array
|    |-- element: choice
|    |    |-- int
|    |    |-- string
"""
    )
    zip_type = mixed.schema().field_map["zip"].dataType
    assert isinstance(zip_type, gluetypes.ChoiceType)
    assert sorted(zip_type.choices) == ["int", "string"]


def test_a_choice_is_shown_as_the_value_that_it_has(mixed: DynamicFrame, capsys: pytest.CaptureFixture[str]) -> None:
    mixed.show()
    lines = capsys.readouterr().out.splitlines()
    assert sorted((json.loads(line) for line in lines), key=lambda row: row["id"]) == [
        RECORDS[0] | {"tags": None},
        RECORDS[1] | {"tags": None},
        RECORDS[2],
    ]


def test_a_data_frame_has_a_struct_of_the_types(mixed: DynamicFrame) -> None:
    rows = mixed.toDF()
    assert rows.schema["zip"].dataType.simpleString() == "struct<int:int,string:string>"
    assert texts(rows.select("zip", "who")) == sorted(
        [
            ['{"int":12345,"string":null}', '{"name":"Ada","age":{"int":36,"string":null}}'],
            ['{"int":null,"string":"0815"}', '{"name":"Bob","age":{"int":null,"string":"old"}}'],
            [None, None],
        ],
        key=repr,
    )
    assert rows.where("zip.string = '0815'").count() == 1


@pytest.mark.parametrize(
    ("action", "schema", "values"),
    [
        ("cast:long", "zip bigint", [["12345"], ["815"], [None]]),
        ("cast:string", "zip string", [["12345"], ["0815"], [None]]),
        ("project:string", "zip string", [[None], ["0815"], [None]]),
        ("project:int", "zip int", [["12345"], [None], [None]]),
        ("project:date", "zip date", [[None], [None], [None]]),
        ("make_cols", "zip_int int, zip_string string", [["12345", None], [None, "0815"], [None, None]]),
        (
            "make_struct",
            "zip struct<int:int,string:string>",
            [['{"int":12345,"string":null}'], ['{"int":null,"string":"0815"}'], [None]],
        ),
    ],
)
def test_each_action_settles_a_choice(
    mixed: DynamicFrame, action: str, schema: str, values: list[list[str | None]]
) -> None:
    settled = ResolveChoice.apply(mixed, specs=[("zip", action)]).select_fields(["zip", "zip_int", "zip_string"])
    spark = mixed.glue_ctx.spark_session
    assert settled.toDF().schema.simpleString() == spark.createDataFrame([], schema).schema.simpleString()
    assert texts(settled.toDF()) == sorted(values, key=repr)
    assert not isinstance(settled.schema().fields[0].dataType, gluetypes.ChoiceType)


def test_actions_reach_into_structs_and_arrays(mixed: DynamicFrame) -> None:
    settled = mixed.resolveChoice(specs=[("who.age", "make_cols"), ("tags[]", "cast:string"), ("price", "cast:double")])
    assert settled.toDF().schema["who"].dataType.simpleString() == "struct<name:string,age_int:int,age_string:string>"
    assert texts(settled.select_fields(["who", "tags"]).toDF()) == sorted(
        [
            ['{"name":"Ada","age_int":36,"age_string":null}', None],
            ['{"name":"Bob","age_int":null,"age_string":"old"}', None],
            [None, '["1","x"]'],
        ],
        key=repr,
    )


def test_one_action_settles_all_choices(mixed: DynamicFrame) -> None:
    settled = mixed.resolveChoice(choice="cast:string")
    assert [field.dataType.typeName() for field in settled.schema()] == ["int", "string", "string", "struct", "array"]
    columns = mixed.resolveChoice(choice="make_cols")
    assert columns.toDF().columns == ["id", "zip_int", "zip_string", "price_double", "price_int", "who", "tags"]
    assert columns.toDF().schema["tags"].dataType.simpleString() == "array<struct<int:int,string:string>>"


def test_match_catalog_casts_to_the_columns_of_a_table(mixed: DynamicFrame, glue: Any) -> None:
    columns = [
        {"Name": "zip", "Type": "bigint"},
        {"Name": "who", "Type": "struct<name:string,age:string>"},
        {"Name": "tags", "Type": "array<string>"},
    ]
    glue.create_database(DatabaseInput={"Name": "matched"})
    glue.create_table(DatabaseName="matched", TableInput={"Name": "t", "StorageDescriptor": {"Columns": columns}})
    settled = mixed.resolveChoice(choice="match_catalog", database="matched", table_name="t")
    types = {field.name: field.dataType.simpleString() for field in settled.toDF().schema}
    assert types["zip"] == "bigint"
    assert types["who"] == "struct<name:string,age:string>"
    assert types["tags"] == "array<string>"
    assert settled.schema().field_map["price"].dataType.typeName() == "choice"
    with pytest.raises(ValueError, match="database and table_name"):
        mixed.resolveChoice(choice="match_catalog")


def test_options_of_to_df_settle_choices(mixed: DynamicFrame) -> None:
    options = [
        ResolveOption("zip", "Project", gluetypes.IntegerType()),
        ResolveOption("price", "Cast", gluetypes.DecimalType(6, 2)),
        ResolveOption("who.age", "KeepAsStruct"),
    ]
    rows = mixed.toDF(options)
    assert rows.schema["zip"].dataType.simpleString() == "int"
    assert sorted(row["price"] for row in rows.collect()) == [1.5, 2, 3]
    with pytest.raises(ValueError, match="KeepAsStruct"):
        mixed.toDF([ResolveOption("zip", "Drop")])
    with pytest.raises(ValueError, match="gluetypes"):
        mixed.toDF([ResolveOption("zip", "Project", "int")])


def test_a_union_makes_and_keeps_choices(glue_context: GlueContext, s3: Any, folder: str, mixed: DynamicFrame) -> None:
    others = [{"id": "four", "zip": True, "who": {"age": 1.5}, "new": 1}]
    united = mixed.union(frame(glue_context, s3, folder, others, "others"))
    types = {field.name: field.dataType for field in united.schema()}
    assert sorted(types["zip"].choices) == ["boolean", "int", "string"]
    assert sorted(types["id"].choices) == ["int", "string"]
    assert sorted(types["who"].field_map["age"].dataType.choices) == ["double", "int", "string"]
    shown = united.resolveChoice(choice="cast:string").select_fields(["id", "zip", "new"])
    assert texts(shown.toDF()) == sorted(
        [["1", "12345", None], ["2", "0815", None], ["3", None, None], ["four", "true", "1"]], key=repr
    )


def test_a_join_keeps_choices_and_compares_values_of_one_type(
    glue_context: GlueContext, s3: Any, folder: str, mixed: DynamicFrame
) -> None:
    others = frame(glue_context, s3, folder, [{"code": 12345, "town": "A"}, {"code": "0815", "town": "B"}], "towns")
    joined = mixed.join(["zip"], ["code"], others)
    assert joined.schema().field_map["price"].dataType.typeName() == "choice"
    assert texts(joined.select_fields(["id", "town"]).toDF()) == [["1", "A"], ["2", "B"]]
    numbers = others.resolveChoice(specs=[("code", "project:int")])
    assert texts(mixed.join(["zip"], ["code"], numbers).select_fields(["id", "town"]).toDF()) == [["1", "A"]]


def test_functions_see_the_values_of_choices(mixed: DynamicFrame) -> None:
    assert texts(mixed.filter(lambda record: record["zip"] == "0815").select_fields(["id"]).toDF()) == [["2"]]
    assert texts(mixed.filter(lambda record: record["who"]["age"] == 36).select_fields(["id"]).toDF()) == [["1"]]


def test_mappings_take_choices_to_types(mixed: DynamicFrame) -> None:
    mapped = mixed.apply_mapping(
        [
            ("zip", "string", "zip", "string"),
            ("price", "double", "price", "double"),
            ("who.age", "choice", "age", "choice"),
            ("who.name", "name"),
        ]
    )
    types = {field.name: field.dataType.typeName() for field in mapped.schema()}
    assert types == {"zip": "string", "price": "double", "age": "choice", "name": "string"}


def test_choices_are_written_as_values_in_json_and_as_structs_in_parquet(
    glue_context: GlueContext, s3: Any, folder: str, mixed: DynamicFrame
) -> None:
    glue_context.write_dynamic_frame.from_options(mixed, "s3", {"path": f"{folder}/json"}, "json")
    written = glue_context.spark_session.read.text(f"{folder}/json")
    lines = sorted((json.loads(row.value) for row in written.collect()), key=lambda row: row["id"])
    assert lines == [{key: value for key, value in record.items() if value is not None} for record in RECORDS]
    glue_context.write_dynamic_frame.from_options(mixed, "s3", {"path": f"{folder}/parquet"}, "parquet")
    read = glue_context.spark_session.read.parquet(f"{folder}/parquet")
    assert read.schema["zip"].dataType.simpleString() == "struct<int:int,string:string>"


def test_paths_reach_into_the_structs_of_choices(glue_context: GlueContext, s3: Any, folder: str) -> None:
    records = [{"a": {"b": 1, "c": 2}}, {"a": "text"}, {"a": [{"b": 3}]}]
    mixed = frame(glue_context, s3, folder, records, "nested")
    assert texts(mixed.apply_mapping([("a.b", "int", "b", "int")]).toDF()) == [["1"], [None], [None]]
    dropped = mixed.drop_fields(["a.c"])
    assert dropped.toDF().schema["a"].dataType.simpleString() == (
        "struct<array:array<struct<b:int>>,string:string,struct:struct<b:int>>"
    )
    assert dropped.schema().field_map["a"].dataType.typeName() == "choice"
    assert texts(mixed.resolveChoice(specs=[("a", "project:struct")]).toDF()) == sorted(
        [['{"b":1,"c":2}'], [None], [None]], key=repr
    )


def test_a_schema_can_be_given(mixed: DynamicFrame) -> None:
    schema = gluetypes.StructType(
        [
            gluetypes.Field("id", gluetypes.StringType()),
            gluetypes.Field("zip", gluetypes.LongType()),
            gluetypes.Field("missing", gluetypes.DateType()),
        ]
    )
    typed = mixed.with_frame_schema(schema)
    assert typed.schema() == schema
    assert texts(typed.toDF()) == sorted([["1", "12345", None], ["2", "815", None], ["3", None, None]], key=repr)
