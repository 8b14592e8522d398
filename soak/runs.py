"""Runs of a Python-shell job, which are never lost and never happen twice, whatever is killed."""

from __future__ import annotations

import time

from soak.link import Link
from soak.streams import BUCKET, Stream

SCRIPT = '''
"""Leaves one object for each start of this script, lives a while, and leaves one object at its end."""
import random, sys, time, uuid
import boto3

given = dict(zip(sys.argv[1::2], sys.argv[2::2]))
deadline = time.monotonic() + 300

def put(key):
    """A server that is away is waited for."""
    while True:
        try:
            return boto3.client("s3").put_object(Bucket=given["--bucket"], Key=key, Body=b"")
        except Exception:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)

put(f"marks/{given['--mark']}/start-{uuid.uuid4().hex}")
time.sleep(random.random() * 2)
put(f"marks/{given['--mark']}/end-{given['--JOB_RUN_ID']}")
'''
AT_ONCE = 2
PATIENCE_SECONDS = 300
OVER = {"SUCCEEDED", "FAILED", "STOPPED", "TIMEOUT", "ERROR", "EXPIRED"}


class StartedRuns(Stream):
    """Runs of one job, at most two at once."""

    operation = "StartJobRun"

    def __init__(self, name: str, seed: str) -> None:
        super().__init__(name, seed)
        self._told: dict[str, str] = {}
        self._absent: list[str] = []
        self._asked: str | None = None
        self._living: set[str] = set()

    def prepare(self, link: Link) -> None:
        script = f"scripts/{self.name}.py"
        link.put(BUCKET, script, SCRIPT.encode())
        command = {"Name": "pythonshell", "ScriptLocation": f"s3://{BUCKET}/{script}", "PythonVersion": "3.9"}
        limit = {"MaxConcurrentRuns": 10}
        link.glue("CreateJob", Name=self.name, Role="MasticGlueRole", Command=command, ExecutionProperty=limit)

    def step(self, link: Link) -> None:
        if len(self._living) >= AT_ONCE:
            self._living = {run for run in self._living if self._state(link, run) not in OVER}
            time.sleep(0.05)
            return
        mark = f"{self.name}-{self.acknowledged}"
        self._asked = mark
        arguments = {"--mark": mark, "--bucket": BUCKET}
        run = link.glue("StartJobRun", JobName=self.name, Arguments=arguments)["JobRunId"]
        self._asked = None
        self._told[mark] = run
        self._living.add(run)
        self.acknowledged += 1

    def _state(self, link: Link, run: str) -> str:
        state: str = link.glue("GetJobRun", JobName=self.name, RunId=run)["JobRun"]["JobRunState"]
        return state

    def check(self, link: Link) -> list[str]:
        """Every run is there once; not yet that it ends."""
        runs = link.pages("GetJobRuns", "JobRuns", JobName=self.name)
        marks: dict[str, list[str]] = {}
        for run in runs:
            marks.setdefault(run["Arguments"]["--mark"], []).append(run["Id"])
        if self._asked is not None:
            found = marks.get(self._asked, [])
            self.settle(bool(found))
            if found:
                self._told[self._asked] = found[0]
            else:
                self._absent.append(self._asked)
            self._asked = None
        self.checks += len(self._told) + len(self._absent)
        expected = {mark: [run] for mark, run in self._told.items()}
        if marks != expected:
            return [f"the runs of {self.name} are {marks} instead of {expected}"]
        return []

    def ended(self, link: Link) -> list[str]:
        """Waits until every run is over; each has to have succeeded, and its script to have run once."""
        faults = []
        deadline = time.monotonic() + PATIENCE_SECONDS
        for mark, run in self._told.items():
            while (state := self._state(link, run)) not in OVER and time.monotonic() < deadline:
                time.sleep(0.2)
            if state != "SUCCEEDED":
                found = link.glue("GetJobRun", JobName=self.name, RunId=run)["JobRun"]
                faults.append(f"run {run} of {mark} is {state} instead of SUCCEEDED: {found}")
                continue
            keys = link.keys(BUCKET, f"marks/{mark}/")
            starts = [key for key in keys if "/start-" in key]
            ends = [key for key in keys if "/end-" in key]
            if len(starts) != 1 or ends != [f"marks/{mark}/end-{run}"]:
                faults.append(f"run {run} of {mark} did not happen once: {keys}")
        for mark in self._absent:
            if keys := link.keys(BUCKET, f"marks/{mark}/"):
                faults.append(f"{mark} was never started and has run: {keys}")
        self.checks += len(self._told) + len(self._absent)
        return faults
