"""Each file of cases/transforms as a visual job: sources and a node, whose script the server writes and Spark runs.

A case with a `node` in the form of the API is run in this way alone; inputs are the nodes `left` and `right`, and
`before` is a node between them and it. A `problem` is a part of what the check of the graph says. The columns that the
server tells before the run are those of the run, unless it says that it does not know them; which columns Drop Null
Fields drops depends on the rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import case_graphs
import pytest
import yaml
from pyspark.errors import AnalysisException
from studio_service import Graph, Studio, check_known, drop_views
from test_transform_cases import FOLDER, STUDIO, Frames, check, transform_name

from awsglue.context import GlueContext
from awsglue.dynamicframe import DynamicFrame
from platform_process import Platform

FILES = sorted(FOLDER.glob("*/*.yaml"))


def name_of(file: Path) -> str:
    return f"{file.parent.name}/{file.stem}"


def reason(file: Path) -> str | None:
    return case_graphs.NO_NODE.get(file.parent.name, case_graphs.NO_NODE.get(name_of(file)))


@pytest.fixture(scope="module")
def studio_service(
    platform: Platform, glue_context: GlueContext, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Studio]:
    yield Studio(platform, tmp_path_factory.mktemp("graphs"))
    drop_views(glue_context)


@pytest.fixture(scope="module")
def definitions(studio_service: Studio) -> dict[str, Any]:
    return studio_service.transforms()


def source(frames: Frames, content: dict[str, Any], name: str, place: str) -> dict[str, Any]:
    """Rows become a Parquet file, whose columns the node says; values of several types are in JSON."""
    fields: dict[str, Any] = {"Name": name.title(), "Paths": [f"{place}/{name}/"]}
    rows = frames.of(content, name)
    if "json" in content:
        return {"S3JsonSource": fields}
    frames.parquet(rows, name)
    columns = [{"Name": column, "Type": kind} for column, kind in rows.toDF().dtypes]
    return {"S3ParquetSource": fields | {"OutputSchemas": [{"Columns": columns}]}}


def node_of(file: Path, case: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    if "node" in case:
        return dict(case["node"])
    if file.parent.name in case_graphs.CLASSIC:
        kind, fields = case_graphs.CLASSIC[file.parent.name]
        return {kind: fields(case["options"])}
    function = STUDIO[transform_name(file)]
    return case_graphs.dynamic(function, case["options"], definitions[function])


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_graph_gives_the_rows_of_the_case(
    file: Path,
    glue_context: GlueContext,
    glue: Any,
    s3: Any,
    folder: str,
    studio_service: Studio,
    definitions: dict[str, Any],
    capsys: pytest.CaptureFixture[str],
) -> None:
    if (why := reason(file)) is not None:
        pytest.skip(why)
    case, frames = yaml.safe_load(file.read_text()), Frames(glue_context, s3, folder)
    if "table" in case:
        case["options"]["tableName"] = "graph_" + case["options"]["tableName"]
        frames.table(case["table"], case["options"]["tableName"], glue)
    contents = {name: case[member] for name, member in (("left", "input"), ("right", "frame2")) if member in case}
    sources = [source(frames, content, name, folder) for name, content in contents.items()]
    graph = case_graphs.graph(sources, node_of(file, case, definitions), case.get("before"))
    expected = case["expected"]
    if "problem" in expected:
        assert expected["problem"] in "\n".join(studio_service.problems(graph, "INVALID", "ERROR", "WARNING"))
        if "schema" not in expected:
            return
    invalid = studio_service.problems(graph, "INVALID")
    if invalid:
        assert "error" in expected, invalid
        return
    failure, module = studio_service.run(studio_service.script(graph))
    if "error" in expected:
        assert failure is not None
        assert expected["error"] in failure or studio_service.problems(graph, "ERROR")
        return
    assert failure is None, capsys.readouterr().err
    assert studio_service.problems(graph, "ERROR") == []
    answer = module.Case_node
    known = studio_service.frames(graph, case_graphs.NODE)
    if "frames" not in expected:
        frame = answer if isinstance(answer, DynamicFrame) else getattr(module, "Case_node_" + expected["chosen"])
        one = next(each for each in known if each.get("Key", "") == expected.get("chosen", ""))
        check(frame, expected)
        check_known(frame, one, "DropNullFields" in graph[case_graphs.NODE])
        return
    # Nodes have no names for the frames of a collection where the library's calls have.
    assert len(answer.keys()) == len(expected["frames"]) == len(known)
    if "node" in case:
        assert list(answer.keys()) == list(expected["frames"])
    for key, rows, one in zip(answer.keys(), expected["frames"].values(), known, strict=True):
        check(answer[key], rows)
        check_known(answer[key], one)


def test_every_case_without_a_node_is_there() -> None:
    assert set(case_graphs.NO_NODE) <= {name for file in FILES for name in (name_of(file), file.parent.name)}


TYPE_TEXTS = """
boolean tinyint int bigint double decimal(9,2) string binary date timestamp
array<int> array<string> array<date> array<struct<a:int>> array<struct<b:int>> map<string,int> map<string,binary>
struct<a:int> struct<A:string> struct<b:int> struct<b:string> struct<a:int,b:int> struct<b:int,a:int>
struct<a:int,c:date>
"""
TYPES = TYPE_TEXTS.split()


@pytest.mark.parametrize("node", ["Union", "Join"])
def test_types_are_refused_that_spark_refuses(glue_context: GlueContext, studio_service: Studio, node: str) -> None:
    graph: Graph = {}
    for at, kind in enumerate(TYPES):
        schema = {"Columns": [{"Name": "c", "Type": kind}]}
        fields = {"Name": kind, "Paths": ["s3://any/"], "OutputSchemas": [schema]}
        graph[f"s{at}"] = {"S3ParquetSource": fields}
    pairs = [(left, right) for left in range(len(TYPES)) for right in range(len(TYPES))]
    for left, right in pairs:
        inputs = [f"s{left}", f"s{right}"]
        keys = [{"From": side, "Keys": [["c"]]} for side in inputs]
        fields = {"UnionType": "ALL"} if node == "Union" else {"JoinType": "leftsemi", "Columns": keys}
        graph[f"u{left}-{right}"] = {node: {"Name": "Both", "Inputs": inputs} | fields}
    status, answer = studio_service.ask("CheckGraph", CodeGenConfigurationNodes=graph)
    assert status == 200
    refused = {each["NodeId"] for each in answer["Problems"] if each["Severity"] == "ERROR"}
    empty = glue_context.spark_session.range(0)
    frames = [empty.selectExpr(f"CAST(NULL AS {kind.replace(':', ': ')}) AS c") for kind in TYPES]
    others = [frame.selectExpr("c AS d") for frame in frames]
    wrong = set()
    for left, right in pairs:
        try:
            if node == "Union":
                frames[left].union(frames[right])
            else:
                frames[left].join(others[right], frames[left]["c"] == others[right]["d"], "leftsemi")
        except AnalysisException:
            wrong.add(f"u{left}-{right}")
    assert {told(node) for node in refused} == {told(node) for node in wrong}


def told(union: str) -> str:
    left, right = union[1:].split("-")
    return f"{TYPES[int(left)]} and {TYPES[int(right)]}"
