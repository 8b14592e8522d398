"""Graphs at random: what the server finds nothing wrong with runs, and nothing makes the server fail.

`MASTIC_RANDOM_GRAPHS` is how many there are, and `MASTIC_RANDOM_GRAPHS_SEED` which: `make soak` runs thousands.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pyarrow
import pyarrow.parquet
import pytest
from random_graphs import Generator
from studio_service import Studio, check_known, drop_views

from awsglue.context import GlueContext
from awsglue.dynamicframe import DynamicFrame
from platform_process import Platform

COUNT = int(os.environ.get("MASTIC_RANDOM_GRAPHS", "12"))
SEED = os.environ.get("MASTIC_RANDOM_GRAPHS_SEED", "graphs")
BUCKET, FOLDER = "shared-spark", "random-graphs"
ORDERS = {
    "id": pyarrow.array([1, 2, None], pyarrow.int32()),
    "k": ["a", "b", None],
    "a.b": [1.5, None, 2.5],
    "s": pyarrow.array(
        [{"x": 1, "y": "b"}, {"x": None, "y": None}, None],
        pyarrow.struct({"x": pyarrow.int32(), "y": pyarrow.string()}),
    ),
    "list": pyarrow.array([[1, 2], [], None], pyarrow.list_(pyarrow.int32())),
}
RATES = [
    {"key": "a", "n": 5_000_000_000, "on": True, "js": '{"a": 1}', "more": [1]},
    {"key": "a@example.com", "n": 5_000_000_001, "on": False, "js": "none", "more": []},
]


@pytest.fixture(scope="module")
def studio_service(platform: Platform, glue_context: GlueContext, s3: Any, tmp_path_factory: Any) -> Iterator[Studio]:
    file = pyarrow.BufferOutputStream()
    pyarrow.parquet.write_table(pyarrow.table(ORDERS), file)
    s3.put_object(Bucket=BUCKET, Key=f"{FOLDER}/orders/rows.parquet", Body=file.getvalue().to_pybytes())
    rates = "\n".join(map(json.dumps, RATES))
    s3.put_object(Bucket=BUCKET, Key=f"{FOLDER}/rates/rows.json", Body=rates)
    serde = {"SerializationLibrary": "org.openx.data.jsonserde.JsonSerDe"}
    formats = {
        "InputFormat": "org.apache.hadoop.mapred.TextInputFormat",
        "OutputFormat": "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
    }
    columns = [{"Name": name, "Type": of} for name, of in (("key", "string"), ("more", "array<int>"))]
    storage = {"Columns": columns, "Location": f"s3://{BUCKET}/{FOLDER}/rates/", "SerdeInfo": serde, **formats}
    platform.client("glue").create_table(
        DatabaseName="default", TableInput={"Name": "random_graphs_rates", "StorageDescriptor": storage}
    )
    yield Studio(platform, Path(tmp_path_factory.mktemp("graphs")))
    platform.client("glue").delete_table(DatabaseName="default", Name="random_graphs_rates")
    drop_views(glue_context)


@pytest.mark.parametrize("number", range(COUNT))
def test_a_graph_without_problems_runs(number: int, studio_service: Studio, capsys: pytest.CaptureFixture[str]) -> None:
    graph = Generator(Random(f"{SEED}/{number}"), studio_service, f"s3://{BUCKET}/{FOLDER}").make()
    problems = studio_service.problems(graph, "INVALID", "ERROR")
    status, answer = studio_service.ask("GenerateScript", CodeGenConfigurationNodes=graph)
    assert status in (200, 400), json.dumps(graph)
    if problems:
        return
    failure, module = studio_service.run(answer["Script"])
    assert failure is None, f"{failure}\n{json.dumps(graph)}"
    for node in graph:
        ((_, fields),) = graph[node].items()
        made = getattr(module, fields["Name"].replace(" ", "") + "_" + node.replace("-", ""))
        try:
            for place, told in enumerate(studio_service.frames(graph, node)):
                frame = made if isinstance(made, DynamicFrame) else made[told.get("Key") or list(made.keys())[place]]
                frame.toDF().collect()
                # Which columns a node drops for their nulls is not known before.
                if "DropNullFields" not in json.dumps(graph):
                    check_known(frame, told)
        except Exception as e:
            raise AssertionError(f"{node}: {e}\n{answer['Script']}\n{json.dumps(graph)}") from e
