"""Triggers and workflows as the AWS CLI drives them: real Python-shell jobs that start each other."""

from __future__ import annotations

import json
import signal
import subprocess
from pathlib import Path
from typing import Any

from platform_process import AWS, Platform, eventually

BUCKET = "aws-glue-assets-111122223333-us-east-1"

# Says what it was told, and hands a number on as Glue's documentation does.
SCRIPT = """
import sys
import boto3

arguments = dict(zip(sys.argv[1::2], sys.argv[2::2]))
glue = boto3.client("glue")
run = {"Name": arguments["--WORKFLOW_NAME"], "RunId": arguments["--WORKFLOW_RUN_ID"]}
properties = glue.get_workflow_run_properties(**run)["RunProperties"]
rows = int(properties.get("rows", "0")) + 1
glue.put_workflow_run_properties(**run, RunProperties={"rows": str(rows), arguments["--JOB_NAME"]: properties["day"]})
"""


def aws(platform: Platform, *arguments: str) -> Any:
    done = subprocess.run([AWS, *arguments], env=platform.environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout) if done.stdout.strip() else None


def create_job(platform: Platform, name: str, script: str) -> None:
    platform.client("s3").put_object(Bucket=BUCKET, Key=f"scripts/{name}.py", Body=script)
    command = f"Name=pythonshell,PythonVersion=3.9,ScriptLocation=s3://{BUCKET}/scripts/{name}.py"
    aws(platform, "glue", "create-job", "--name", name, "--role", "MasticGlueRole", "--command", command)


def test_a_workflow_runs_one_job_after_the_other(platform: Platform) -> None:
    create_job(platform, "flow-extract", SCRIPT)
    create_job(platform, "flow-load", SCRIPT)
    aws(platform, "glue", "create-workflow", "--name", "flow", "--default-run-properties", "day=monday")
    aws(
        *(platform, "glue", "create-trigger", "--name", "flow-begin", "--workflow-name", "flow"),
        *("--type", "ON_DEMAND", "--actions", "JobName=flow-extract"),
    )
    aws(
        *(platform, "glue", "create-trigger", "--name", "flow-then", "--workflow-name", "flow", "--start-on-creation"),
        *("--type", "CONDITIONAL", "--actions", "JobName=flow-load"),
        *("--predicate", "Conditions=[{LogicalOperator=EQUALS,JobName=flow-extract,State=SUCCEEDED}]"),
    )
    run_id = aws(platform, "glue", "start-workflow-run", "--name", "flow", "--run-properties", "day=tuesday")["RunId"]

    def completed() -> Any:
        run = aws(platform, "glue", "get-workflow-run", "--name", "flow", "--run-id", run_id, "--include-graph")["Run"]
        return run if run["Status"] != "RUNNING" else None

    run = eventually(completed, "the workflow completes")
    assert run["Status"] == "COMPLETED"
    assert run["Statistics"] | {"TotalActions": 2, "SucceededActions": 2} == run["Statistics"]
    assert run["WorkflowRunProperties"] == {
        "day": "tuesday",
        "rows": "2",
        "flow-extract": "tuesday",
        "flow-load": "tuesday",
    }
    jobs = {node["Name"]: node["JobDetails"]["JobRuns"][0] for node in run["Graph"]["Nodes"] if node["Type"] == "JOB"}
    assert jobs["flow-load"]["TriggerName"] == "flow-then"
    assert jobs["flow-extract"]["CompletedOn"] <= jobs["flow-load"]["StartedOn"]
    after = aws(
        *(platform, "glue", "get-job-run", "--job-name", "flow-load"),
        *("--run-id", jobs["flow-load"]["Id"], "--predecessors-included"),
    )["JobRun"]
    assert after["PredecessorRuns"] == [{"JobName": "flow-extract", "RunId": jobs["flow-extract"]["Id"]}]


def test_a_schedule_goes_on_after_the_server_was_killed(tmp_path: Path) -> None:
    settings = tmp_path / "mastic.properties"
    settings.write_text("trigger-minimum-minutes = 1\n")
    options = ("--config", str(settings))
    platform = Platform.start(tmp_path / "data", *options)
    try:
        create_job(platform, "minutely", "print('fired')")
        aws(
            *(platform, "glue", "create-trigger", "--name", "minutely", "--type", "SCHEDULED"),
            *("--schedule", "cron(* * * * ? *)", "--actions", "JobName=minutely", "--start-on-creation"),
        )
        platform.process.send_signal(signal.SIGKILL)
        platform.process.wait()
        platform = Platform.start(tmp_path / "data", *options)

        def ended() -> Any:
            runs = aws(platform, "glue", "get-job-runs", "--job-name", "minutely")["JobRuns"]
            return [run for run in runs if run["JobRunState"] not in {"STARTING", "RUNNING"}]

        run = eventually(ended, "the schedule fires")[-1]
        assert (run["JobRunState"], run["TriggerName"]) == ("SUCCEEDED", "minutely")
        runs = aws(platform, "glue", "get-job-runs", "--job-name", "minutely")["JobRuns"]
        minutes = [int(run["StartedOn"] // 60) for run in runs]
        assert len(minutes) == len(set(minutes)), minutes
    finally:
        platform.stop()
