"""Graphs at random, of all nodes that need no connection, mostly of sense: columns are those that the server tells."""

from __future__ import annotations

import json
from collections.abc import Callable
from random import Random
from typing import Any

from studio_service import Studio

Fields = dict[str, Any]
Columns = list[tuple[str, str]]
NUMBERS = ("int", "bigint", "double")
PLAIN = ("string", *NUMBERS)
ORDERS = [("id", "int"), ("k", "string"), ("a.b", "double"), ("s", "struct<x:int,y:string>"), ("list", "array<int>")]
SAME = """
one = dfc[list(dfc.keys())[0]]
return DynamicFrameCollection({"one": one, "two": one}, glueContext)
"""
RATES = [("key", "string"), ("n", "bigint"), ("on", "boolean"), ("js", "string"), ("more", "array<int>")]


class Generator:
    """Makes one graph; the same random numbers make the same one."""

    def __init__(self, random: Random, studio: Studio, folder: str) -> None:
        self._random, self._studio, self._folder = random, studio, folder
        self.graph: dict[str, Any] = {}
        self._collections: set[str] = set()
        self._vague: set[str] = set()

    def make(self) -> dict[str, Any]:
        sources = {"orders": ("S3ParquetSource", ORDERS), "rates": ("S3JsonSource", RATES)}
        for name, (kind, columns) in sources.items():
            schema = {"Columns": [{"Name": column, "Type": of} for column, of in columns]}
            fields = {"Name": name, "Paths": [f"{self._folder}/{name}/"], "OutputSchemas": [schema]}
            self.graph[f"node-{len(self.graph)}"] = {kind: fields}
        for _ in range(self._random.randint(1, 6)):
            self._add()
        return self.graph

    def _add(self) -> None:
        node = f"node-{len(self.graph)}"
        parent = self._random.choice(list(self.graph))
        inputs, known = [parent], self._columns(parent)
        if parent in self._collections and self._random.random() < 0.95:
            kind, fields = "SelectFromCollection", {"Index": self._random.randint(0, 1)}
        elif known and self._random.random() < 0.25:
            inputs.append(self._random.choice([other for other in self.graph if self._columns(other)]))
            kind, fields = self._random.choice(TWO)(self, inputs, known, self._columns(inputs[1]))
        else:
            kind, fields = self._random.choice(ONE if known else ANY)(self, inputs, known)
        self.graph[node] = {kind: {"Name": f"Step {node[5:]}", "Inputs": inputs} | fields}
        if kind in ("SplitFields", "Route", "CustomCode") or (kind == "EvaluateDataQuality" and "Output" not in fields):
            self._collections.add(node)
        # Which columns it leaves is only known in the run.
        if kind == "DropNullFields" or self._vague.intersection(inputs):
            self._vague.add(node)

    def _columns(self, node: str) -> Columns:
        """Those that are known of a frame; none of a collection."""
        if node in self._vague:
            return []
        status, answer = self._studio.ask("GetSchemas", CodeGenConfigurationNodes=self.graph)
        assert status in (200, 400), answer
        output = answer.get("Outputs", {}).get(node, {"Collection": True})
        frames = [] if output["Collection"] else output["Frames"]
        return [(each["Name"], each["Type"]) for frame in frames for each in frame.get("Columns", [])]

    def column(self, known: Columns, *kinds: str) -> str:
        """One of these types if there is one and no whim is against it."""
        fitting = [name for name, kind in known if not kinds or kind.split("<")[0] in kinds]
        return "missing" if not fitting or self._random.random() < 0.02 else self._random.choice(fitting)

    def present(self, known: Columns) -> str:
        """One that is there, for texts in SQL, which only Spark checks."""
        return self._random.choice([name for name, _ in known])

    def some(self, known: Columns, *kinds: str) -> list[str]:
        return sorted({self.column(known, *kinds) for _ in range(self._random.randint(1, 3))})

    def one_of(self, *values: Any) -> Any:
        return self._random.choice(values)

    def conditions(self, known: Columns) -> Fields:
        filters = []
        for _ in range(self._random.randint(1, 3)):
            operation = self.one_of("EQ", "LT", "GT", "LTE", "GTE", "REGEX", "ISNULL")
            text = operation == "REGEX"
            column = {"Type": "COLUMNEXTRACTED", "Value": [self.column(known, *(("string",) if text else NUMBERS))]}
            constant = {
                "Type": "CONSTANT",
                "Value": [self.one_of("a", "^.b?", "x+") if text else self.one_of("1", "2")],
            }
            values = [column] if operation == "ISNULL" else [column, constant]
            filters.append({"Operation": operation, "Negated": self.one_of(True, False), "Values": values})
        return {"LogicalOperator": self.one_of("AND", "OR"), "Filters": filters}


def quoted(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"


def library(function: str, types: str, arguments: Callable[[Generator, Columns], Fields]) -> Any:
    """A transform of the library; `types` are those of its parameters."""

    def made(g: Generator, inputs: list[str], known: Columns) -> tuple[str, Fields]:
        given = arguments(g, known)
        kinds = dict(entry.split(":") for entry in types.split())
        parameters = [
            {"Name": name, "Type": kinds[name], "Value": value if isinstance(value, list) else [value]}
            for name, value in given.items()
        ]
        fields = {"TransformName": function, "FunctionName": function, "Path": f"s3://any/{function}.py"}
        return "DynamicTransform", fields | {"Parameters": parameters}

    return made


def mapping(g: Generator, inputs: list[str], known: Columns) -> tuple[str, Fields]:
    kinds = dict(known)
    wanted = [
        {"ToKey": f"m{at}", "FromPath": [name], "FromType": kinds.get(name, "int"), "ToType": g.one_of(*PLAIN, "date")}
        for at, name in enumerate(g.some(known, *PLAIN))
    ]
    return "ApplyMapping", {"Mapping": wanted}


def aggregate(g: Generator, inputs: list[str], known: Columns) -> tuple[str, Fields]:
    functions = ("count", "countDistinct", "sum", "avg", "max", "min", "first", "sumDistinct", "stddev_samp")
    aggregations = [{"Column": [name], "AggFunc": g.one_of(*functions)} for name in g.some(known, *NUMBERS)]
    return "Aggregate", {"Groups": [[name] for name in g.some(known, *PLAIN)][g.one_of(0, 1) :], "Aggs": aggregations}


def detection(g: Generator, inputs: list[str], known: Columns) -> tuple[str, Fields]:
    modes = (
        "ColumnAudit",
        "ColumnHashing",
        "ColumnMasking",
        "RowAudit",
        "RowHashing",
        "RowMasking",
        "RowPartialMasking",
    )
    return "PIIDetection", {"PiiType": g.one_of(*modes), "EntityTypesToDetect": ["EMAIL", "CREDIT_CARD"]}


def quality(g: Generator, inputs: list[str], known: Columns) -> tuple[str, Fields]:
    rules = f"Rules = [ RowCount > 0, IsComplete {json.dumps(g.column(known, *PLAIN))} ]"
    return "EvaluateDataQuality", {"Ruleset": rules} | g.one_of(
        {}, {"Output": "PrimaryInput"}, {"Output": "EvaluationResults"}
    )


def custom(g: Generator, inputs: list[str], known: Columns) -> tuple[str, Fields]:
    return "CustomCode", {
        "ClassName": "Same",
        "Code": SAME,
    }


def query(g: Generator, inputs: list[str], known: Columns) -> tuple[str, Fields]:
    columns = ", ".join(sorted({quoted(g.present(known)) for _ in range(2)}))
    return "SparkSQL", {"SqlQuery": f"select {columns} from rows", "SqlAliases": [{"From": inputs[0], "Alias": "rows"}]}


def join(g: Generator, inputs: list[str], left: Columns, right: Columns) -> tuple[str, Fields]:
    kinds = g.one_of(("string",), NUMBERS)
    sides = [
        {"From": node, "Keys": [[g.column(known, *kinds)]]} for node, known in zip(inputs, (left, right), strict=True)
    ]
    return "Join", {
        "JoinType": g.one_of("equijoin", "left", "right", "outer", "leftsemi", "leftanti"),
        "Columns": sides,
    }


ANY: list[Any] = [
    lambda g, i, k: ("DropDuplicates", {}),
    lambda g, i, k: ("Spigot", {"Path": "s3://shared-spark/random-graphs-spigot/", "Topk": 1}),
    lambda g, i, k: ("DropNullFields", {"NullCheckBoxList": {"IsEmpty": g.one_of(True, False), "IsNegOne": True}}),
    library("gs_uuid", "colName:str", lambda g, k: g.one_of({}, {"colName": "u"})),
    library("gs_now", "colName:str dateFormat:str", lambda g, k: g.one_of({}, {"dateFormat": "%Y"})),
    library("gs_sequence_id", "unique:bool", lambda g, k: {"unique": g.one_of("true", "false")}),
    library("gs_limit", "numRows:int", lambda g, k: {"numRows": "2"}),
    library("gs_null_rows", "extended:bool", lambda g, k: {"extended": "true"}),
    library("gs_flatten", "maxLevels:int", lambda g, k: g.one_of({}, {"maxLevels": "1"})),
]
ONE: list[Any] = [
    *(*ANY, mapping, aggregate, detection, quality, custom, query),
    lambda g, i, k: ("Filter", g.conditions(k)),
    lambda g, i, k: ("Route", {"GroupFiltersList": [{"GroupName": "some"} | g.conditions(k)]}),
    lambda g, i, k: ("SelectFields", {"Paths": [[name] for name in g.some(k)]}),
    lambda g, i, k: ("DropFields", {"Paths": [[name] for name in g.some(k)]}),
    lambda g, i, k: ("SplitFields", {"Paths": [[name] for name in g.some(k)]}),
    lambda g, i, k: ("RenameField", {"SourcePath": [g.column(k)], "TargetPath": [g.one_of("new", "new.name", "id")]}),
    lambda g, i, k: ("DropDuplicates", {"Columns": [[name] for name in g.some(k, *PLAIN)]}),
    lambda g, i, k: ("FillMissingValues", {"ImputedPath": g.column(k, *PLAIN)}),
    library("gs_derived", "colName:str expr:str", lambda g, k: {"colName": "d", "expr": quoted(g.present(k))}),
    library(
        "gs_concat",
        "colName:str colList:list",
        lambda g, k: {"colName": "c", "colList": [quoted(name) for name in g.some(k)]},
    ),
    library(
        "gs_split", "colName:str pattern:str", lambda g, k: {"colName": quoted(g.column(k, "string")), "pattern": "b"}
    ),
    library(
        "gs_explode", "colName:str newCol:str", lambda g, k: {"colName": quoted(g.column(k, "array")), "newCol": "e"}
    ),
    library(
        "gs_array_to_cols",
        "colName:str colList:str",
        lambda g, k: {"colName": quoted(g.column(k, "array")), "colList": "e1, e2"},
    ),
    library(
        "gs_regex_extract",
        "colName:str regex:str newCols:str",
        lambda g, k: {"colName": quoted(g.column(k, "string")), "regex": "(a)", "newCols": "r"},
    ),
    library(
        "gs_extract_json",
        "colName:str jsonPaths:str colList:str",
        lambda g, k: {"colName": quoted(g.column(k, "string")), "jsonPaths": "a", "colList": "j"},
    ),
    library(
        "gs_parse_json",
        "colName:str schema:str",
        lambda g, k: {"colName": quoted(g.column(k, "string")), "schema": "a INT"},
    ),
    library(
        "gs_to_timestamp",
        "colName:str colType:str",
        lambda g, k: {"colName": quoted(g.column(k, "string", "bigint")), "colType": "autodetect"},
    ),
    library(
        "gs_format_timestamp",
        "colName:str dateFormat:str newColName:str",
        lambda g, k: {
            "colName": quoted(g.column(k, "timestamp", "date", "string")),
            "dateFormat": g.one_of("yyyy", "%Y-%m"),
            "newColName": g.one_of("", "f"),
        },
    ),
    library(
        "gs_repartition",
        "numPartitionsStr:str partitionCols:list",
        lambda g, k: (
            {"numPartitionsStr": "2"} | g.one_of({}, {"partitionCols": [quoted(name) for name in g.some(k, *PLAIN)]})
        ),
    ),
    library(
        "gs_lookup",
        "tableName:str keyMapping:str colList:str",
        lambda g, k: {
            "tableName": "random_graphs_rates",
            "keyMapping": quoted(g.column(k, "string")) + "=key",
            "colList": "more",
        },
    ),
    library(
        "gs_pivot",
        "aggCol:str aggFunction:str colList:list",
        lambda g, k: {
            "aggCol": quoted(g.column(k, *NUMBERS)),
            "aggFunction": g.one_of("sum", "count"),
            "colList": [quoted(g.column(k, "string"))],
        },
    ),
    library(
        "gs_unpivot",
        "namesCol:str valuesCol:str colList:list",
        lambda g, k: {"namesCol": "name", "valuesCol": "value", "colList": [quoted(g.column(k, *PLAIN))]},
    ),
]
TWO: list[Any] = [
    join,
    lambda g, i, k, other: ("Union", {"UnionType": g.one_of("ALL", "DISTINCT")}),
    lambda g, i, k, other: ("Merge", {"Source": i[0], "PrimaryKeys": [[g.column(k, *PLAIN)]]}),
]
