"""What a write leaves when the driver or the server is killed: all of its rows, or none and nothing pending."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from platform_process import Platform, eventually, finished

BUCKET = "crashes"

# Writes rows of consecutive ids as JSON into partitions. With --fail, a task fails at its first attempt; with --hang,
# the last row never comes, and all files but the last ones are written by then.
SCRIPT = """
import os, sys, time
from pyspark.sql import SparkSession, functions as f

given = dict(zip(sys.argv[1::2], sys.argv[2::2]))
first, rows, partitions = int(given["--first"]), int(given["--rows"]), int(given["--partitions"])
failed = os.path.abspath("failed")

def one(n):
    if n == first + rows - 1 and "--hang" in given:
        time.sleep(86_400)
    if n == first + rows - 1 and "--fail" in given and not os.path.exists(failed):
        open(failed, "w").close()
        raise ValueError("told to fail once")
    return n

spark = SparkSession.builder.getOrCreate()
for write in range(int(given["--writes"])):
    start = first + write * rows
    ids = spark.range(start, start + rows, 1, 2).withColumn("part", f.col("id") % partitions)
    numbered = ids.select(f.udf(one, "long")("id").alias("id"), "part")
    numbered.write.mode("append").partitionBy("part").json(given["--target"])
"""


@pytest.fixture(scope="module")
def crashing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    running = Running(Platform.start(tmp_path_factory.mktemp("mastic")))
    running.create()
    yield running
    running.platform.stop()


class Running:
    """A server that is killed and started again, and one job on it."""

    def __init__(self, platform: Platform) -> None:
        self.platform = platform

    def create(self) -> None:
        s3 = self.platform.client("s3")
        s3.create_bucket(Bucket=BUCKET)
        s3.put_object(Bucket=BUCKET, Key="write.py", Body=SCRIPT)
        self.platform.client("glue").create_job(
            Name="write",
            Role="MasticGlueRole",
            Command={"Name": "glueetl", "ScriptLocation": f"s3://{BUCKET}/write.py", "PythonVersion": "3"},
            GlueVersion="5.0",
            WorkerType="G.1X",
            NumberOfWorkers=2,
            ExecutionProperty={"MaxConcurrentRuns": 2},
        )

    def start(self, target: str, first: int = 0, rows: int = 100, partitions: int = 10, **more: str) -> str:
        arguments = {
            "--target": f"s3://{BUCKET}/{target}",
            "--first": str(first),
            "--rows": str(rows),
            "--partitions": str(partitions),
            "--writes": "1",
            "--conf": "spark.master=local[2,2]",
        } | {f"--{name}": value for name, value in more.items()}
        run_id: str = self.platform.client("glue").start_job_run(JobName="write", Arguments=arguments)["JobRunId"]
        return run_id

    def finished(self, run_id: str) -> dict[str, Any]:
        return finished(self.platform, "write", run_id)

    def ids(self, target: str) -> list[int]:
        s3 = self.platform.client("s3")
        pages = s3.get_paginator("list_objects_v2").paginate(Bucket=BUCKET, Prefix=f"{target}/")
        keys = [found["Key"] for page in pages for found in page.get("Contents", [])]
        bodies = [s3.get_object(Bucket=BUCKET, Key=key)["Body"].read() for key in keys]
        return sorted(json.loads(line)["id"] for body in bodies for line in body.splitlines())

    def pending(self) -> list[str]:
        found = self.platform.client("s3").list_multipart_uploads(Bucket=BUCKET).get("Uploads", [])
        return [upload["Key"] for upload in found]

    def await_journal(self, run_id: str) -> Path:
        """The journal of the run's write, once it was accepted and while it is being carried out."""
        folder = self.platform.runs / run_id / "commits"
        return eventually(lambda: next(iter(folder.glob("*.json")), None), "the journal is accepted")

    def kill_driver(self, run_id: str) -> None:
        os.killpg(int((self.platform.runs / run_id / "driver").read_text().split()[0]), signal.SIGKILL)

    def kill_server(self) -> None:
        """A JVM behind a script: the server's own process is the one of its file."""
        pid = json.loads((self.platform.data / "server.json").read_text())["pid"]
        os.kill(pid, signal.SIGKILL)
        self.platform.process.wait(30)

    def restart(self) -> None:
        port = urlsplit(self.platform.endpoint).port
        self.platform = Platform.start(self.platform.data, port=port)


def test_two_jobs_that_append_at_once_and_retry_a_task_lose_nothing(crashing: Running) -> None:
    runs = [crashing.start("both", first, writes="5", fail="once") for first in (0, 500)]
    assert [crashing.finished(run)["JobRunState"] for run in runs] == ["SUCCEEDED", "SUCCEEDED"]
    assert crashing.ids("both") == list(range(1_000))
    assert crashing.pending() == []


def test_a_driver_killed_during_tasks_leaves_nothing(crashing: Running) -> None:
    run = crashing.start("tasks", hang="yes")
    eventually(lambda: len(crashing.pending()) >= 10, "the tasks have written most of their files")
    crashing.kill_driver(run)
    assert crashing.finished(run)["JobRunState"] == "FAILED"
    assert crashing.ids("tasks") == []
    assert crashing.pending() == []


def test_a_driver_killed_during_the_commit_has_written_its_rows(crashing: Running) -> None:
    run = crashing.start("driver", rows=1_200, partitions=600)
    journal = crashing.await_journal(run)
    crashing.kill_driver(run)
    assert journal.exists(), "the commit was over before the kill"
    assert crashing.finished(run)["JobRunState"] == "FAILED"
    assert crashing.ids("driver") == list(range(1_200))
    assert crashing.pending() == []


def test_a_server_killed_during_the_commit_goes_on_with_it(crashing: Running) -> None:
    run = crashing.start("server", rows=1_200, partitions=600)
    journal = crashing.await_journal(run)
    crashing.kill_server()
    assert journal.exists(), "the commit was over before the kill"
    crashing.restart()
    assert crashing.finished(run)["JobRunState"] == "SUCCEEDED"
    assert crashing.ids("server") == list(range(1_200))
    assert crashing.pending() == []


def test_driver_and_server_killed_during_the_commit_have_written_the_rows(crashing: Running) -> None:
    run = crashing.start("killed", rows=1_200, partitions=600)
    journal = crashing.await_journal(run)
    crashing.kill_server()
    crashing.kill_driver(run)
    assert journal.exists(), "the commit was over before the kill"
    crashing.restart()
    assert crashing.finished(run)["JobRunState"] == "FAILED"
    assert crashing.ids("killed") == list(range(1_200))
    assert crashing.pending() == []
