"""Planted secrets are in no place where somebody could read them who is not to know them."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import botocore.exceptions
import pytest

from platform_process import Platform, eventually, finished
from postgres_process import PASSWORD, Postgres

BUCKET = "aws-glue-assets-111122223333-us-east-1"
CONNECTION_PASSWORD = "planted-connection-password"
ARGUMENT = "planted-job-argument"
# Is kept in clear, so a search that finds nothing else has searched in the right place.
MARKER = "planted-but-no-secret"
NAME = "secrets"

SCRIPT = """
import pathlib, time, boto3
boto3.client("glue").get_connection(Name="secrets")
print("started", flush=True)
while not pathlib.Path("go-on").exists():
    time.sleep(0.05)
raise ValueError("the run fails, and says so")
"""


@pytest.fixture(params=["h2", "postgresql"])
def stored(
    request: pytest.FixtureRequest, tmp_path: Path, postgres: Postgres
) -> Iterator[tuple[Platform, Callable[[], bytes]]]:
    """A server, and what its database holds, as who steals it has it."""
    data = tmp_path / "data"
    if request.param == "h2":
        platform = Platform.start(data)
        dump = lambda: b"".join(file.read_bytes() for file in (data / "database").iterdir())  # noqa: E731
    else:
        platform = Platform.start(data, environment=postgres.settings("stolen"))
        dump = lambda: postgres.dump("stolen").encode()  # noqa: E731
    yield platform, dump
    platform.stop()


def test_secrets_are_nowhere_in_clear(stored: tuple[Platform, Callable[[], bytes]]) -> None:
    platform, dump = stored
    told = errors_about_connections(platform)
    key = platform.client("iam").create_access_key()["AccessKey"]["SecretAccessKey"]
    session = platform.client("sts").assume_role(RoleArn=role(platform), RoleSessionName="ada")["Credentials"]
    run_id = start(platform)
    environment = environ(driver(platform, run_id))
    token = environment["AWS_CONTAINER_AUTHORIZATION_TOKEN"]
    servers = [
        CONNECTION_PASSWORD,
        PASSWORD,
        key,
        platform.environment["AWS_SECRET_ACCESS_KEY"],
        session["SecretAccessKey"],
        session["SessionToken"],
        (platform.data / "secret.key").read_text().strip(),
    ]
    everyone = [*servers, token, ARGUMENT]
    requires_none(everyone, command_lines(), "a command line", "mastic_driver")
    requires_none(everyone, threads(platform), "a thread dump", '"runs"')
    requires_none(servers, json.dumps(environment), "a driver's environment", token)
    run_fails(platform, run_id)
    error = finished(platform, NAME, run_id)["ErrorMessage"]
    requires_none(everyone, "\n".join([*told, error]), "an error's message", "the run fails")
    folder = platform.runs / run_id
    logs = [file.read_text() for file in (folder / "output.log", folder / "error.log")]
    requires_none(everyone, "\n".join(logs), "the run's log", "the run fails")
    events = platform.data / "events.jsonl"
    requires_none(everyone, platform.log + (events.read_text() if events.exists() else ""), "the log", "GetConnection")
    requires_none([*servers, token], dump().decode(errors="replace"), "the database", MARKER)


def requires_none(secrets: list[str], text: str, where: str, expected: str) -> None:
    assert expected in text, f"{where} was not searched"
    for secret in secrets:
        for form in (secret, base64.b64encode(secret.encode()).decode(), secret.encode().hex()):
            assert form not in text, f"{where} holds a secret: {form[:6]}…"


def role(platform: Platform) -> str:
    """A role that the root may assume."""
    trust = {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:root"}, "Action": "sts:AssumeRole"}
    document = json.dumps({"Version": "2012-10-17", "Statement": [trust]})
    arn: str = platform.client("iam").create_role(RoleName=NAME, AssumeRolePolicyDocument=document)["Role"]["Arn"]
    return arn


def errors_about_connections(platform: Platform) -> list[str]:
    """Stores a connection, and spoils it in all ways that repeat what was sent; answers what is said of that."""
    glue = platform.client("glue")
    properties = {
        "JDBC_CONNECTION_URL": "jdbc:postgresql://127.0.0.1:1/none",
        "USERNAME": "me",
        "PASSWORD": CONNECTION_PASSWORD,
    }
    given = {"Name": NAME, "Description": MARKER, "ConnectionType": "JDBC", "ConnectionProperties": properties}
    glue.create_connection(ConnectionInput=given)
    attempts = [
        lambda: glue.create_connection(ConnectionInput=given),
        lambda: glue.create_connection(ConnectionInput=given | {"Name": "x" * 300}),
        lambda: glue.create_connection(ConnectionInput=given | {"Name": "other", "ConnectionType": "NONE"}),
        lambda: glue.create_connection(
            ConnectionInput=given | {"Name": "other", "ConnectionProperties": properties | {"PASSWORT": "x" * 2000}}
        ),
        lambda: glue.test_connection(ConnectionName=NAME),
        lambda: glue.update_connection(Name="missing", ConnectionInput=given),
    ]
    told = []
    for attempt in attempts:
        with pytest.raises(botocore.exceptions.ClientError) as error:
            attempt()
        told.append(json.dumps(error.value.response))
    return told


def start(platform: Platform) -> str:
    platform.client("s3").put_object(Bucket=BUCKET, Key=f"{NAME}.py", Body=textwrap.dedent(SCRIPT))
    command = {"Name": "pythonshell", "ScriptLocation": f"s3://{BUCKET}/{NAME}.py", "PythonVersion": "3.9"}
    platform.client("glue").create_job(Name=NAME, Role="MasticGlueRole", Command=command)
    given = {"--password": ARGUMENT}
    run_id: str = platform.client("glue").start_job_run(JobName=NAME, Arguments=given)["JobRunId"]
    output = platform.runs / run_id / "output.log"
    eventually(lambda: output.exists() and "started" in output.read_text(), "the script has started")
    return run_id


def run_fails(platform: Platform, run_id: str) -> None:
    (platform.runs / run_id / "work" / "go-on").write_text("")


def driver(platform: Platform, run_id: str) -> int:
    return int((platform.runs / run_id / "driver").read_text().split()[0])


def environ(pid: int) -> dict[str, str]:
    pairs = Path(f"/proc/{pid}/environ").read_text().split("\0")
    return dict(pair.split("=", 1) for pair in pairs if "=" in pair)


def command_lines() -> str:
    """What `ps` shows to every user of the machine."""
    lines = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            lines.append((process / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace"))
        except OSError:
            continue
    return "\n".join(lines)


def threads(platform: Platform) -> str:
    java = os.environ.get("JAVA_HOME")
    jstack = f"{java}/bin/jstack" if java else shutil.which("jstack")
    assert jstack, "there is no jstack. Install a JDK, and not only its runtime"
    pid = json.loads((platform.data / "server.json").read_text())["pid"]
    done = subprocess.run([jstack, "-l", "-e", str(pid)], capture_output=True, text=True, timeout=60, check=True)
    return done.stdout
