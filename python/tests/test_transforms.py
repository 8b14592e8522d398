"""The transform classes as a module: names, parameters and descriptions."""

from __future__ import annotations

import inspect
import json
from typing import Any

import pytest

import awsglue.transforms as transforms
from awsglue.dynamicframe import DynamicFrame

TAIL = "transformation_ctx='', info='', stageThreshold=0, totalThreshold=0"
# runtime-library.md, section 9.
CLASSES = {
    "ApplyMapping": f"frame, mappings, case_sensitive=False, {TAIL}",
    "Coalesce": f"frame, num_partitions, shuffle=False, {TAIL}",
    "DropFields": f"frame, paths, {TAIL}",
    "DropNullFields": f"frame, {TAIL}",
    "ErrorsAsDynamicFrame": "frame",
    "Filter": f"frame, f, {TAIL}",
    "FlatMap": "dfc, BaseTransform, frame_name, transformation_ctx='', **base_kwargs",
    "Join": "frame1, frame2, keys1, keys2, transformation_ctx=''",
    "Map": f"frame, f, preservesPartitioning=False, {TAIL}",
    "MapToCollection": "dfc, callable, transformation_ctx=''",
    "Relationalize": f"frame, staging_path=None, name='roottable', options=None, {TAIL}",
    "RenameField": f"frame, old_name, new_name, {TAIL}",
    "Repartition": f"frame, num_partitions, {TAIL}",
    "ResolveChoice": f"frame, specs=None, choice='', database=None, table_name=None, {TAIL}, catalog_id=None",
    "SelectFields": f"frame, paths, {TAIL}",
    "SelectFromCollection": "dfc, key, transformation_ctx=''",
    "Spigot": "frame, path, options={}, transformation_ctx=''",
    "SplitFields": f"frame, paths, name1=None, name2=None, {TAIL}",
    "SplitRows": "frame, comparison_dict, name1='frame1', name2='frame2', transformation_ctx='', info=None, "
    "stageThreshold=0, totalThreshold=0",
    "Unbox": f"frame, path, format, {TAIL}, **options",
    "Union": f"frame1, frame2, {TAIL}",
    "UnnestFrame": f"frame, {TAIL}",
}
# runtime-library.md, section 6.
METHODS = {
    "applyMapping": "*args, **kwargs",
    "apply_mapping": f"mappings, case_sensitive=False, {TAIL}",
    "assertErrorThreshold": "",
    "coalesce": f"num_partitions, shuffle=False, {TAIL}",
    "count": "",
    "errorsAsDynamicFrame": "",
    "errorsCount": "",
    "drop_fields": f"paths, {TAIL}",
    "filter": f"f, {TAIL}",
    "getNumPartitions": "",
    "join": f"paths1, paths2, frame2, {TAIL}",
    "map": f"f, preservesPartitioning=False, {TAIL}",
    "mapPartitions": f"f, preservesPartitioning=True, {TAIL}",
    "mapPartitionsWithIndex": f"f, preservesPartitioning=False, {TAIL}",
    "mergeDynamicFrame": "stage_dynamic_frame, primary_keys, transformation_ctx='', options={}, info='', "
    "stageThreshold=0, totalThreshold=0",
    "printSchema": "",
    "relationalize": f"root_table_name, staging_path, options={{}}, {TAIL}",
    "rename_field": f"oldName, newName, {TAIL}",
    "repartition": f"num_partitions, {TAIL}",
    "resolveChoice": f"specs=None, choice='', database=None, table_name=None, {TAIL}, catalog_id=None",
    "schema": "",
    "select_fields": f"paths, {TAIL}",
    "show": "num_rows=20",
    "simplify_ddb_json": "",
    "spigot": f"path, options={{}}, {TAIL}",
    "split_rows": f"comparison_dict, name1, name2, {TAIL}",
    "split_fields": f"paths, name1, name2, {TAIL}",
    "stageErrorsCount": "",
    "toDF": "options=None",
    "unbox": f"path, format, {TAIL}, **options",
    "unnest": TAIL,
    "unnest_ddb_json": TAIL,
    "with_frame_schema": "schema",
    "union": f"other_frame, {TAIL}",
    "write": "connection_type, connection_options={}, format=None, format_options={}, accumulator_size=0",
}


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


def test_transforms_are_found_by_name_in_any_case() -> None:
    assert {found.name() for found in transforms.get_transforms()} == set(CLASSES)
    assert transforms.get_transform("applymapping") is transforms.ApplyMapping
    assert transforms.get_transform("nothing") is None


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
