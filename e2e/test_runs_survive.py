"""Runs outlive their server, and a run whose driver dies says so: real servers and drivers, killed with -9."""

from __future__ import annotations

import json
import os
import signal
import textwrap
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import botocore.exceptions
import pytest

from platform_process import Platform, eventually, finished

BUCKET = "aws-glue-assets-111122223333-us-east-1"

# Says where it is, and ends once a file is there.
WAITS = """
    import os, pathlib, time
    print("started", flush=True)
    while not pathlib.Path("go-on").exists():
        time.sleep(0.05)
    print("goes on", flush=True)
    exec(pathlib.Path("go-on").read_text())
"""


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Running]:
    running = Running(Platform.start(tmp_path / "mastic"))
    yield running
    running.platform.stop()


class Running:
    """A server that is killed and started again, and the runs on it."""

    def __init__(self, platform: Platform) -> None:
        self.platform = platform

    def create(self, name: str, script: str = WAITS, **more: Any) -> None:
        body = textwrap.dedent(script)
        self.platform.client("s3").put_object(Bucket=BUCKET, Key=f"{name}.py", Body=body)
        command = {"Name": "pythonshell", "ScriptLocation": f"s3://{BUCKET}/{name}.py", "PythonVersion": "3.9"}
        self.platform.client("glue").create_job(**{"Name": name, "Role": "MasticGlueRole", "Command": command} | more)

    def start(self, name: str, **more: Any) -> str:
        run_id: str = self.platform.client("glue").start_job_run(JobName=name, **more)["JobRunId"]
        return run_id

    def run(self, name: str, run_id: str) -> dict[str, Any]:
        found: dict[str, Any] = self.platform.client("glue").get_job_run(JobName=name, RunId=run_id)["JobRun"]
        return found

    def folder(self, run_id: str) -> Path:
        return self.platform.runs / run_id

    def pid(self, run_id: str, process: str = "driver") -> int:
        return int((self.folder(run_id) / process).read_text().split()[0])

    def await_started(self, run_id: str) -> None:
        output = self.folder(run_id) / "output.log"
        eventually(lambda: output.exists() and "started" in output.read_text(), "the script has started")

    def go_on(self, run_id: str, python: str = "") -> None:
        half = self.folder(run_id) / "work" / "half"
        half.write_text(python)
        half.rename(half.with_name("go-on"))

    def kill_server(self) -> None:
        os.kill(json.loads((self.platform.data / "server.json").read_text())["pid"], signal.SIGKILL)
        self.platform.process.wait(30)

    def restart_elsewhere(self) -> None:
        before = self.platform.endpoint
        self.platform = Platform.start(self.platform.data)
        assert self.platform.endpoint != before


def test_runs_outlive_a_killed_server_that_comes_back_on_another_port(own: Running) -> None:
    own.create("lives", ExecutionProperty={"MaxConcurrentRuns": 3})
    succeeds, fails, ends_alone = (own.start("lives") for _ in range(3))
    for run in (succeeds, fails, ends_alone):
        own.await_started(run)
    drivers = {run: own.pid(run) for run in (succeeds, fails, ends_alone)}
    own.kill_server()
    own.go_on(ends_alone)
    eventually((own.folder(ends_alone) / "files" / "result").exists, "the driver has left its result")
    own.restart_elsewhere()
    own.go_on(succeeds)
    own.go_on(fails, "raise ValueError('afterwards')")
    assert finished(own.platform, "lives", succeeds)["JobRunState"] == "SUCCEEDED"
    assert finished(own.platform, "lives", ends_alone)["JobRunState"] == "SUCCEEDED"
    failed = finished(own.platform, "lives", fails)
    assert failed["JobRunState"] == "FAILED"
    assert "ValueError: afterwards" in failed["ErrorMessage"]
    assert {run: own.pid(run) for run in drivers} == drivers
    for run in drivers:
        assert (own.folder(run) / "output.log").read_text() == "started\ngoes on\n"
        assert len(own.platform.client("glue").get_job_runs(JobName="lives")["JobRuns"]) == 3


@pytest.mark.parametrize("process", ["driver", "wrapper"])
def test_a_killed_driver_fails_its_run_within_ten_seconds(own: Running, process: str) -> None:
    own.create("killed")
    run = own.start("killed")
    own.await_started(run)
    token = environment(own.pid(run))["MASTIC_RUN_TOKEN"]
    assert status(own.platform, run, token, "result") == 400, "a live run's token is taken"
    os.kill(own.pid(run, process), signal.SIGKILL)
    killed = time.monotonic()
    over = finished(own.platform, "killed", run)
    assert time.monotonic() - killed < 10
    assert over["JobRunState"] == "FAILED"
    assert "killed" in over["ErrorMessage"]
    assert "Mastic runs this Python-shell job" in over["ErrorMessage"], "the end of its log"
    assert not Path(f"/proc/{own.pid(run)}/cmdline").exists() or not Path(f"/proc/{own.pid(run)}/cmdline").read_bytes()
    for route in ("claim", "result", "commits"):
        assert status(own.platform, run, token, route) == 403, route
    assert credentials_status(own.platform, token) == 403


@pytest.mark.parametrize("waits", [True, False], ids=["script-sleeps", "script-uses-spark"])
def test_a_killed_jvm_fails_its_run_within_ten_seconds(own: Running, waits: bool) -> None:
    busy = "time.sleep(300)" if waits else "while True: spark.range(10).count()"
    script = f"""
        import time
        from pyspark.sql import SparkSession
        spark = SparkSession.builder.getOrCreate()
        spark.range(1).count()
        print("started", flush=True)
        {busy}
    """
    command = {"Name": "glueetl", "ScriptLocation": f"s3://{BUCKET}/jvm.py", "PythonVersion": "3"}
    own.create("jvm", script, Command=command, GlueVersion="5.0", WorkerType="G.1X", NumberOfWorkers=2)
    run = own.start("jvm")
    own.await_started(run)
    (java,) = [pid for pid in children(own.pid(run)) if "java" in Path(f"/proc/{pid}/comm").read_text()]
    os.kill(java, signal.SIGKILL)
    killed = time.monotonic()
    over = finished(own.platform, "jvm", run)
    assert time.monotonic() - killed < 10
    assert over["JobRunState"] == "FAILED"
    assert "The JVM was killed by signal 9 (SIGKILL)" in over["ErrorMessage"]


def children(pid: int) -> list[int]:
    return [int(text) for text in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def environment(pid: int) -> dict[str, str]:
    variables = Path(f"/proc/{pid}/environ").read_text().split("\0")
    return dict(text.split("=", 1) for text in variables if "=" in text)


def status(platform: Platform, run_id: str, token: str, route: str) -> int:
    url = f"{platform.endpoint}/-/runs/{run_id}/{route}"
    return answered(urllib.request.Request(url, b"{}", {"Authorization": f"Bearer {token}"}, method="POST"))


def credentials_status(platform: Platform, token: str) -> int:
    return answered(urllib.request.Request(f"{platform.endpoint}/-/credentials", headers={"Authorization": token}))


def answered(request: urllib.request.Request) -> int:
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as e:
        return e.code


def test_a_retry_succeeds_at_the_second_attempt(own: Running) -> None:
    own.create("retries", MaxRetries=2)
    run = own.start("retries")
    own.await_started(run)
    own.go_on(run, "raise ValueError('once')")
    assert finished(own.platform, "retries", run)["JobRunState"] == "FAILED"
    again = f"{run}_attempt_1"
    own.await_started(again)
    own.go_on(again)
    over = finished(own.platform, "retries", again)
    assert (over["JobRunState"], over["Attempt"], over["PreviousRunId"]) == ("SUCCEEDED", 1, run)
    assert len(own.platform.client("glue").get_job_runs(JobName="retries")["JobRuns"]) == 2


def test_queued_runs_go_in_their_order_also_over_a_kill(own: Running) -> None:
    own.create("queue", JobRunQueuingEnabled=True)
    runs = [own.start("queue") for _ in range(3)]
    with pytest.raises(botocore.exceptions.ClientError, match="ConcurrentRunsExceededException"):
        own.start("queue", JobRunQueuingEnabled=False)
    waiting = own.run("queue", runs[2])
    assert waiting["JobRunState"] == "WAITING"
    assert "MaxConcurrentRuns" in waiting["StateDetail"]
    own.await_started(runs[0])
    own.kill_server()
    own.restart_elsewhere()
    assert [own.run("queue", run)["JobRunState"] for run in runs[1:]] == ["WAITING", "WAITING"]
    for run, later in zip(runs, [*runs[1:], None], strict=True):
        own.await_started(run)
        if later is not None:
            assert not own.folder(later).exists()
        own.go_on(run)
        assert finished(own.platform, "queue", run)["JobRunState"] == "SUCCEEDED"
