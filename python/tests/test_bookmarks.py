"""Job bookmarks: what the runs of a job read of S3, against a real server. The runs are real, and lend their names."""

from __future__ import annotations

import itertools
import json
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pyspark.sql import Row

from awsglue.context import GlueContext
from awsglue.job import Job
from conftest import BUCKET
from mastic_driver.script import run as run_script
from platform_process import ROOT, Platform, eventually, finished

JOB = "bookmarked"
LENDING = f"""
import json, os, sys, time, boto3
run = {{name: value for name, value in os.environ.items() if name.startswith("MASTIC_RUN_")}}
boto3.client("s3").put_object(Bucket="{BUCKET}", Key="lent/" + run["MASTIC_RUN_ID"], Body=json.dumps(run))
time.sleep(7_200)
"""
ENABLE, PAUSE, DISABLE = "job-bookmark-enable", "job-bookmark-pause", "job-bookmark-disable"
Run = dict[str, str]


@pytest.fixture(scope="module")
def runs(run: Run, platform: Platform, s3: Any, glue: Any) -> Iterator[list[Run]]:
    """The environments of three runs of one job, in the order in which they started."""
    s3.put_object(Bucket=BUCKET, Key="lend_run.py", Body=LENDING)
    command = {"Name": "pythonshell", "ScriptLocation": f"s3://{BUCKET}/lend_run.py", "PythonVersion": "3.9"}
    limits = {"MaxConcurrentRuns": 3}
    glue.create_job(Name=JOB, Role="MasticGlueRole", Command=command, ExecutionProperty=limits)
    ids = []
    for _ in range(3):
        ids.append(glue.start_job_run(JobName=JOB)["JobRunId"])
        time.sleep(0.01)

    def lent() -> list[Run] | None:
        found = s3.list_objects_v2(Bucket=BUCKET, Prefix="lent/").get("Contents", [])
        if len(found) < len(ids):
            return None
        return [json.loads(s3.get_object(Bucket=BUCKET, Key=f"lent/{run_id}")["Body"].read()) for run_id in ids]

    yield eventually(lent, "the runs lend their names", 120)
    glue.batch_stop_job_run(JobName=JOB, JobRunIds=ids)
    for run_id in ids:
        finished(platform, JOB, run_id)


class Script:
    """What a job's script does with one source and its bookmark, as whichever run it is told."""

    def __init__(self, context: GlueContext, folder: str, environment: pytest.MonkeyPatch) -> None:
        self.context = context
        self.folder = folder
        self.environment = environment
        self.job = Job(context)

    def run(self, run: Run, option: str = ENABLE, commit: bool = True, **options: Any) -> list[str]:
        """The values that are read."""
        self.init(run, option, **{name: options.pop(name) for name in ("start", "end") if name in options})
        values = self.read(**options)
        if commit:
            self.job.commit()
        return values

    def init(self, run: Run, option: str = ENABLE, start: str | None = None, end: str | None = None) -> None:
        for name, value in run.items():
            self.environment.setitem(os.environ, name, value)
        self.job.init(JOB, {"job_bookmark_option": option, "job_bookmark_from": start, "job_bookmark_to": end})

    def rows(
        self, kind: str = "csv", form: dict[str, str] | None = None, ctx: str | None = None, **options: Any
    ) -> list[Row]:
        frame = self.context.create_dynamic_frame.from_options(
            "s3",
            {"paths": [f"{self.folder}/"], "recurse": True} | options,
            kind,
            form or {},
            transformation_ctx=self.folder if ctx is None else ctx,
        )
        return frame.toDF().collect()

    def read(self, **options: Any) -> list[str]:
        return sorted(row[0] for row in self.rows(**options))


@pytest.fixture
def script(glue_context: GlueContext, folder: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Script]:
    made = Script(glue_context, folder, monkeypatch)
    yield made
    made.job.reset()


def put(s3: Any, path: str, text: str) -> None:
    bucket, _, key = path.removeprefix("s3://").partition("/")
    s3.put_object(Bucket=bucket, Key=key, Body=text.encode())


def entry(glue: Any, **run: str) -> dict[str, Any]:
    return dict(glue.get_job_bookmark(JobName=JOB, **run)["JobBookmarkEntry"])


def states(glue: Any) -> dict[str, Any]:
    return dict(json.loads(entry(glue)["JobBookmark"])["states"])


def test_the_second_run_reads_what_is_new(script: Script, s3: Any, folder: str, runs: list[Run], glue: Any) -> None:
    put(s3, f"{folder}/1", "a")
    put(s3, f"{folder}/2", "b")
    assert script.run(runs[0]) == ["a", "b"]
    assert script.run(runs[1]) == []
    put(s3, f"{folder}/3", "c")
    assert script.run(runs[1]) == ["c"]
    assert script.run(runs[2]) == []
    assert entry(glue)["RunId"] == runs[2]["MASTIC_RUN_ID"]


def test_nothing_new_is_a_frame_without_columns(script: Script, s3: Any, folder: str, runs: list[Run]) -> None:
    put(s3, f"{folder}/1", "a")
    script.run(runs[0])
    script.init(runs[0])
    frame = script.context.create_dynamic_frame.from_options(
        "s3", {"paths": [folder]}, "csv", transformation_ctx=folder
    )
    assert frame.count() == 0
    assert frame.toDF().columns == []
    mapped = frame.apply_mapping([("col0", "string", "name", "string")])
    assert mapped.count() == 0
    script.context.write_dynamic_frame.from_options(mapped, "s3", {"path": f"{folder}-out"}, "parquet")
    sink = script.context.getSink("s3", path=f"{folder}-table/", enableUpdateCatalog=True)
    sink.setCatalogInfo(catalogDatabase="default", catalogTableName="nothing_new")
    sink.setFormat("glueparquet")
    sink.writeFrame(mapped)


def test_a_modified_file_is_read_again_whole(script: Script, s3: Any, folder: str, runs: list[Run]) -> None:
    put(s3, f"{folder}/1", "a")
    put(s3, f"{folder}/2", "b")
    script.run(runs[0])
    put(s3, f"{folder}/1", "a\nmore")  # perhaps within the second in which it was written first
    assert script.run(runs[1]) == ["a", "more"]


def test_deleted_files_do_not_matter(script: Script, s3: Any, folder: str, runs: list[Run]) -> None:
    put(s3, f"{folder}/1", "a")
    put(s3, f"{folder}/2", "b")
    script.run(runs[0])
    s3.delete_object(Bucket=BUCKET, Key=f"{folder.removeprefix(f's3://{BUCKET}/')}/1")
    assert script.run(runs[1]) == []


def test_what_comes_late_within_the_band_is_read(
    script: Script, s3: Any, folder: str, runs: list[Run], platform: Platform
) -> None:
    put(s3, f"{folder}/new", "a")
    assert script.run(runs[0]) == ["a"]
    for age, name in ((800, "late"), (1_000, "too_late")):
        put(s3, f"{folder}/{name}", name)
        date(platform, f"{folder}/{name}", time.time() - age)
    assert script.run(runs[1]) == ["late"]
    assert script.run(runs[1], maxBand=2_000_000) == []
    assert script.run(runs[1], PAUSE) == []


def test_with_a_smaller_band_less_is_remembered(
    script: Script, s3: Any, folder: str, runs: list[Run], glue: Any, platform: Platform
) -> None:
    for name, age in (("1", 5_000), ("2", 60), ("3", 1)):
        put(s3, f"{folder}/{name}", name)
        date(platform, f"{folder}/{name}", time.time() - age)
    assert script.run(runs[0], maxBand="10000") == ["1", "2", "3"]
    assert len(states(glue)[folder]["band"]) == 1
    assert script.run(runs[1], maxBand="10000") == []


def test_the_surplus_of_the_band_waits(
    script: Script, s3: Any, folder: str, runs: list[Run], platform: Platform
) -> None:
    put_dated(s3, platform, folder, "dcba")
    assert script.run(runs[0], maxFilesInBand=3) == ["b", "c", "d"]
    assert script.run(runs[1], maxFilesInBand=3) == []
    assert script.run(runs[1]) == ["a"]


def test_an_object_that_is_written_during_a_run_is_read_by_the_next(
    script: Script, s3: Any, folder: str, runs: list[Run]
) -> None:
    put(s3, f"{folder}/1", "a")
    script.init(runs[0])
    assert script.read() == ["a"]
    put(s3, f"{folder}/2", "b")
    script.job.commit()
    assert script.run(runs[1]) == ["b"]
    assert script.run(runs[2]) == []


def test_a_run_that_does_not_commit_moves_nothing(
    script: Script, s3: Any, folder: str, runs: list[Run], glue: Any
) -> None:
    put(s3, f"{folder}/1", "a")
    script.run(runs[0])
    before = entry(glue)
    put(s3, f"{folder}/2", "b")
    for _ in range(2):
        assert script.run(runs[1], commit=False) == ["b"]
    assert entry(glue) == before
    assert script.run(runs[2]) == ["b"]


def test_init_and_commit_in_a_loop(script: Script, s3: Any, folder: str, runs: list[Run]) -> None:
    for name in "abc":
        put(s3, f"{folder}/{name}", name)
        assert script.run(runs[0]) == [name]
    script.init(runs[0])
    for name in "de":
        put(s3, f"{folder}/{name}", name)
        assert script.read() == [name]
        script.job.commit()


def test_two_sources_have_a_context_each(script: Script, s3: Any, folder: str, runs: list[Run]) -> None:
    put(s3, f"{folder}/1", "a")
    script.init(runs[0])
    assert script.read(ctx=f"{folder}-x") == ["a"]
    script.job.commit()
    put(s3, f"{folder}/2", "b")
    script.init(runs[1])
    assert script.read(ctx=f"{folder}-x") == ["b"]
    assert script.read(ctx=f"{folder}-y") == ["a", "b"]
    script.job.commit()
    script.init(runs[2])
    assert script.read(ctx=f"{folder}-x") + script.read(ctx=f"{folder}-y") == []


def test_a_source_without_a_context_reads_everything(script: Script, s3: Any, folder: str, runs: list[Run]) -> None:
    put(s3, f"{folder}/1", "a")
    assert script.run(runs[0], ctx="") == ["a"]
    assert script.run(runs[1], ctx="") == ["a"]


def test_a_disabled_bookmark_is_neither_read_nor_written(script: Script, s3: Any, folder: str, runs: list[Run]) -> None:
    put(s3, f"{folder}/1", "a")
    assert script.run(runs[0], DISABLE) == ["a"]
    assert script.run(runs[0]) == ["a"]
    assert script.run(runs[1], DISABLE) == ["a"]


def test_a_paused_bookmark_is_read_and_not_written(
    script: Script, s3: Any, folder: str, runs: list[Run], glue: Any
) -> None:
    put(s3, f"{folder}/1", "a")
    script.run(runs[0])
    before = entry(glue)
    put(s3, f"{folder}/2", "b")
    for _ in range(2):
        assert script.run(runs[1], PAUSE) == ["b"]
    assert entry(glue) == before


def test_a_range_is_what_was_read_after_one_run_up_to_another(
    script: Script, s3: Any, folder: str, runs: list[Run], glue: Any
) -> None:
    first, second, third = (run["MASTIC_RUN_ID"] for run in runs)
    for run, name in zip(runs, "abc", strict=True):
        put(s3, f"{folder}/{name}", name)
        script.run(run)
    put(s3, f"{folder}/d", "d")
    before = entry(glue)
    assert script.run(runs[2], PAUSE, start=first, end=second) == ["b"]
    assert script.run(runs[2], PAUSE, start=first, end=third) == ["b", "c"]
    assert script.run(runs[2], PAUSE, start=second, end=second) == []
    assert entry(glue) == before
    with pytest.raises(Exception, match="has no run jr_none"):
        script.init(runs[2], PAUSE, start="jr_none", end=third)
    with pytest.raises(Exception, match="--job-bookmark-to need job-bookmark-pause"):
        script.init(runs[2], ENABLE, start=first, end=third)


def test_a_reset_forgets_everything(script: Script, s3: Any, folder: str, runs: list[Run], glue: Any) -> None:
    put(s3, f"{folder}/1", "a")
    script.run(runs[0])
    assert glue.reset_job_bookmark(JobName=JOB)["JobBookmarkEntry"]["Run"] == 0
    assert script.run(runs[1]) == ["a"]


def test_a_rewound_job_reads_on_after_that_run(
    script: Script, s3: Any, folder: str, runs: list[Run], glue: Any
) -> None:
    for run, name in zip(runs, "abc", strict=True):
        put(s3, f"{folder}/{name}", name)
        script.run(run)
    glue.reset_job_bookmark(JobName=JOB, RunId=runs[0]["MASTIC_RUN_ID"])
    assert script.run(runs[1]) == ["b", "c"]


def test_of_two_runs_at_once_one_commits(
    script: Script, s3: Any, folder: str, runs: list[Run], glue_context: GlueContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(s3, f"{folder}/1", "a")
    other = Script(glue_context, folder, monkeypatch)
    other.init(runs[0])
    assert other.read() == ["a"]
    assert script.run(runs[1]) == ["a"]
    with pytest.raises(Exception, match=r"VersionMismatchException: Continuation update failed for job bookmarked"):
        other.job.commit()


def test_a_process_that_lost_its_run_cannot_commit(script: Script, s3: Any, folder: str, runs: list[Run]) -> None:
    put(s3, f"{folder}/1", "a")
    with pytest.raises(Exception, match="StaleClaim: "):
        script.run(runs[0] | {"MASTIC_RUN_EPOCH": "7"})
    assert script.run(runs[0]) == ["a"]


def test_a_reset_during_a_run_refuses_its_commit(
    script: Script, s3: Any, folder: str, runs: list[Run], glue: Any
) -> None:
    put(s3, f"{folder}/1", "a")
    script.run(runs[0])
    script.init(runs[1])
    glue.reset_job_bookmark(JobName=JOB)
    with pytest.raises(Exception, match="VersionMismatchException"):
        script.job.commit()


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


def put_dated(s3: Any, platform: Platform, folder: str, names: str) -> None:
    """Files of a line, each two seconds younger than the one before."""
    for age, name in enumerate(reversed(names)):
        put(s3, f"{folder}/{name}", f"{name}\n")
        date(platform, f"{folder}/{name}", time.time() - 2 * age - 2)


def date(platform: Platform, path: str, seconds: float) -> None:
    """Gives an object another time of modification, which S3 has no operation for."""
    file = Path(platform.data) / "objects" / (path.removeprefix("s3://") + "%")
    os.utime(file, (seconds, seconds))
