"""The types of schemas: what frames answer, the JSON they travel as, and how two become one."""

from __future__ import annotations

import pytest

from awsglue.context import GlueContext
from awsglue.dynamicframe import DynamicFrame
from awsglue.gluetypes import (
    ArrayType,
    ChoiceType,
    DataType,
    DecimalType,
    EnumType,
    Field,
    IntegerType,
    LongType,
    MapType,
    NullType,
    SetType,
    StringType,
    StructType,
    UnknownType,
    mergeDataTypes,
)

EVERYTHING = StructType(
    [
        Field("name", StringType(), {"comment": "first"}),
        Field("prices", ArrayType(DecimalType(12, 3))),
        Field("tags", MapType(StructType([Field("id", LongType())]))),
        Field("kinds", SetType(EnumType(["a", "b"]))),
        Field("provider id", ChoiceType([LongType(), StringType()])),
    ],
    {"source": "test"},
)


def test_frame_answers_its_schema(glue_context: GlueContext) -> None:
    schema = "id int, price decimal(12,3), names array<string>, tags map<string,struct<n:bigint>>, gone void"
    frame = DynamicFrame.fromDF(glue_context.spark_session.createDataFrame([], schema), glue_context)
    assert frame.schema() == StructType(
        [
            Field("id", IntegerType()),
            Field("price", DecimalType(12, 3)),
            Field("names", ArrayType(StringType())),
            Field("tags", MapType(StructType([Field("n", LongType())]))),
            Field("gone", NullType()),
        ]
    )
    assert [field.dataType.typeName() for field in frame.schema()] == ["int", "decimal", "array", "map", "null"]


def test_types_come_back_from_their_json() -> None:
    assert StructType.fromJsonValue(EVERYTHING.jsonValue()) == EVERYTHING
    assert StructType([Field("id", IntegerType())]).jsonValue() == {
        "dataType": "struct",
        "fields": [{"name": "id", "container": {"dataType": "int", "properties": {}}, "properties": {}}],
        "properties": {},
    }
    assert DecimalType().jsonValue() == {"dataType": "decimal", "precision": 10, "scale": 2, "properties": {}}


def test_struct_knows_its_fields_by_name() -> None:
    struct = StructType()
    struct.add(Field("id", IntegerType()))
    assert struct.hasField("id")
    assert struct.hasField(Field("id", StringType()))
    assert struct.getField("id").dataType == IntegerType()
    assert struct.field_map == {"id": Field("id", IntegerType())}
    with pytest.raises(KeyError):
        struct.getField("name")


def test_choice_has_each_type_once() -> None:
    choice = ChoiceType([IntegerType()])
    with pytest.raises(ValueError, match="int already"):
        choice.add(IntegerType())


@pytest.mark.parametrize(
    ("a", "b", "merged"),
    [
        (IntegerType(), IntegerType(), IntegerType()),
        (NullType(), IntegerType(), IntegerType()),
        (StringType(), UnknownType(), StringType()),
        (IntegerType(), LongType(), ChoiceType([IntegerType(), LongType()])),
        (ChoiceType([IntegerType(), LongType()]), LongType(), ChoiceType([IntegerType(), LongType()])),
        (StringType(), ChoiceType([IntegerType()]), ChoiceType([StringType(), IntegerType()])),
        (ArrayType(IntegerType()), ArrayType(NullType()), ArrayType(IntegerType())),
        (MapType(NullType()), MapType(StringType()), MapType(StringType())),
        (
            ArrayType(IntegerType()),
            SetType(IntegerType()),
            ChoiceType([ArrayType(IntegerType()), SetType(IntegerType())]),
        ),
        (
            StructType([Field("a", IntegerType()), Field("b", StringType())]),
            StructType([Field("c", LongType()), Field("a", StringType())]),
            StructType(
                [
                    Field("a", ChoiceType([IntegerType(), StringType()])),
                    Field("b", StringType()),
                    Field("c", LongType()),
                ]
            ),
        ),
    ],
)
def test_two_types_merge_into_one(a: DataType, b: DataType, merged: DataType) -> None:
    assert mergeDataTypes(a, b) == merged
