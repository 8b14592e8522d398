"""The graphs of visual jobs that mean the same as cases of cases/transforms: sources, and the transform's node."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from awsglue._frame import listed
from gs_common import separated

LEFT, RIGHT, BEFORE, NODE = "left", "right", "before", "node"
NAME = re.compile(r"`((?:[^`]|``)*)`|([^.`]+)")

# Transforms, and single cases of them, that no node of a graph can mean.
NO_NODE = {
    "relationalize": "no node type",
    "resolve_choice": "no node type",
    "split_rows": "no node type; Conditional Router is another transform",
    "unbox": "no node type",
    "unnest_frame": "no node type",
    "union/by-name": "the node unites columns by position",
    "union/makes-choices": "the node unites columns by position",
    "drop_null_fields/everywhere": "the node looks at values, and Parquet has no null type",
    "drop_null_fields/quoted_names": "the node looks at values, and Parquet has no null type",
    "identifier/no-name": "the script leaves out parameters without a value, and so they have their defaults",
    "uuid/no-name": "the script leaves out parameters without a value, and so they have their defaults",
    "split_string/names-with-dots": "Spark writes no Parquet files with names that differ by case alone",
    "apply_mapping/case-sensitive": "the node has no such option",
    "apply_mapping/two-and-three-parts": "the node has all four parts",
}


def path(text: str) -> list[str]:
    """The names of a path as the library's calls take it."""
    return [quoted.replace("``", "`") if quoted else plain for quoted, plain in NAME.findall(text)]


def paths(texts: Any) -> list[list[str]]:
    return [path(text) for text in listed(texts)]


def mapping(entry: list[str]) -> dict[str, Any]:
    source, kind, target, wanted = entry
    *parents, key = path(target)
    # A mapping of the API has one key; what goes into a struct is a child.
    leaf = {"ToKey": key, "FromPath": path(source), "FromType": kind, "ToType": wanted}
    for parent in reversed(parents):
        leaf = {"ToKey": parent, "FromPath": [], "FromType": "struct", "ToType": "struct", "Children": [leaf]}
    return leaf


def sides(options: dict[str, Any]) -> list[dict[str, Any]]:
    keys = {LEFT: options["keys1"], RIGHT: options["keys2"]}
    return [{"From": node, "Keys": paths(texts)} for node, texts in keys.items()]


def detection(options: dict[str, Any]) -> dict[str, Any]:
    """A mask of any letters is the newer member RedactText."""
    mask = options.get("MaskValue", "")
    if options["PiiType"] != "RowMasking":
        return options
    return {name: value for name, value in options.items() if name != "MaskValue"} | {"RedactText": mask}


CLASSIC: dict[str, tuple[str, Callable[[dict[str, Any]], dict[str, Any]]]] = {
    "apply_mapping": ("ApplyMapping", lambda o: {"Mapping": [mapping(entry) for entry in o["mappings"]]}),
    "drop_fields": ("DropFields", lambda o: {"Paths": paths(o["paths"])}),
    "fill_missing_values": (
        "FillMissingValues",
        lambda o: {
            "ImputedPath": path(o["missing_values_column"])[0],
            "FilledPath": "".join(path(o.get("output_column", ""))),
        },
    ),
    "join": ("Join", lambda o: {"JoinType": "equijoin", "Columns": sides(o)}),
    "pii_detection": ("PIIDetection", detection),
    "rename_field": ("RenameField", lambda o: {"SourcePath": path(o["oldName"]), "TargetPath": path(o["newName"])}),
    "select_fields": ("SelectFields", lambda o: {"Paths": paths(o["paths"])}),
    "split_fields": ("SplitFields", lambda o: {"Paths": paths(o["paths"])}),
}


def parameters(options: dict[str, Any], definition: dict[str, Any]) -> list[dict[str, Any]]:
    """Values are always texts."""
    types = {parameter["name"]: parameter["type"] for parameter in definition["parameters"]}
    return [{"Name": name, "Type": types[name], "Value": values(value, types[name])} for name, value in options.items()]


def values(value: Any, kind: str) -> list[str]:
    if kind == "list":
        return separated(value)
    return [str(value).lower() if isinstance(value, bool) else str(value)]


def dynamic(function: str, options: dict[str, Any], definition: dict[str, Any]) -> dict[str, Any]:
    fields = {"TransformName": function, "FunctionName": function, "Path": f"s3://any/{function}.py"}
    return {"DynamicTransform": fields | {"Parameters": parameters(options, definition), "Version": "1.0.0"}}


def linked(node: dict[str, Any], name: str, inputs: list[str]) -> dict[str, Any]:
    """A node of a case, which does without the name and the inputs that all have."""
    ((kind, fields),) = node.items()
    return {kind: {"Name": name, "Inputs": inputs} | fields}


def graph(sources: list[dict[str, Any]], node: dict[str, Any], before: dict[str, Any] | None) -> dict[str, Any]:
    """The nodes `left` and, with a second source, `right`; `before` if the case has it; and `node`."""
    nodes = dict(zip((LEFT, RIGHT), sources, strict=False))
    inputs = list(nodes)
    if before is not None:
        nodes[BEFORE] = linked(before, "Before", inputs)
        inputs = [BEFORE]
    return nodes | {NODE: linked(node, "Case", inputs)}
