"""Drivers that run as users of their own: what they cannot do to the server and to each other, and what still works."""

from __future__ import annotations

import json
import os
import shutil
import signal
import stat
import subprocess
import textwrap
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator
from http.cookiejar import CookieJar
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from open_distribution import distribution, obstacle, open_folder, python
from platform_process import MASTIC, Platform, clean_environment, eventually, finished, mastic

FIRST, SECOND = "111122223333", "444455556666"
FIRST_UID = 710_000
needs_users = pytest.mark.skipif(obstacle() is not None, reason=str(obstacle()))

WAITS = """
import pathlib, time
print("started", flush=True)
while not pathlib.Path("go-on").exists():
    time.sleep(0.05)
print("went on", flush=True)
"""

# Tries what it is told to, and says how each attempt ended.
PROBE = """
import json, os, signal, sys, boto3
from awsglue.utils import getResolvedOptions

args = getResolvedOptions(sys.argv, ["bucket", "read", "list", "write", "pids"])
told = {}

def attempt(what, action):
    try:
        action()
        told[what] = "allowed"
    except PermissionError:
        told[what] = "refused"
    except Exception as e:
        told[what] = repr(e)

for path in json.loads(args["read"]):
    attempt("read " + path, lambda: open(path, "rb").read(1))
for path in json.loads(args["list"]):
    attempt("list " + path, lambda: os.listdir(path))
for path in json.loads(args["write"]):
    attempt("write " + path, lambda: open(path, "ab"))
for pid in json.loads(args["pids"]):
    attempt(f"read environ of {pid}", lambda: open(f"/proc/{pid}/environ", "rb").read(1))
    for number in (0, signal.SIGTERM, signal.SIGKILL):
        attempt(f"send {number:d} to {pid}", lambda: os.kill(pid, number))
own = os.path.dirname(os.getcwd())
for name in ("exit", "wrapper", "epoch", "output.log", "new"):
    attempt("write own " + name, lambda: open(f"{own}/{name}", "ab"))
attempt("list own", lambda: os.listdir(own))
attempt("become root", lambda: os.setuid(0))
attempt("become root's group", lambda: os.setgroups([0]))
open("mine", "w").close()
open(os.environ["TMPDIR"] + "/mine", "w").close()
s3 = boto3.client("s3")
given = s3.get_object(Bucket=args["bucket"], Key="given")["Body"].read()
s3.put_object(Bucket=args["bucket"], Key="written", Body=given)
status = dict(line.split(":", 1) for line in open("/proc/self/status"))
import from_a_wheel
print(json.dumps({
    "attempts": told,
    "uids": os.getresuid(),
    "gids": os.getresgid(),
    "groups": os.getgroups(),
    "no_new_privileges": status["NoNewPrivs"].strip(),
    "capabilities": status["CapEff"].strip(),
    "mode": os.stat("mine").st_mode & 0o777,
    "home": os.path.expanduser("~") == os.getcwd(),
    "wheel": from_a_wheel.__file__,
}))
"""


@pytest.fixture(scope="module")
def program() -> Iterator[Path]:
    interpreter = python()
    assert interpreter is not None
    with distribution(interpreter) as found:
        yield found


@pytest.fixture
def runs() -> Iterator[Path]:
    with open_folder() as folder:
        yield folder / "runs"


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


@needs_users
def test_a_driver_is_kept_from_the_server_and_from_other_accounts(program: Path, runs: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    platform = start(program, data, runs)
    first = Account(platform, FIRST)
    first.create("long", WAITS)
    theirs = first.start("long")
    processes = first.awaited(theirs)
    assert uid(processes["driver"]) == FIRST_UID
    assert uid(processes["wrapper"]) == 0
    platform.stop()
    # A server that finds no key makes one for the root of its own account.
    (data / "credentials").unlink()
    platform = start(program, data, runs, SECOND)
    try:
        first.platform = platform
        second = Account(platform, SECOND)
        told = probed(second, theirs, [*processes.values(), platform.process.pid])
        assert {what: how for what, how in told["attempts"].items() if how != "refused"} == {}
        assert len(told["attempts"]) > 30
        other = FIRST_UID + 1
        assert (told["uids"], told["gids"], told["groups"]) == ([other] * 3, [other] * 3, [])
        assert (told["no_new_privileges"], int(told["capabilities"], 16), told["mode"]) == ("1", 0, 0o600)
        assert told["home"]
        assert told["wheel"].startswith(f"{runs}/modules/{other}/")
        assert second.client("s3").get_object(Bucket=second.bucket, Key="written")["Body"].read() == b"given"
        # A driver of before the restart, which is another user's than the server's, goes on and is found.
        assert uid(processes["driver"]) == FIRST_UID
        (runs / theirs / "work" / "go-on").write_text("")
        assert first.finished("long", theirs)["JobRunState"] == "SUCCEEDED"
        assert "went on" in (runs / theirs / "output.log").read_text()
        ends_of_drivers(second)
    finally:
        platform.stop()


def probed(account: Account, others_run: str, pids: list[int]) -> dict[str, Any]:
    data, other = account.platform.data, account.platform.runs / others_run
    s3 = account.client("s3")
    s3.put_object(Bucket=account.bucket, Key="given", Body=b"given")
    wheel = BytesIO()
    with zipfile.ZipFile(wheel, "w") as zipped:
        zipped.writestr("from_a_wheel.py", "")
        zipped.writestr(
            "from_a_wheel-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: from-a-wheel\nVersion: 1.0\n"
        )
        zipped.writestr(
            "from_a_wheel-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        zipped.writestr("from_a_wheel-1.0.dist-info/RECORD", "")
    name = "from_a_wheel-1.0-py3-none-any.whl"
    s3.put_object(Bucket=account.bucket, Key=name, Body=wheel.getvalue())
    database = next((data / "database").glob("*.mv.db"))
    files = [database, *(data / name for name in ("secret.key", "credentials", "server.json", "server.log"))]
    files += [other / name for name in ("output.log", "error.log", "epoch", "exit", "files/script/long.py")]
    account.create("probe", PROBE)
    run_id = account.start(
        "probe",
        bucket=account.bucket,
        read=json.dumps(list(map(str, files))),
        list=json.dumps([str(path) for path in (data, account.platform.runs, other, other / "work", other / "files")]),
        write=json.dumps([str(path) for path in (database, data / "new", other / "work" / "go-on", other / "exit")]),
        pids=json.dumps(pids),
        additional_python_modules=f"s3://{account.bucket}/{name}",
    )
    run = account.finished("probe", run_id)
    assert run["JobRunState"] == "SUCCEEDED", run.get("ErrorMessage")
    answer: dict[str, Any] = json.loads((account.platform.runs / run_id / "output.log").read_text())
    return answer


def ends_of_drivers(account: Account) -> None:
    """Stopping and dying are the same as for drivers of the server's own user."""
    account.create("ends", WAITS)
    run_id = account.start("ends")
    pid = account.awaited(run_id)["driver"]
    assert uid(pid) == FIRST_UID + 1
    account.client("glue").batch_stop_job_run(JobName="ends", JobRunIds=[run_id])
    assert account.finished("ends", run_id)["JobRunState"] == "STOPPED"
    assert not is_alive(pid)
    run_id = account.start("ends")
    processes = account.awaited(run_id)
    os.kill(processes["wrapper"], signal.SIGKILL)
    assert account.finished("ends", run_id)["JobRunState"] == "FAILED"
    assert not is_alive(processes["driver"])


SPARK = """
import json, os, sys
from awsglue.context import GlueContext
from awsglue.job import Job
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext

args = getResolvedOptions(sys.argv, ["JOB_NAME", "bucket"])
context = SparkContext.getOrCreate()
glue_context = GlueContext(context)
spark = glue_context.spark_session
job = Job(glue_context)
job.init(args["JOB_NAME"], args)
workers = context.parallelize(range(4)).map(lambda n: os.getuid()).collect()
shuffled = spark.range(100).selectExpr("id % 7 as key", "id").repartition(3, "key")
path = f"s3://{args['bucket']}/rows/"
shuffled.write.parquet(path)
print("TOLD " + json.dumps({
    "rows": spark.read.parquet(path).count(),
    "workers": sorted(set(workers)),
    "user": context.sparkUser(),
    "home": spark._jvm.java.lang.System.getProperty("user.home") == os.getcwd(),
    "temporary": spark._jvm.java.io.File.createTempFile("temporary", "").getParent() == os.environ["TMPDIR"],
}))
job.commit()
"""


@needs_users
def test_a_spark_job_runs_as_its_accounts_user(program: Path, runs: Path, tmp_path: Path) -> None:
    platform = start(program, tmp_path / "data", runs)
    try:
        account = Account(platform, FIRST)
        account.create("spark", SPARK, "glueetl", WorkerType="G.1X", NumberOfWorkers=2, GlueVersion="4.0")
        run_id = account.start("spark", bucket=account.bucket)
        run = account.finished("spark", run_id)
        assert run["JobRunState"] == "SUCCEEDED", run.get("ErrorMessage")
        lines = (runs / run_id / "output.log").read_text().splitlines()
        told = json.loads(next(line for line in lines if line.startswith("TOLD ")).removeprefix("TOLD "))
        user = f"account-{FIRST}"
        assert told == {"rows": 100, "workers": [FIRST_UID], "user": user, "home": True, "temporary": True}
        arguments = (runs / run_id / "files" / "java.arguments").stat()
        assert (arguments.st_uid, stat.S_IMODE(arguments.st_mode)) == (FIRST_UID, 0o600)
    finally:
        platform.stop()


@needs_users
def test_auto_isolates_where_it_can_and_says_so(program: Path, runs: Path, tmp_path: Path) -> None:
    platform = start(program, tmp_path / "data", runs, isolation="auto")
    try:
        assert "Isolation    uid:" in mastic("status", "--data", str(platform.data)).stdout
        assert "isolation=uid:" in platform.log
    finally:
        platform.stop()


@needs_users
def test_a_closed_interpreter_is_named_and_auto_goes_without(runs: Path, tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    shutil.copy("/bin/true", closed / "python3.11")
    with distribution(closed / "python3.11") as program:
        done = subprocess.run(
            [program, "server", "--data", tmp_path / "data", "--port", "0"],
            env=clean_environment(MASTIC_ISOLATION="uid", MASTIC_RUNS_FOLDER=str(runs)),
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert done.returncode != 0
        assert "isolation is uid, but " in done.stderr
        assert "is closed to others than its owner" in done.stderr
        assert "\tat " not in done.stderr
        platform = Platform.start(tmp_path / "data", environment={"MASTIC_ISOLATION": "auto"}, program=program)
        try:
            assert "level=WARN" in next(line for line in platform.log.splitlines() if "isolation=none" in line)
            assert "is closed to others" in mastic("status", "--data", str(platform.data)).stdout
            assert platform.runs == platform.data / "runs"
        finally:
            platform.stop()


@needs_users
def test_isolation_by_users_without_root_is_refused(program: Path) -> None:
    with open_folder() as folder:
        os.chown(folder, 65534, 65534)
        done = subprocess.run(
            [program, "server", "--data", folder / "data", "--port", "0"],
            env=clean_environment(MASTIC_ISOLATION="uid"),
            user=65534,
            group=65534,
            cwd="/",
            capture_output=True,
            text=True,
            timeout=60,
        )
    assert done.returncode != 0
    assert "isolation is uid, but the server does not run as root" in done.stderr
    assert "\tat " not in done.stderr


def test_an_unknown_isolation_is_refused(tmp_path: Path) -> None:
    done = subprocess.run(
        [MASTIC, "server", "--data", tmp_path, "--port", "0"],
        env=clean_environment(MASTIC_ISOLATION="chroot"),
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode != 0
    assert "isolation is 'chroot': it takes auto, uid or none" in done.stderr


def test_what_the_data_folder_holds_is_the_owners_alone_whatever_the_umask(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    data.chmod(0o777)
    platform = Platform.start(data, environment={"MASTIC_ISOLATION": "none"}, umask=0)
    try:
        account = Account(platform, FIRST)
        account.create("quick", "print('done')")
        run = finished(platform, "quick", account.start("quick"))
        assert run["JobRunState"] == "SUCCEEDED", run.get("ErrorMessage")
        for folder in (data, data / "runs", data / "runs" / run["Id"]):
            assert stat.S_IMODE(folder.stat().st_mode) == 0o700, folder
        for file in (data / "credentials", data / "secret.key"):
            assert stat.S_IMODE(file.stat().st_mode) == 0o600, file
    finally:
        platform.stop()


SHOWS = """
import pathlib, time
from pyspark.sql import SparkSession

SparkSession.builder.getOrCreate().range(10).collect()
print("started", flush=True)
while not pathlib.Path("go-on").exists():
    time.sleep(0.05)
"""


@needs_users
def test_sparks_ui_is_shown_and_its_history_server_is_the_accounts_user(
    program: Path, runs: Path, tmp_path: Path
) -> None:
    platform = start(program, tmp_path / "data", runs)
    try:
        account = Account(platform, FIRST)
        account.create("shown", SHOWS, "glueetl", GlueVersion="4.0", WorkerType="G.1X", NumberOfWorkers=2)
        run_id = account.start("shown", enable_spark_ui="true")
        account.awaited(run_id)
        assert len(applications(platform, run_id)) == 1
        (platform.runs / run_id / "work" / "go-on").touch()
        assert account.finished("shown", run_id)["JobRunState"] == "SUCCEEDED"
        assert applications(platform, run_id)[0]["attempts"][0]["completed"]
        [history] = subprocess.run(
            ["pgrep", "-P", str(platform.process.pid), "-f", "history.History"], capture_output=True, text=True
        ).stdout.split()
        assert uid(int(history)) == FIRST_UID
        port = history_port(int(history))
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/api/v1/applications")
        assert refused.value.code == 403
    finally:
        platform.stop()
    eventually(lambda: not is_alive(int(history)), "the history server ends with its server", 30)


def applications(platform: Platform, run_id: str) -> Any:
    """What a browser sees behind the link that is printed for it."""
    link = mastic("ui", run_id, "--data", str(platform.data)).stdout.strip()
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    opener.open(link).close()
    with opener.open(f"{platform.endpoint}/-/ui/{run_id}/api/v1/applications") as answer:
        return json.load(answer)


def history_port(process: int) -> int:
    """The one port that a process listens on, by its sockets."""
    sockets = {os.readlink(file) for file in Path(f"/proc/{process}/fd").iterdir()}
    listening = "0A"
    found = []
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/net/{table}").read_text().splitlines()[1:]:
            fields = line.split()
            if fields[3] == listening and f"socket:[{fields[9]}]" in sockets:
                found.append(int(fields[1].split(":")[1], 16))
    [port] = found
    return port
