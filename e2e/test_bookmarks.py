"""The example of the page on bookmarks, run as it stands there, and looked at with the AWS CLI."""

from __future__ import annotations

import json
from typing import Any

from platform_process import ROOT, Platform, run_job


def test_the_second_run_reads_the_new_object_alone(platform: Platform, s3: Any, bucket: str, name: str) -> None:
    page = (ROOT / "docs" / "bookmarks.md").read_text()
    s3.put_object(Bucket=bucket, Key="load.py", Body=page.split("```python\n")[1].split("```")[0])
    platform.client("glue").create_job(
        Name=name,
        Role="MasticGlueRole",
        GlueVersion="5.0",
        WorkerType="G.1X",
        NumberOfWorkers=2,
        Command={"Name": "glueetl", "ScriptLocation": f"s3://{bucket}/load.py"},
        DefaultArguments={"--bucket": bucket, "--job-bookmark-option": "job-bookmark-enable"},
    )
    s3.put_object(Bucket=bucket, Key="orders/1.json", Body='{"id": 1}\n{"id": 2}')
    first, said = run(platform, name)
    assert said == "2 new orders"
    s3.put_object(Bucket=bucket, Key="orders/2.json", Body='{"id": 3}')
    second, said = run(platform, name)
    assert said == "1 new orders"

    found = platform.aws_json("glue", "get-job-bookmark", "--job-name", name)["JobBookmarkEntry"]
    assert (found["Run"], found["RunId"], found["PreviousRunId"]) == (2, second, first)
    assert len(json.loads(found["JobBookmark"])["states"]["orders"]["band"]) == 2
    reset = platform.aws_json("glue", "reset-job-bookmark", "--job-name", name, "--run-id", first)
    assert reset["JobBookmarkEntry"]["RunId"] == first
    assert platform.aws_json("glue", "reset-job-bookmark", "--job-name", name)["JobBookmarkEntry"]["Run"] == 0


def run(platform: Platform, name: str) -> tuple[str, str]:
    """The run's id, and what it says of its orders."""
    done = run_job(platform, name)
    assert done["JobRunState"] == "SUCCEEDED", done.get("ErrorMessage")
    events = platform.client("logs").get_log_events(
        logGroupName="/aws-glue/jobs/output", logStreamName=done["Id"], startFromHead=True
    )["events"]
    (said,) = (event["message"] for event in events if "new orders" in event["message"])
    return str(done["Id"]), str(said)
