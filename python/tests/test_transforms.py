"""The transform classes as a module: names, parameters, descriptions, and what is missing."""

from __future__ import annotations

import inspect
import json
from typing import Any

import pytest

import awsglue.transforms as transforms
from awsglue.dynamicframe import DynamicFrame
from awsglue.transforms.missing import Missing

TAIL = "transformation_ctx='', info='', stageThreshold=0, totalThreshold=0"
# runtime-library.md, section 9.
CLASSES = {
    "ApplyMapping": f"frame, mappings, case_sensitive=False, {TAIL}",
    "Coalesce": f"frame, num_partitions, shuffle=False, {TAIL}",
    "DropFields": f"frame, paths, {TAIL}",
    "DropNullFields": f"frame, {TAIL}",
    "Filter": f"frame, f, {TAIL}",
    "FlatMap": "dfc, BaseTransform, frame_name, transformation_ctx='', **base_kwargs",
    "Join": "frame1, frame2, keys1, keys2, transformation_ctx=''",
    "MapToCollection": "dfc, callable, transformation_ctx=''",
    "RenameField": f"frame, old_name, new_name, {TAIL}",
    "Repartition": f"frame, num_partitions, {TAIL}",
    "ResolveChoice": f"frame, specs=None, choice='', database=None, table_name=None, {TAIL}, catalog_id=None",
    "SelectFields": f"frame, paths, {TAIL}",
    "SelectFromCollection": "dfc, key, transformation_ctx=''",
    "SplitFields": f"frame, paths, name1=None, name2=None, {TAIL}",
    "Union": f"frame1, frame2, {TAIL}",
}
# runtime-library.md, section 6.
METHODS = {
    "apply_mapping": f"mappings, case_sensitive=False, {TAIL}",
    "coalesce": f"num_partitions, shuffle=False, {TAIL}",
    "count": "",
    "errorsCount": "",
    "drop_fields": f"paths, {TAIL}",
    "filter": f"f, {TAIL}",
    "getNumPartitions": "",
    "join": f"paths1, paths2, frame2, {TAIL}",
    "printSchema": "",
    "rename_field": f"oldName, newName, {TAIL}",
    "repartition": f"num_partitions, {TAIL}",
    "resolveChoice": f"specs=None, choice='', database=None, table_name=None, {TAIL}, catalog_id=None",
    "schema": "",
    "select_fields": f"paths, {TAIL}",
    "show": "num_rows=20",
    "split_fields": f"paths, name1, name2, {TAIL}",
    "stageErrorsCount": "",
    "toDF": "options=None",
    "union": f"other_frame, {TAIL}",
    "write": "connection_type, connection_options={}, format=None, format_options={}, accumulator_size=0",
}
MISSING = set(transforms.__all__) - set(CLASSES)


def parameters(function: Any) -> str:
    found = list(inspect.signature(function).parameters.values())[1:]
    return ", ".join(str(each.replace(annotation=each.empty)) for each in found)


@pytest.mark.parametrize("name", sorted(CLASSES))
def test_class_has_glues_parameters(name: str) -> None:
    assert parameters(getattr(transforms, name).__call__) == CLASSES[name]


@pytest.mark.parametrize("name", sorted(METHODS))
def test_method_has_glues_parameters(name: str) -> None:
    assert parameters(getattr(DynamicFrame, name)) == METHODS[name]


def test_wildcard_import_brings_glues_twenty_two_names() -> None:
    names: dict[str, Any] = {}
    exec("from awsglue.transforms import *", names)  # noqa: S102
    del names["__builtins__"]
    assert sorted(names) == sorted(transforms.__all__)
    assert len(names) == 22


@pytest.mark.parametrize("name", sorted(MISSING))
def test_missing_transform_says_so_when_it_is_called(name: str) -> None:
    missing = getattr(transforms, name)
    for call in (missing.apply, missing()):
        with pytest.raises(NotImplementedError, match=f"^The transform {name} is not in Mastic yet$"):
            call(None, staging_path="x")


def test_transforms_are_found_by_name_in_any_case() -> None:
    assert {found.name() for found in transforms.get_transforms()} == set(CLASSES)
    assert transforms.get_transform("applymapping") is transforms.ApplyMapping
    assert transforms.get_transform("Relationalize") is None
    assert issubclass(transforms.Relationalize, Missing)


def test_transform_describes_itself() -> None:
    described = json.loads(transforms.describe_transform("renamefield") or "")
    assert described["transform"]["name"] == "RenameField"
    assert [argument["name"] for argument in described["args"]][:3] == ["frame", "old_name", "new_name"]
    assert described["args"][3] == {
        "name": "transformation_ctx",
        "type": "str",
        "optional": True,
        "defaultValue": "",
    }
    assert described["returns"] == {"type": "DynamicFrame"}
    assert transforms.describe_transform("nothing") is None
