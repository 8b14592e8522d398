"""Job runs on a Mastic server: clients, runs to their end, and what a run printed."""

from __future__ import annotations

import json
import time
from typing import Any

import boto3

from bench.servers import Mastic


def client(mastic: Mastic, service: str) -> Any:
    return boto3.client(
        service,
        endpoint_url=mastic.server.endpoint,
        region_name="us-east-1",
        aws_access_key_id=mastic.server.access_key,
        aws_secret_access_key=mastic.server.secret_key,
    )


def run(glue: Any, name: str, script: str, arguments: dict[str, str], worker: str = "G.1X") -> str:
    """Makes a Spark job and runs it to its end; answers the run's id.

    Raises:
        RuntimeError: it did not succeed
    """
    glue.create_job(
        Name=name,
        Role="MasticGlueRole",
        Command={"Name": "glueetl", "ScriptLocation": script, "PythonVersion": "3"},
        GlueVersion="5.0",
        WorkerType=worker,
        NumberOfWorkers=2,
        DefaultArguments=arguments,
    )
    run_id = str(glue.start_job_run(JobName=name)["JobRunId"])
    ended(glue, name, run_id)
    return run_id


def ended(glue: Any, name: str, run_id: str) -> None:
    """Waits for the end of a run.

    Raises:
        RuntimeError: it did not succeed
    """
    while True:
        state = glue.get_job_run(JobName=name, RunId=run_id)["JobRun"]
        if state["JobRunState"] not in {"STARTING", "RUNNING", "WAITING"}:
            break
        time.sleep(0.1)
    if state["JobRunState"] != "SUCCEEDED":
        raise RuntimeError(f"{name} ended {state['JobRunState']}: {state.get('ErrorMessage')}")


def said(logs: Any, run_id: str) -> dict[str, Any]:
    """The line of JSON that a run printed."""
    events = logs.get_log_events(logGroupName="/aws-glue/jobs/output", logStreamName=run_id, startFromHead=True)
    return dict(json.loads(next(one["message"] for one in events["events"] if one["message"].startswith("{"))))
