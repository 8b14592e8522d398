"""Accounts whose drivers run as users of their own, and what their roots do."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import Any

import pytest

from open_distribution import obstacle
from platform_process import Platform, eventually

FIRST, SECOND = "111122223333", "444455556666"
FIRST_UID = 710_000
needs_users = pytest.mark.skipif(obstacle() is not None, reason=str(obstacle()))


def start(program: Path, data: Path, runs: Path, account: str = FIRST, isolation: str = "uid") -> Platform:
    settings = {"ISOLATION": isolation, "ISOLATION_FIRST_UID": str(FIRST_UID), "RUNS_FOLDER": str(runs)}
    settings["ACCOUNT_ID"] = account
    return Platform.start(data, environment={f"MASTIC_{key}": text for key, text in settings.items()}, program=program)


class Account:
    """What an account's root does; keeps its key, whichever account the server was started for last."""

    def __init__(self, platform: Platform, number: str) -> None:
        self.platform = platform
        self.bucket = f"aws-glue-assets-{number}-us-east-1"
        self.keys = {
            "aws_access_key_id": platform.environment["AWS_ACCESS_KEY_ID"],
            "aws_secret_access_key": platform.environment["AWS_SECRET_ACCESS_KEY"],
        }

    def client(self, service: str) -> Any:
        return self.platform.client(service, **self.keys)

    def create(self, name: str, script: str, command: str = "pythonshell", **more: Any) -> None:
        self.client("s3").put_object(Bucket=self.bucket, Key=f"{name}.py", Body=textwrap.dedent(script))
        told = {"Name": command, "ScriptLocation": f"s3://{self.bucket}/{name}.py", "PythonVersion": "3.9"}
        self.client("glue").create_job(**{"Name": name, "Role": "MasticGlueRole", "Command": told} | more)

    def start(self, name: str, **arguments: str) -> str:
        given = {f"--{key.replace('_', '-')}": text for key, text in arguments.items()}
        run_id: str = self.client("glue").start_job_run(JobName=name, Arguments=given)["JobRunId"]
        return run_id

    def finished(self, name: str, run_id: str) -> dict[str, Any]:
        def over() -> dict[str, Any] | None:
            run = self.client("glue").get_job_run(JobName=name, RunId=run_id)["JobRun"]
            return run if run["JobRunState"] in {"SUCCEEDED", "FAILED", "STOPPED", "TIMEOUT", "ERROR"} else None

        return eventually(over, f"run {run_id} of {name} is over", 300)

    def awaited(self, run_id: str, text: str = "started") -> dict[str, int]:
        """Waits for a script's word; answers the run's processes."""
        folder = self.platform.runs / run_id
        output = folder / "output.log"
        eventually(lambda: output.exists() and text in output.read_text(), f"the script says {text}")
        return {name: int((folder / name).read_text().split()[0]) for name in ("driver", "wrapper")}


def uid(pid: int) -> int:
    return Path(f"/proc/{pid}").stat().st_uid


def is_alive(pid: int) -> bool:
    """A zombie, whose end nobody has asked for, is none."""
    status = Path(f"/proc/{pid}/status")
    return status.exists() and "\nState:\tZ" not in status.read_text()
