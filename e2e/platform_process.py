"""A Mastic server process as a user starts it, and what a shell next to it would have."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import boto3
import botocore.config

ROOT = Path(__file__).resolve().parent.parent
MASTIC = ROOT / "mastic"
AWS = ROOT / "build" / "tools" / "bin" / "aws"

Found = TypeVar("Found")


def clean_environment(**more: str) -> dict[str, str]:
    """The caller's environment without anything that points at an AWS account or another server."""
    kept = {name: value for name, value in os.environ.items() if not re.match(r"AWS_|MASTIC_", name)}
    return kept | more


def eventually(attempt: Callable[[], Found | None], what: str, seconds: float = 120.0) -> Found:
    """The first result that is neither None nor False; fails after a time that no healthy machine needs."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        found = attempt()
        if found:
            return found
        time.sleep(0.1)
    raise AssertionError(f"not within {seconds} s: {what}")


@dataclass
class Platform:
    """A running server on a data folder of its own."""

    data: Path
    process: subprocess.Popen[bytes]
    environment: dict[str, str]
    # Where the runs' folders are: under isolation not in the data folder.
    runs: Path

    @classmethod
    def start(
        cls,
        data: Path,
        *options: str,
        port: int = 0,
        environment: dict[str, str] | None = None,
        program: Path = MASTIC,
        umask: int = -1,
    ) -> Platform:
        """Listens on any free port unless one is named, as a restart for living drivers has to.

        Drivers are the server's own user unless the environment says otherwise: tests are the same for root.
        """
        data.mkdir(parents=True, exist_ok=True)
        log = data / "server.log"
        with log.open("ab") as output:
            process = subprocess.Popen(
                [program, "server", "--data", data, "--port", str(port), *options],
                umask=umask,
                stdout=output,
                stderr=output,
                stdin=subprocess.DEVNULL,
                env=clean_environment(**{"MASTIC_ISOLATION": "none"} | (environment or {})),
            )
        file = data / "server.json"

        def ready() -> bool:
            if process.poll() is not None:
                raise AssertionError(f"the server ended at its start:\n{log.read_text()}")
            return file.exists() and json.loads(file.read_text())["pid"] == process.pid

        eventually(ready, "the server listens", 60)
        return cls(data, process, exports(data), Path(json.loads(file.read_text())["runs"]))

    @property
    def endpoint(self) -> str:
        return self.environment["AWS_ENDPOINT_URL"]

    @property
    def log(self) -> str:
        return (self.data / "server.log").read_text()

    def client(self, service: str, **credentials: str) -> Any:
        """A boto3 client; without credentials it is the root's."""
        keys = credentials or {
            "aws_access_key_id": self.environment["AWS_ACCESS_KEY_ID"],
            "aws_secret_access_key": self.environment["AWS_SECRET_ACCESS_KEY"],
        }
        return boto3.client(
            service,
            endpoint_url=self.endpoint,
            region_name=self.environment["AWS_REGION"],
            config=botocore.config.Config(retries={"total_max_attempts": 1}, read_timeout=120),
            **keys,
        )

    def aws(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """The unmodified AWS CLI in a shell that evaluated `mastic env`."""
        done = subprocess.run(
            [AWS, *arguments], env=clean_environment(**self.environment), capture_output=True, text=True, timeout=120
        )
        if check and done.returncode != 0:
            raise AssertionError(f"aws {shlex.join(arguments)} ended with {done.returncode}:\n{done.stderr}")
        return done

    def aws_json(self, *arguments: str) -> Any:
        return json.loads(self.aws(*arguments, "--output", "json").stdout)

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(30)


def exports(data: Path) -> dict[str, str]:
    """What `mastic env` exports, read as a shell would."""
    lines = mastic("env", "--data", str(data)).stdout.splitlines()
    pairs = (line.removeprefix("export ").split("=", 1) for line in lines if line.startswith("export "))
    return {name: shlex.split(value)[0] for name, value in pairs}


def mastic(*arguments: str, environment: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [MASTIC, *arguments], env=environment or clean_environment(), capture_output=True, text=True, timeout=60
    )


def run_job(platform: Platform, name: str, **options: Any) -> dict[str, Any]:
    """Starts a run and waits until it is over."""
    glue = platform.client("glue")
    run_id = glue.start_job_run(JobName=name, **options)["JobRunId"]
    return finished(platform, name, run_id)


def finished(platform: Platform, name: str, run_id: str) -> dict[str, Any]:
    glue = platform.client("glue")

    def over() -> dict[str, Any] | None:
        run = glue.get_job_run(JobName=name, RunId=run_id)["JobRun"]
        return run if run["JobRunState"] in {"SUCCEEDED", "FAILED", "STOPPED", "TIMEOUT", "ERROR"} else None

    return eventually(over, f"run {run_id} of {name} is over", 300)
