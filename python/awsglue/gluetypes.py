"""The types of Glue's schemas, and the record that a function given to `filter` gets.

See https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-extensions-types.html
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any


class DataType:
    """A type of a field. Types are equal if they have the same name, parts and properties."""

    _name = ""

    def __init__(self, properties: dict[str, Any] = {}) -> None:  # noqa: B006
        self.properties = dict(properties)

    @classmethod
    def typeName(cls) -> str:
        """Glue's name of the type, without its parts."""
        return cls._name

    def jsonValue(self) -> dict[str, Any]:
        """The type as schemas travel between Python and the JVM."""
        return {"dataType": self._name, **self._parts(), "properties": self.properties}

    @classmethod
    def fromJsonValue(cls, json_value: dict[str, Any]) -> DataType:
        """The type that `jsonValue` wrote, of this class."""
        return cls(properties=json_value.get("properties", {}))

    def _parts(self) -> dict[str, Any]:
        return {}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, DataType) and self.jsonValue() == other.jsonValue()

    def __hash__(self) -> int:
        return hash(json.dumps(self.jsonValue(), sort_keys=True))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value}' for name, value in self._parts().items())})"


class AtomicType(DataType):
    """A type without parts."""


class BinaryType(AtomicType):
    """Bytes."""

    _name = "binary"


class BooleanType(AtomicType):
    """True or false."""

    _name = "boolean"


class ByteType(AtomicType):
    """A whole number of 8 bits."""

    _name = "byte"


class DateType(AtomicType):
    """A day."""

    _name = "date"


class DecimalType(AtomicType):
    """A decimal number of `precision` digits, `scale` of them behind the point."""

    _name = "decimal"

    def __init__(self, precision: int = 10, scale: int = 2, properties: dict[str, Any] = {}) -> None:  # noqa: B006
        super().__init__(properties)
        self.precision = precision
        self.scale = scale

    def _parts(self) -> dict[str, Any]:
        return {"precision": self.precision, "scale": self.scale}

    @classmethod
    def fromJsonValue(cls, json_value: dict[str, Any]) -> DecimalType:
        return cls(json_value["precision"], json_value["scale"], json_value.get("properties", {}))


class DoubleType(AtomicType):
    """A floating-point number of 64 bits."""

    _name = "double"


class EnumType(AtomicType):
    """One of a list of texts."""

    _name = "enum"

    def __init__(self, options: list[str], properties: dict[str, Any] = {}) -> None:  # noqa: B006
        super().__init__(properties)
        self.options = list(options)

    def _parts(self) -> dict[str, Any]:
        return {"options": self.options}

    @classmethod
    def fromJsonValue(cls, json_value: dict[str, Any]) -> EnumType:
        return cls(json_value["options"], json_value.get("properties", {}))


class FloatType(AtomicType):
    """A floating-point number of 32 bits."""

    _name = "float"


class IntegerType(AtomicType):
    """A whole number of 32 bits."""

    _name = "int"


class LongType(AtomicType):
    """A whole number of 64 bits."""

    _name = "long"


class NullType(AtomicType):
    """The type of a field without any value."""

    _name = "null"


class ShortType(AtomicType):
    """A whole number of 16 bits."""

    _name = "short"


class StringType(AtomicType):
    """Text."""

    _name = "string"


class TimestampType(AtomicType):
    """A point in time."""

    _name = "timestamp"


class TimestampNTZType(AtomicType):
    """A day and a time of day, without a time zone."""

    _name = "timestampNTZ"


class UnknownType(AtomicType):
    """The type of a field that nothing is known of."""

    _name = "unknown"


class _Collected(DataType):
    def __init__(self, elementType: DataType, properties: dict[str, Any] = {}) -> None:  # noqa: B006
        super().__init__(properties)
        self.elementType = elementType

    def _parts(self) -> dict[str, Any]:
        return {"elementType": self.elementType.jsonValue()}

    @classmethod
    def fromJsonValue(cls, json_value: dict[str, Any]) -> _Collected:
        return cls(_read(json_value["elementType"]), json_value.get("properties", {}))


class ArrayType(_Collected):
    """A list of values of one type."""

    _name = "array"


class SetType(_Collected):
    """A set of values of one type."""

    _name = "set"


class MapType(DataType):
    """Values of one type under texts."""

    _name = "map"

    def __init__(self, valueType: DataType, properties: dict[str, Any] = {}) -> None:  # noqa: B006
        super().__init__(properties)
        self.valueType = valueType

    def _parts(self) -> dict[str, Any]:
        return {"valueType": self.valueType.jsonValue()}

    @classmethod
    def fromJsonValue(cls, json_value: dict[str, Any]) -> MapType:
        return cls(_read(json_value["valueType"]), json_value.get("properties", {}))


class ChoiceType(DataType):
    """Several types of one field, at most one of each type's name."""

    _name = "choice"

    def __init__(self, choices: Iterable[DataType] = (), properties: dict[str, Any] = {}) -> None:  # noqa: B006
        super().__init__(properties)
        self.choices: dict[str, DataType] = {}
        for choice in choices:
            self.add(choice)

    def add(self, new_choice: DataType) -> None:
        """Adds a type; raises `ValueError` if one of its name is there."""
        if new_choice.typeName() in self.choices:
            raise ValueError(f"The choice has a type named {new_choice.typeName()} already")
        self.choices[new_choice.typeName()] = new_choice

    def merge(self, new_choice: DataType) -> None:
        """Adds a type, or unites it with the one of its name; of another choice, each of its types."""
        for choice in new_choice.choices.values() if isinstance(new_choice, ChoiceType) else [new_choice]:
            existing = self.choices.get(choice.typeName())
            self.choices[choice.typeName()] = choice if existing is None else mergeDataTypes(existing, choice)

    def _parts(self) -> dict[str, Any]:
        return {"choices": [choice.jsonValue() for choice in self.choices.values()]}

    @classmethod
    def fromJsonValue(cls, json_value: dict[str, Any]) -> ChoiceType:
        return cls(map(_read, json_value["choices"]), json_value.get("properties", {}))


class Field:
    """A named field of a struct."""

    def __init__(self, name: str, dataType: DataType, properties: dict[str, Any] = {}) -> None:  # noqa: B006
        self.name = name
        self.dataType = dataType
        self.properties = dict(properties)

    def jsonValue(self) -> dict[str, Any]:
        """The field as schemas travel between Python and the JVM."""
        return {"name": self.name, "container": self.dataType.jsonValue(), "properties": self.properties}

    @classmethod
    def fromJsonValue(cls, json_value: dict[str, Any]) -> Field:
        """The field that `jsonValue` wrote."""
        return cls(json_value["name"], _read(json_value["container"]), json_value.get("properties", {}))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Field) and self.jsonValue() == other.jsonValue()

    def __hash__(self) -> int:
        return hash((self.name, self.dataType))

    def __repr__(self) -> str:
        return f"Field({self.name}, {self.dataType!r})"


class StructType(DataType):
    """Fields in their order: the type of a record, and so of a whole schema."""

    _name = "struct"

    def __init__(self, fields: Iterable[Field] = (), properties: dict[str, Any] = {}) -> None:  # noqa: B006
        super().__init__(properties)
        self.fields = list(fields)

    @property
    def field_map(self) -> dict[str, Field]:
        """The fields by name."""
        return {field.name: field for field in self.fields}

    def add(self, field: Field) -> None:
        """Adds a field at the end."""
        self.fields.append(field)

    def hasField(self, field: Field | str) -> bool:
        """Whether there is a field of this name."""
        return (field.name if isinstance(field, Field) else field) in self.field_map

    def getField(self, field: Field | str) -> Field:
        """The field of this name; raises `KeyError` if there is none."""
        return self.field_map[field.name if isinstance(field, Field) else field]

    def __iter__(self) -> Iterator[Field]:
        return iter(self.fields)

    def _parts(self) -> dict[str, Any]:
        return {"fields": [field.jsonValue() for field in self.fields]}

    @classmethod
    def fromJsonValue(cls, json_value: dict[str, Any]) -> StructType:
        return cls(map(Field.fromJsonValue, json_value["fields"]), json_value.get("properties", {}))


def mergeDataTypes(a: DataType, b: DataType) -> DataType:
    """The type of a field that has values of both: two different types are a choice, even two kinds of numbers."""
    if isinstance(a, (UnknownType, NullType)):
        return b
    if isinstance(b, (UnknownType, NullType)) or a == b:
        return a
    if isinstance(a, StructType) and isinstance(b, StructType):
        return _united(a, b)
    if isinstance(a, (ArrayType, SetType)) and isinstance(b, (ArrayType, SetType)) and type(a) is type(b):
        return type(a)(mergeDataTypes(a.elementType, b.elementType), a.properties)
    if isinstance(a, MapType) and isinstance(b, MapType):
        return MapType(mergeDataTypes(a.valueType, b.valueType), a.properties)
    if isinstance(a, DecimalType) and isinstance(b, DecimalType):
        scale = max(a.scale, b.scale)
        return DecimalType(min(max(a.precision - a.scale, b.precision - b.scale) + scale, 38), scale, a.properties)
    if isinstance(a, AtomicType) and type(a) is type(b):
        return a
    choice = ChoiceType()
    choice.merge(a)
    choice.merge(b)
    return choice


def _united(a: StructType, b: StructType) -> StructType:
    theirs = b.field_map
    fields = [
        Field(field.name, mergeDataTypes(field.dataType, theirs[field.name].dataType), field.properties)
        if field.name in theirs
        else field
        for field in a
    ]
    return StructType([*fields, *(field for field in b if not a.hasField(field))], a.properties)


def _read(json_value: dict[str, Any]) -> DataType:
    return _TYPES[json_value["dataType"]].fromJsonValue(json_value)


_NAMED: list[type[DataType]] = [*AtomicType.__subclasses__(), ArrayType, SetType, MapType, ChoiceType, StructType]
_TYPES = {named.typeName(): named for named in _NAMED}


class DynamicRecord(dict[str, Any]):
    """A row as a dict whose fields are attributes too, on the first level of structs as well: `rec.address.state`.

    Deeper structs are plain dicts. A missing field raises `KeyError`, also as an attribute.
    """

    def __init__(self, fields: dict[str, Any]) -> None:
        wrapped = {name: _Level(value) if isinstance(value, dict) else value for name, value in fields.items()}
        super().__init__(wrapped)

    def __getattr__(self, name: str) -> Any:
        return _field(self, name)

    def __setattr__(self, name: str, value: Any) -> None:
        self[name] = value

    def __delattr__(self, name: str) -> None:
        del self[name]


class _Level(dict[str, Any]):
    def __getattr__(self, name: str) -> Any:
        return _field(self, name)


def _field(fields: dict[str, Any], name: str) -> Any:
    # What Python itself asks for, when it copies or pickles, must look missing in Python's way.
    if name.startswith("__") and name not in fields:
        raise AttributeError(name)
    return fields[name]
