"""Records of Python values, as functions of a script see them, and Spark's rows."""

from __future__ import annotations

import datetime
import decimal
import json
from collections.abc import Callable
from typing import Any

from pyspark.sql import Row
from pyspark.sql import types as spark_types

from awsglue import gluetypes
from awsglue.gluetypes import ArrayType, ChoiceType, DataType, MapType, StructType

Converter = Callable[[Any], Any]

_ATOMIC: dict[str, spark_types.DataType] = {
    "binary": spark_types.BinaryType(),
    "boolean": spark_types.BooleanType(),
    "byte": spark_types.ByteType(),
    "date": spark_types.DateType(),
    "double": spark_types.DoubleType(),
    "float": spark_types.FloatType(),
    "int": spark_types.IntegerType(),
    "long": spark_types.LongType(),
    "null": spark_types.NullType(),
    "short": spark_types.ShortType(),
    "string": spark_types.StringType(),
    "timestamp": spark_types.TimestampType(),
    "timestampNTZ": spark_types.TimestampNTZType(),
}


def spark_type(schema: DataType) -> Any:
    """Spark's type; a choice is a struct with one field for each of its types, in the order of their names."""
    if isinstance(schema, StructType):
        return spark_types.StructType(
            [spark_types.StructField(field.name, spark_type(field.dataType)) for field in schema.fields]
        )
    if isinstance(schema, ChoiceType):
        return spark_types.StructType(
            [spark_types.StructField(name, spark_type(inner)) for name, inner in sorted(schema.choices.items())]
        )
    if isinstance(schema, ArrayType):
        return spark_types.ArrayType(spark_type(schema.elementType))
    if isinstance(schema, MapType):
        return spark_types.MapType(spark_types.StringType(), spark_type(schema.valueType))
    if isinstance(schema, gluetypes.DecimalType):
        return spark_types.DecimalType(schema.precision, schema.scale)
    return _ATOMIC[schema.typeName()]


def reader(schema: StructType) -> Converter:
    """What makes a dict of a row: structs become dicts, and a choice becomes the value that it has."""
    readers = [(field.name, _reader(field.dataType)) for field in schema.fields]
    return lambda row: {
        name: convert(value) if value is not None else None for (name, convert), value in zip(readers, row, strict=True)
    }


def _reader(schema: DataType) -> Converter:
    if isinstance(schema, StructType):
        return reader(schema)
    if isinstance(schema, ChoiceType):
        alternatives = [_reader(inner) for _, inner in sorted(schema.choices.items())]
        return lambda row: next(
            (read(value) for read, value in zip(alternatives, row, strict=True) if value is not None), None
        )
    if isinstance(schema, ArrayType):
        element = _reader(schema.elementType)
        return lambda values: [element(value) if value is not None else None for value in values]
    if isinstance(schema, MapType):
        inner_value = _reader(schema.valueType)
        return lambda entries: {
            key: inner_value(value) if value is not None else None for key, value in entries.items()
        }
    return lambda value: bytes(value) if isinstance(value, bytearray) else value


def writer(schema: StructType) -> Converter:
    """What makes a tuple, for Spark, of a dict of plain values."""
    fields = [(field.name, _writer(field.dataType)) for field in schema.fields]
    return lambda record: tuple(_written(write, record.get(name)) for name, write in fields)


def _writer(schema: DataType) -> Converter:
    if isinstance(schema, StructType):
        return writer(schema)
    if isinstance(schema, ChoiceType):
        names = sorted(schema.choices)
        writers = [_writer(schema.choices[name]) for name in names]

        def choice(value: Any) -> tuple[Any, ...]:
            kind = kind_of(value)
            return tuple(write(value) if name == kind else None for name, write in zip(names, writers, strict=True))

        return choice
    if isinstance(schema, ArrayType):
        element = _writer(schema.elementType)
        return lambda values: [_written(element, value) for value in values]
    if isinstance(schema, MapType):
        inner = _writer(schema.valueType)
        return lambda entries: {str(key): _written(inner, value) for key, value in entries.items()}
    if isinstance(schema, (gluetypes.DoubleType, gluetypes.FloatType)):
        return float
    if isinstance(schema, gluetypes.DecimalType):
        return decimal.Decimal
    if isinstance(schema, gluetypes.StringType):
        return str
    return lambda value: value


def _written(write: Converter, value: Any) -> Any:
    return None if value is None else write(value)


def kind_of(value: Any) -> str:
    """Glue's name of a plain value's type."""
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int):
        return "int" if -(2**31) <= value < 2**31 else "long" if -(2**63) <= value < 2**63 else "decimal"
    for kind, name in _KINDS:
        if isinstance(value, kind):
            return name
    raise TypeError(f"A record cannot hold {type(value).__name__}: use numbers, texts, bytes, dates, lists and dicts")


_KINDS: list[tuple[type, str]] = [
    (float, "double"),
    (str, "string"),
    (bytes, "binary"),
    (decimal.Decimal, "decimal"),
    (datetime.datetime, "timestamp"),
    (datetime.date, "date"),
    (list, "array"),
    (dict, "struct"),
]


def plain(value: Any) -> Any:
    """A value of dicts, lists and atoms only; numbers of numpy and the like become Python's."""
    if isinstance(value, Row):
        return {name: plain(inner) for name, inner in zip(value.__fields__, value, strict=True)}
    if isinstance(value, dict):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(inner) for inner in value]
    if isinstance(value, bytearray):
        return bytes(value)
    if type(value).__module__ == "numpy":
        return plain(value.tolist())
    return value


def as_json(record: Any) -> str:
    """A record as the text that error records show."""
    return json.dumps(record, default=str, ensure_ascii=False)
