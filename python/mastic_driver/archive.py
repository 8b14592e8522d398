"""Archives the classes that jobs load: usage `python -m mastic_driver.archive HOME MASTIC`.

Runs one real job on a server of its own, whose JVM writes the archive at its end. A driver that starts from the archive
needs half the time. It is a cache: without it jobs start all the same.
"""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

BUCKET = "archive"
PATIENCE_SECONDS = 300


def main() -> None:
    home, mastic = Path(sys.argv[1]), sys.argv[2]
    archive = home / "driver.jsa"
    archive.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory() as folder, server(mastic, Path(folder)) as environment:
        failure = run(environment, archive)
    if failure or not archive.exists():
        sys.exit(f"The archive of classes was not written: {failure}")


@contextmanager
def server(mastic: str, data: Path) -> Iterator[dict[str, str]]:
    """A server on a data folder of its own, and what `mastic env` says of it."""
    # The job writes the archive into the distribution, which a user of its own could not.
    environment = os.environ | {"MASTIC_ISOLATION": "none"}
    command: list[str | Path] = [mastic, "server", "--data", data, "--port", "0"]
    with (data / "server.log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, env=environment)
    try:
        wait(lambda: (data / "server.json").exists() or process.poll() is not None)
        said = subprocess.run([mastic, "env", "--data", data], capture_output=True, text=True, check=True).stdout
        pairs = (line.removeprefix("export ").split("=", 1) for line in said.splitlines() if line.startswith("export "))
        yield {name: shlex.split(value)[0] for name, value in pairs}
    finally:
        process.terminate()
        process.wait(30)


def wait(over: Any) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not over():
        if time.monotonic() > deadline:
            sys.exit(f"The archive of classes is not there after {PATIENCE_SECONDS} s")
        time.sleep(0.1)


def run(environment: dict[str, str], archive: Path) -> str | None:
    """Runs the job to its end; answers how it failed."""
    os.environ.update(environment)
    import boto3

    s3, glue = boto3.client("s3"), boto3.client("glue")
    s3.create_bucket(Bucket=BUCKET)
    s3.upload_file(str(Path(__file__).parent / "archived_job.py"), BUCKET, "job.py")
    rows = "\n".join(json.dumps({"a": n, "b": f"name {n % 7}", "c": n * 0.5, "d": [n, n + 1]}) for n in range(100))
    s3.put_object(Bucket=BUCKET, Key="rows/1.json", Body=rows)
    glue.create_job(
        Name="archive",
        Role="MasticGlueRole",
        WorkerType="G.025X",
        NumberOfWorkers=2,
        Command={"Name": "glueetl", "ScriptLocation": f"s3://{BUCKET}/job.py"},
        DefaultArguments={
            "--conf": f"spark.driver.extraJavaOptions=-XX:ArchiveClassesAtExit={archive}",
            "--enable-glue-datacatalog": "true",
        },
    )
    run_id = glue.start_job_run(JobName="archive")["JobRunId"]
    found: dict[str, Any] = {}

    def over() -> bool:
        found.update(glue.get_job_run(JobName="archive", RunId=run_id)["JobRun"])
        return found["JobRunState"] in {"SUCCEEDED", "FAILED", "STOPPED", "TIMEOUT", "ERROR"}

    wait(over)
    return None if found["JobRunState"] == "SUCCEEDED" else str(found.get("ErrorMessage"))


if __name__ == "__main__":
    main()
