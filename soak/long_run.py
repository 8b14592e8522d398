"""A Spark job that outlives its first credentials: every client in it has to renew them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from e2e.platform_process import Platform, eventually

from soak.kills import Outcome

BUCKET = "long-run"
SCRIPT = Path(__file__).with_name("long_run_job.py")
START_MINUTES = 3


def measure(folder: Path, minutes: float, say: Callable[[str], None] = print) -> Outcome:
    """Runs the job so many minutes and compares the rows that it left with the minutes that it counted."""
    outcome = Outcome()
    platform = Platform.start(folder)
    try:
        s3, glue = platform.client("s3"), platform.client("glue")
        s3.create_bucket(Bucket=BUCKET)
        s3.upload_file(str(SCRIPT), BUCKET, "job.py")
        glue.create_job(
            Name="long-run",
            Role="MasticGlueRole",
            Command={"Name": "glueetl", "ScriptLocation": f"s3://{BUCKET}/job.py", "PythonVersion": "3"},
            GlueVersion="5.0",
            WorkerType="G.1X",
            NumberOfWorkers=2,
            DefaultArguments={
                "--enable-glue-datacatalog": "true",
                "--minutes": str(minutes),
                "--bucket": BUCKET,
            },
        )
        run_id = glue.start_job_run(JobName="long-run")["JobRunId"]

        def over() -> dict[str, object] | None:
            run: dict[str, object] = glue.get_job_run(JobName="long-run", RunId=run_id)["JobRun"]
            return None if run["JobRunState"] in {"STARTING", "RUNNING"} else run

        run = eventually(over, "the long run is over", (minutes + START_MINUTES) * 60)
        if run["JobRunState"] != "SUCCEEDED":
            outcome.faults.append(f"the long run ended {run['JobRunState']}: {run.get('ErrorMessage')}")
            return outcome
        events = platform.client("logs").get_log_events(
            logGroupName="/aws-glue/jobs/output", logStreamName=run_id, startFromHead=True
        )["events"]
        counted = [event["message"] for event in events if event["message"].startswith("minute")]
        say(f"Long run: {minutes:g} minutes, {counted[-1]}")
    finally:
        platform.stop()
    return outcome
