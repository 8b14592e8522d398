"""What tests of job bookmarks have in common: three real runs of one job, and a script that acts as any of them."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pyspark.sql import Row

from awsglue.context import GlueContext
from awsglue.job import Job
from platform_process import Platform, eventually, finished

JOB = "bookmarked"
LENDING = """
import json, os, sys, time, boto3
run = {name: value for name, value in os.environ.items() if name.startswith("MASTIC_RUN_")}
boto3.client("s3").put_object(Bucket=sys.argv[sys.argv.index("--bucket") + 1], Key="lent/" + run["MASTIC_RUN_ID"],
    Body=json.dumps(run))
time.sleep(7_200)
"""
ENABLE, PAUSE, DISABLE = "job-bookmark-enable", "job-bookmark-pause", "job-bookmark-disable"
Run = dict[str, str]


def lend(platform: Platform, s3: Any, glue: Any, bucket: str) -> Iterator[list[Run]]:
    """The environments of three runs of one job, in the order in which they started."""
    s3.put_object(Bucket=bucket, Key="lend_run.py", Body=LENDING)
    command = {"Name": "pythonshell", "ScriptLocation": f"s3://{bucket}/lend_run.py", "PythonVersion": "3.9"}
    limits = {"MaxConcurrentRuns": 3}
    glue.create_job(
        Name=JOB,
        Role="MasticGlueRole",
        Command=command,
        DefaultArguments={"--bucket": bucket},
        ExecutionProperty=limits,
    )
    ids = []
    for _ in range(3):
        ids.append(glue.start_job_run(JobName=JOB)["JobRunId"])
        time.sleep(0.01)

    def lent() -> list[Run] | None:
        found = s3.list_objects_v2(Bucket=bucket, Prefix="lent/").get("Contents", [])
        if len(found) < len(ids):
            return None
        return [json.loads(s3.get_object(Bucket=bucket, Key=f"lent/{run_id}")["Body"].read()) for run_id in ids]

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


def read_twice_without_moving(
    script: Script, s3: Any, glue: Any, runs: list[Run], option: str = ENABLE, commit: bool = True
) -> None:
    """Two reads after one that moved the bookmark give the same, and leave the bookmark as it was."""
    put(s3, f"{script.folder}/1", "a")
    script.run(runs[0])
    before = entry(glue)
    put(s3, f"{script.folder}/2", "b")
    for _ in range(2):
        assert script.run(runs[1], option, commit) == ["b"]
    assert entry(glue) == before


def put(s3: Any, path: str, text: str) -> None:
    bucket, _, key = path.removeprefix("s3://").partition("/")
    s3.put_object(Bucket=bucket, Key=key, Body=text.encode())


def entry(glue: Any, **run: str) -> dict[str, Any]:
    return dict(glue.get_job_bookmark(JobName=JOB, **run)["JobBookmarkEntry"])


def states(glue: Any) -> dict[str, Any]:
    return dict(json.loads(entry(glue)["JobBookmark"])["states"])


def put_dated(s3: Any, platform: Platform, folder: str, names: str) -> None:
    """Files of a line, each two seconds younger than the one before."""
    for age, name in enumerate(reversed(names)):
        put(s3, f"{folder}/{name}", f"{name}\n")
        date(platform, f"{folder}/{name}", time.time() - 2 * age - 2)


def date(platform: Platform, path: str, seconds: float) -> None:
    """Gives an object another time of modification, which S3 has no operation for."""
    file = Path(platform.data) / "objects" / (path.removeprefix("s3://") + "%")
    os.utime(file, (seconds, seconds))
