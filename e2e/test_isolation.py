"""Drivers that run as users of their own: what they cannot do to the server and to each other, and what still works."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import urllib.error
import urllib.request
import zipfile
from http.cookiejar import CookieJar
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from isolated_accounts import FIRST, FIRST_UID, SECOND, Account, is_alive, needs_users, start, uid
from platform_process import Platform, eventually, mastic

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
