"""How long the server takes to check a large graph of a visual job and to write its script."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import boto3

from bench.servers import Mastic

DOCS = Path(__file__).resolve().parent.parent / "docs"
COLUMNS = [{"Name": f"c{number}", "Type": "string"} for number in range(20)]


def graph(nodes: int) -> dict[str, Any]:
    """Chains of twenty nodes: a source, changes of the schema, filters and the library's, joined in pairs, a target."""
    made: dict[str, Any] = {}
    while len(made) < nodes:
        first = len(made)
        path = [["c1"], ["c2"], ["c3"]]
        made[f"node-{first}"] = {
            "S3JsonSource": {
                "Name": f"Source {first}",
                "Paths": ["s3://bucket/in/"],
                "OutputSchemas": [{"Columns": COLUMNS}],
            }
        }
        for number in range(first + 1, min(first + 19, nodes)):
            parent = {"Name": f"Node {number}", "Inputs": [f"node-{number - 1}"]}
            made[f"node-{number}"] = [
                {"RenameField": parent | {"SourcePath": ["c1"], "TargetPath": ["c1"]}},
                {"SelectFields": parent | {"Paths": path}},
                {"SparkSQL": parent | {"SqlQuery": "select * from t", "SqlAliases": [_alias(number)]}},
                {"DropDuplicates": parent | {"Columns": path}},
            ][number % 4]
        if len(made) < nodes:
            last = len(made)
            target = {"Name": f"Target {last}", "Inputs": [f"node-{last - 1}"], "Path": "s3://bucket/out/"}
            made[f"node-{last}"] = {"S3DirectTarget": target | {"Format": "json"}}
    return made


def _alias(number: int) -> dict[str, str]:
    return {"From": f"node-{number - 1}", "Alias": "t"}


def measure(mastic: Mastic, rounds: int) -> None:
    """Prints medians in milliseconds, with all of the request."""
    session = boto3.Session()
    session._loader.search_paths.append(str(DOCS))
    studio = session.client(
        "studio",
        endpoint_url=mastic.server.endpoint,
        region_name="us-east-1",
        aws_access_key_id=mastic.server.access_key,
        aws_secret_access_key=mastic.server.secret_key,
    )
    sizes = (20, 200, 1000)
    print("\nGraphs of visual jobs: milliseconds of a request, as a client sees them")
    print(f"{'':24}" + "".join(f"{f'{size} nodes':>14}" for size in sizes))
    for name, call in (("check", studio.check_graph), ("write the script", studio.generate_script)):
        medians = [median(call, graph(size), rounds) for size in sizes]
        print(f"{name:24}" + "".join(f"{milliseconds:14.1f}" for milliseconds in medians), flush=True)


def median(call: Callable[..., Any], nodes: dict[str, Any], rounds: int) -> float:
    seconds = []
    for _ in range(rounds * 5):
        begun = time.perf_counter()
        call(CodeGenConfigurationNodes=nodes)
        seconds.append(time.perf_counter() - begun)
    return statistics.median(seconds) * 1000
