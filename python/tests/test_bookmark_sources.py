"""Job bookmarks with every kind of source, and whatever happens between reads."""

from __future__ import annotations

import itertools
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from bookmark_runs import ENABLE, JOB, PAUSE, Run, Script, date, entry, put, put_dated, states

from awsglue.context import GlueContext
from mastic_driver.script import run as run_script
from platform_process import ROOT, Platform


@pytest.mark.parametrize("bound", [{"boundedFiles": "2"}, {"boundedSize": "4"}])
def test_a_bounded_run_reads_the_oldest(
    script: Script, s3: Any, folder: str, runs: list[Run], platform: Platform, bound: dict[str, str]
) -> None:
    put_dated(s3, platform, folder, "edcba")
    assert script.run(runs[0], **bound) == ["d", "e"]
    assert script.run(runs[1], PAUSE, **bound) == ["b", "c"]
    assert script.run(runs[1], **bound) == ["b", "c"]
    assert script.run(runs[2], **bound) == ["a"]
    assert script.run(runs[2], **bound) == []


@pytest.mark.parametrize("kind", ["json", "parquet", "orc", "avro"])
def test_every_format(script: Script, folder: str, runs: list[Run], glue_context: GlueContext, kind: str) -> None:
    for value in (1, 2):
        rows = glue_context.spark_session.range(value, value + 1).coalesce(1)
        rows.write.format(kind).mode("append").save(folder)
        assert script.run(runs[0], kind=kind) == [value]
    assert script.run(runs[0], kind=kind) == []


def test_xml(script: Script, s3: Any, folder: str, runs: list[Run]) -> None:
    for value in ("a", "b"):
        put(s3, f"{folder}/{value}, {{1}}.xml", f"<all><one><name>{value}</name></one></all>")
        assert script.run(runs[0], kind="xml", form={"rowTag": "one"}) == [value]


@pytest.mark.parametrize("key", [None, "day"])
def test_tables_of_the_catalog(
    script: Script, s3: Any, folder: str, runs: list[Run], glue: Any, platform: Platform, key: str | None
) -> None:
    name = f"bookmarked_{key}".lower()
    times = itertools.count(time.time() - 60, 2)
    serde = "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe"
    storage = {
        "Columns": [{"Name": "name", "Type": "string"}],
        "Location": f"{folder}/",
        "InputFormat": "org.apache.hadoop.mapred.TextInputFormat",
        "SerdeInfo": {"SerializationLibrary": serde},
    }
    table = {
        "Name": name,
        "StorageDescriptor": storage,
        "PartitionKeys": [{"Name": key, "Type": "string"}] if key else [],
        "Parameters": {"boundedFiles": "2", "exclusions": '["**.tmp"]'},
    }
    glue.create_table(DatabaseName="default", TableInput=table)

    def read(run: Run) -> tuple[list[str], list[str]]:
        script.init(run)
        frame = script.context.create_dynamic_frame.from_catalog("default", name, transformation_ctx=folder).toDF()
        script.job.commit()
        return sorted(row[0] for row in frame.collect()), frame.columns

    def add(file: str, day: str) -> None:
        place = f"{folder}/day={day}" if key else folder
        put(s3, f"{place}/{file}", file)
        date(platform, f"{place}/{file}", next(times))
        if key:
            partition = {"Values": [day], "StorageDescriptor": storage | {"Location": place}}
            glue.batch_create_partition(DatabaseName="default", TableName=name, PartitionInputList=[partition])

    columns = ["name", "day"] if key else ["name"]
    for file, day in (("a", "1"), ("b", "2"), ("c", "1"), ("d.tmp", "2")):
        add(file, day)
    assert read(runs[0]) == (["a", "b"], columns)
    assert read(runs[1]) == (["c"], columns)
    assert read(runs[1]) == ([], [])
    add("e", "3")
    assert read(runs[2]) == (["e"], columns)
    glue.delete_table(DatabaseName="default", Name=name)


@pytest.mark.parametrize("seed", range(3))
def test_each_object_is_read_once_whatever_happens(
    script: Script, s3: Any, folder: str, runs: list[Run], seed: int
) -> None:
    chance = random.Random(seed)
    written: list[str] = []
    read: Counter[str] = Counter()
    current: dict[str, str] = {}

    def write() -> None:
        key, text = f"{folder}/{chance.randrange(6)}", "v" * (len(written) + 1)
        written.append(text)
        current[key] = text
        put(s3, key, text)

    for _ in range(8):
        for _ in range(chance.randrange(4)):
            write()
        script.init(chance.choice(runs))
        found = script.rows(boundedFiles=chance.randrange(1, 5), maxFilesInBand=chance.randrange(2, 20))
        values = [row[0] for row in found]
        write()
        if chance.random() < 0.7:
            script.job.commit()
            read.update(values)
    while left := script.run(runs[0], boundedFiles=3):
        read.update(left)
    assert max(read.values()) == 1
    assert set(current.values()) <= set(read) <= set(written)


@pytest.fixture
def place(s3: Any, studio: str) -> Iterator[str]:
    """Where one of Studio's scripts reads and writes, for this test alone."""
    empty(s3, studio, "csv_to_json/")
    yield f"s3://{studio}/csv_to_json"
    empty(s3, studio, "csv_to_json/")


def test_a_generated_script_reads_only_what_was_added(
    script: Script, s3: Any, place: str, runs: list[Run], glue: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = ROOT / "examples" / "studio" / "csv_to_json.py"
    monkeypatch.setattr(sys, "path", list(sys.path))
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])

    def run(environment: Run) -> list[int]:
        for name, value in environment.items():
            monkeypatch.setitem(os.environ, name, value)
        arguments = [str(file), "--JOB_NAME", JOB, "--job-bookmark-option", ENABLE]
        monkeypatch.setattr(sys, "argv", arguments)
        assert run_script(file, arguments) is None
        return sorted(row["id"] for row in script.context.spark_session.read.json(f"{place}/out/").collect())

    put(s3, f"{place}/in/a.csv", "id;customer;city;amount\n1;Ada;Here;9.5\n2;Bob;There;7\n")
    assert run(runs[0]) == [1, 2]
    put(s3, f"{place}/in/b.csv", "id;customer;city;amount\n3;Eve;Here;1\n")
    assert run(runs[1]) == [1, 2, 3]
    assert run(runs[2]) == [1, 2, 3]
    assert entry(glue)["RunId"] == runs[2]["MASTIC_RUN_ID"]
    assert "Orders_node1" in states(glue)


def empty(s3: Any, bucket: str, prefix: str) -> None:
    for found in s3.list_objects_v2(Bucket=bucket, Prefix=prefix).get("Contents", []):
        s3.delete_object(Bucket=bucket, Key=found["Key"])
