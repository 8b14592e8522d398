"""The cold start of a Spark job by phase, from the lines that the driver and the job write into the run's error log."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench import jobs
from bench.servers import ROOT, Mastic

BUCKET = "bench-jobs"
JOB = "bench-start"
# What a job does first: a context, and one stage that reads, shuffles and answers. No write: it measures the start.
SCRIPT = """
import sys, time

def phase(name):
    print(f"bench phase={name} at={time.time():.3f}", file=sys.stderr, flush=True)

phase("script")
from pyspark.sql import SparkSession
spark = SparkSession.builder.getOrCreate()
phase("context")
print(spark.range(1000).selectExpr("id % 7 as k").groupBy("k").count().collect())
phase("stage")
"""


def measure(mastic: Mastic, rounds: int) -> dict[str, list[dict[str, float]]]:
    """Seconds of each phase in every round, with and without the archive of classes in turns."""
    glue, s3 = jobs.client(mastic, "glue"), jobs.client(mastic, "s3")
    s3.create_bucket(Bucket=BUCKET)
    s3.put_object(Bucket=BUCKET, Key="start.py", Body=SCRIPT.encode())
    command = {"Name": "glueetl", "ScriptLocation": f"s3://{BUCKET}/start.py", "PythonVersion": "3"}
    glue.create_job(
        Name=JOB, Role="MasticGlueRole", Command=command, GlueVersion="5.0", WorkerType="G.1X", NumberOfWorkers=2
    )
    archive = ROOT / "build" / "home" / "driver.jsa"
    found: dict[str, list[dict[str, float]]] = {"archive": [], "no archive": []}
    for _ in range(rounds):
        found["archive"].append(run(mastic, glue))
        found["no archive"].append(without(archive, lambda: run(mastic, glue)))
    return found


def without(archive: Path, call: Callable[[], dict[str, float]]) -> dict[str, float]:
    aside = archive.with_suffix(".aside")
    archive.rename(aside)
    try:
        return call()
    finally:
        aside.rename(archive)


def run(mastic: Mastic, glue: Any) -> dict[str, float]:
    """One run: the seconds that each phase took."""
    start = time.time()
    run_id = glue.start_job_run(JobName=JOB)["JobRunId"]
    jobs.ended(glue, JOB, run_id)
    end = time.time()
    runs = Path(json.loads((mastic.data / "server.json").read_text())["runs"])
    log = (runs / run_id / "error.log").read_text()
    return phases(log, start, end)


def phases(log: str, start: float, end: float) -> dict[str, float]:
    driver = {name: float(seconds) for name, seconds in re.findall(r"mastic phase=(\S+) seconds=(\S+)", log)}
    script = {name: float(at) for name, at in re.findall(r"bench phase=(\S+) at=(\S+)", log)}
    # The driver counts from its own start, and starts the script right after its JVM is there.
    began = script["script"] - driver["jvm"]
    marks = {
        "process": began + driver["claimed"],
        "JVM": script["script"],
        "SparkContext": script["context"],
        "first stage": script["stage"],
        "end": end,
    }
    found = {}
    before = start
    for name, at in marks.items():
        found[name] = at - before
        before = at
    return found | {"whole": end - start}
