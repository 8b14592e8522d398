"""The types of records that Python functions answer."""

from __future__ import annotations

import decimal
from collections.abc import Iterable
from typing import Any

from awsglue import _records
from awsglue.gluetypes import (
    ArrayType,
    BinaryType,
    BooleanType,
    ChoiceType,
    DataType,
    DateType,
    DecimalType,
    DoubleType,
    Field,
    IntegerType,
    LongType,
    MapType,
    NullType,
    StringType,
    StructType,
    TimestampType,
    mergeDataTypes,
)

_ATOMIC: dict[str, DataType] = {
    "binary": BinaryType(),
    "boolean": BooleanType(),
    "date": DateType(),
    "double": DoubleType(),
    "int": IntegerType(),
    "long": LongType(),
    "string": StringType(),
    "timestamp": TimestampType(),
}
MAX_PRECISION = 38
#: The types whose values are among those of another.
_WITHIN = {
    "byte": {"int"},
    "short": {"int"},
    "int": {"int"},
    "long": {"int", "long"},
    "float": {"int", "long", "double"},
    "double": {"int", "long", "double"},
    "decimal": {"int", "decimal"},
    "timestampNTZ": {"timestamp"},
}


def of_records(records: Iterable[dict[str, Any]]) -> StructType:
    """One type for all records; fields are in the order in which they are first seen."""
    found = StructType()
    seen: set[Any] = set()
    for record in records:
        # Few records differ in shape from all before them.
        shape = _shape(record)
        if shape not in seen:
            seen.add(shape)
            found = merged(found, of_value(record))
    return found


def _shape(value: Any) -> Any:
    """The same for values of the same type."""
    if isinstance(value, dict):
        return tuple((name, _shape(inner)) for name, inner in value.items())
    if isinstance(value, list):
        return frozenset(map(_shape, value))
    if isinstance(value, decimal.Decimal):
        return _decimal(value).precision, _decimal(value).scale
    return None if value is None else _records.kind_of(value)


def merged(first: StructType, second: DataType) -> StructType:
    """The type of records of either type."""
    both = mergeDataTypes(first, second)
    if not isinstance(both, StructType):
        raise TypeError("A record is a dict of its fields")
    return both


def of_value(value: Any) -> DataType:
    """The type of a plain value."""
    if value is None:
        return NullType()
    kind = _records.kind_of(value)
    if kind == "struct":
        return StructType([Field(name, of_value(inner)) for name, inner in value.items()])
    if kind == "array":
        element: DataType = NullType()
        for inner in value:
            element = mergeDataTypes(element, of_value(inner))
        return ArrayType(element)
    if kind == "decimal":
        return _decimal(decimal.Decimal(value))
    return _ATOMIC[kind]


def _decimal(value: decimal.Decimal) -> DecimalType:
    _, digits, exponent = value.as_tuple()
    scale = max(-exponent, 0) if isinstance(exponent, int) else 0
    return DecimalType(min(max(len(digits), scale) + 1, MAX_PRECISION), min(scale, MAX_PRECISION))


def settled(found: StructType, before: StructType) -> StructType:
    """The types that fields had before, where all values that were found are among theirs."""
    known = {field.name: field.dataType for field in before.fields}
    return StructType(
        [
            Field(field.name, _settled(field.dataType, known[field.name]) if field.name in known else field.dataType)
            for field in found.fields
        ]
    )


def _settled(found: DataType, before: DataType) -> DataType:
    if isinstance(found, NullType):
        return before
    if isinstance(before, MapType) and isinstance(found, StructType):
        value: DataType = NullType()
        for field in found.fields:
            value = mergeDataTypes(value, field.dataType)
        return MapType(_settled(value, before.valueType))
    if isinstance(before, StructType) and isinstance(found, StructType):
        return settled(found, before)
    if isinstance(before, ArrayType) and isinstance(found, ArrayType):
        return ArrayType(_settled(found.elementType, before.elementType))
    names = set(found.choices) if isinstance(found, ChoiceType) else {found.typeName()}
    return before if names <= _WITHIN.get(before.typeName(), set()) else found
