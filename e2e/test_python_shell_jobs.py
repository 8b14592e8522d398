"""Python-shell jobs as AWS's clients start, watch and stop them: real scripts in real driver processes."""

from __future__ import annotations

import io
import json
import os
import re
import signal
import socket
import textwrap
import zipfile
from pathlib import Path
from typing import Any

import botocore.exceptions
import pytest

from platform_process import Platform, eventually, finished, run_job

ACCOUNT = "111122223333"
BUCKET = f"aws-glue-assets-{ACCOUNT}-us-east-1"
OUTPUT = "/aws-glue/python-jobs/output"
ERROR = "/aws-glue/python-jobs/error"


def put(platform: Platform, key: str, body: bytes | str) -> str:
    platform.client("s3").put_object(Bucket=BUCKET, Key=key, Body=body)
    return f"s3://{BUCKET}/{key}"


def create(platform: Platform, name: str, script: str, **more: Any) -> None:
    """A job whose script lies beside those of other tests."""
    location = put(platform, f"scripts/{name}.py", textwrap.dedent(script))
    command = {"Name": "pythonshell", "ScriptLocation": location, "PythonVersion": "3.9"}
    platform.client("glue").create_job(**{"Name": name, "Role": "MasticGlueRole", "Command": command} | more)


def messages(platform: Platform, group: str, run_id: str) -> list[str]:
    """The whole stream, page by page, until a page's token stays the same."""
    logs = platform.client("logs")
    arguments: dict[str, Any] = {"logGroupName": group, "logStreamName": run_id, "startFromHead": True}
    found: list[str] = []
    token = None
    while True:
        page = logs.get_log_events(**arguments | ({"nextToken": token} if token else {}))
        found += [event["message"] for event in page["events"]]
        if page["nextForwardToken"] == token:
            return found
        token = page["nextForwardToken"]


def running(platform: Platform, name: str, run_id: str, says: str) -> int:
    """Waits until the script of a run has said something; answers the pid of its driver."""

    def said() -> bool:
        state = platform.client("glue").get_job_run(JobName=name, RunId=run_id)["JobRun"]
        assert state["JobRunState"] in {"STARTING", "RUNNING"}, state.get("ErrorMessage")
        return says in messages(platform, OUTPUT, run_id)

    eventually(said, f"the script says {says}")
    return int((platform.runs / run_id / "driver").read_text().split()[0])


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()


WAITS = """
    import time
    print("started", flush=True)
    time.sleep(300)
"""


def test_a_script_runs_and_the_run_says_what_it_cost(platform: Platform, name: str) -> None:
    create(
        platform, name, 'import sys\nprint("to output")\nprint("to error", file=sys.stderr)\nsys.stdout.write("end")'
    )
    run = run_job(platform, name)
    assert (run["JobRunState"], run.get("ErrorMessage")) == ("SUCCEEDED", None)
    assert re.fullmatch("jr_[0-9a-f]{64}", run["Id"])
    assert run["Attempt"] == 0
    assert run["MaxCapacity"] == 0.0625
    assert run["DPUSeconds"] == run["ExecutionTime"] * 0.0625
    assert run["StartedOn"] <= run["CompletedOn"]
    assert run["LogGroupName"] == "/aws-glue/python-jobs"
    assert messages(platform, OUTPUT, run["Id"]) == ["to output", "end"]
    assert "to error" in messages(platform, ERROR, run["Id"])


def test_a_script_that_raises_names_the_exception_and_the_line(platform: Platform, name: str) -> None:
    create(platform, name, 'x = 1\n\ndef f():\n    raise ValueError("no good")\n\nf()\n')
    run = run_job(platform, name)
    assert run["JobRunState"] == "FAILED"
    assert "ValueError: no good" in run["ErrorMessage"]
    assert f"{name}.py, line 4" in run["ErrorMessage"]
    assert any("Traceback" in line for line in messages(platform, ERROR, run["Id"]))


def test_a_script_with_a_syntax_error_names_the_line(platform: Platform, name: str) -> None:
    create(platform, name, "x = 1\ny = = 2\n")
    run = run_job(platform, name)
    assert run["JobRunState"] == "FAILED"
    assert "SyntaxError" in run["ErrorMessage"]
    assert "line 2" in run["ErrorMessage"]


@pytest.mark.parametrize(
    ("code", "state", "message"),
    [("", "SUCCEEDED", ""), ("0", "SUCCEEDED", ""), ("3", "FAILED", "3"), ("'bad input'", "FAILED", "bad input")],
    ids=["none", "zero", "three", "text"],
)
def test_sys_exit_ends_the_run(platform: Platform, name: str, code: str, state: str, message: str) -> None:
    create(platform, name, f"import sys\nsys.exit({code})\n")
    run = run_job(platform, name)
    assert run["JobRunState"] == state
    assert message in run.get("ErrorMessage", "")


def test_a_process_that_just_ends_fails_with_its_code_and_the_end_of_its_log(platform: Platform, name: str) -> None:
    create(platform, name, "import os, sys\nprint('last words', file=sys.stderr, flush=True)\nos._exit(7)\n")
    run = run_job(platform, name)
    assert run["JobRunState"] == "FAILED"
    assert "exit code 7" in run["ErrorMessage"]
    assert "last words" in run["ErrorMessage"]


def test_a_missing_script_is_named(platform: Platform, name: str) -> None:
    command = {"Name": "pythonshell", "ScriptLocation": f"s3://{BUCKET}/no/such.py"}
    platform.client("glue").create_job(Name=name, Role="MasticGlueRole", Command=command)
    run = run_job(platform, name)
    assert run["JobRunState"] == "FAILED"
    assert f"s3://{BUCKET}/no/such.py" in run["ErrorMessage"]
    assert "404" in run["ErrorMessage"]


def test_arguments_arrive_as_they_were_given(platform: Platform, name: str) -> None:
    create(
        platform,
        name,
        "import json, sys\nprint(json.dumps(sys.argv[1:]))\n",
        DefaultArguments={"--kept": "default", "--changed": "default", "--fixed": "default"},
        NonOverridableArguments={"--fixed": "job's"},
    )
    given = {
        "--changed": "a b  c",
        "--fixed": "run's",
        "--equals": "x=1,y=2",
        "--json": '{"a": ["b", "ü"], "c": "\'"}',
        "--empty": "",
        "--lines": "one\ntwo",
    }
    run = run_job(platform, name, Arguments=given)
    assert run["JobRunState"] == "SUCCEEDED", run.get("ErrorMessage")
    assert run["Arguments"] == given
    argv = json.loads(messages(platform, OUTPUT, run["Id"])[0])
    got = dict(zip(argv[::2], argv[1::2], strict=True))
    wanted = given | {"--kept": "default", "--fixed": "job's", "--JOB_NAME": name, "--JOB_RUN_ID": run["Id"]}
    assert {key: got.get(key) for key in wanted} == wanted


def test_extra_files_and_modules_are_there_before_the_script_starts(platform: Platform, name: str) -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as zipped:
        zipped.writestr("packed/__init__.py", "VALUE = 'from a zip'\n")
    paths = [
        put(platform, f"{name}/packed.zip", archive.getvalue()),
        put(platform, f"{name}/single.py", "VALUE = 'from a file'\n"),
    ]
    create(
        platform,
        name,
        "import packed, single\nprint(packed.VALUE)\nprint(single.VALUE)\nprint(open('note.txt').read())\n",
        DefaultArguments={
            "--extra-py-files": ",".join(paths),
            "--extra-files": put(platform, f"{name}/note.txt", "a note"),
        },
    )
    run = run_job(platform, name)
    assert run["JobRunState"] == "SUCCEEDED", run.get("ErrorMessage")
    assert messages(platform, OUTPUT, run["Id"]) == ["from a zip", "from a file", "a note"]


def test_a_run_may_do_what_its_role_may(platform: Platform, name: str) -> None:
    iam = platform.client("iam")
    trust = {"Effect": "Allow", "Principal": {"Service": "glue.amazonaws.com"}, "Action": "sts:AssumeRole"}
    document = {"Version": "2012-10-17", "Statement": [trust]}
    iam.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(document))
    reading = {"Effect": "Allow", "Action": ["s3:GetObject", "s3:ListBucket"], "Resource": "*"}
    policy = {"Version": "2012-10-17", "Statement": [reading]}
    iam.put_role_policy(RoleName=name, PolicyName="reads", PolicyDocument=json.dumps(policy))
    create(
        platform,
        name,
        f"""
        import boto3
        print(boto3.client("sts").get_caller_identity()["Arn"])
        boto3.client("s3").put_object(Bucket="{BUCKET}", Key="{name}/out", Body=b"x")
        """,
        Role=name,
    )
    run = run_job(platform, name)
    assert run["JobRunState"] == "FAILED"
    assert "AccessDenied" in run["ErrorMessage"]
    assert "s3:PutObject" in run["ErrorMessage"]
    assert f"assumed-role/{name}/" in messages(platform, OUTPUT, run["Id"])[0]


def test_a_stopped_run_ends_with_all_its_processes(platform: Platform, name: str) -> None:
    create(
        platform,
        name,
        """
        import signal, subprocess, sys, time
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        child = subprocess.Popen(["sleep", "300"])
        print(child.pid)
        print("started", flush=True)
        time.sleep(300)
        """,
    )
    glue = platform.client("glue")
    run_id = glue.start_job_run(JobName=name)["JobRunId"]
    driver = running(platform, name, run_id, "started")
    child = int(messages(platform, OUTPUT, run_id)[0])
    answer = glue.batch_stop_job_run(JobName=name, JobRunIds=[run_id, "jr_none"])
    assert [stopped["JobRunId"] for stopped in answer["SuccessfulSubmissions"]] == [run_id]
    assert [error["JobRunId"] for error in answer["Errors"]] == ["jr_none"]
    assert finished(platform, name, run_id)["JobRunState"] == "STOPPED"
    assert not is_alive(driver)
    assert not is_alive(child)
    again = glue.batch_stop_job_run(JobName=name, JobRunIds=[run_id])
    assert "STOPPED already" in again["Errors"][0]["ErrorDetail"]["ErrorMessage"]


def test_runs_beyond_the_jobs_limit_are_refused(platform: Platform, name: str) -> None:
    create(platform, name, WAITS, ExecutionProperty={"MaxConcurrentRuns": 2})
    glue = platform.client("glue")
    runs = [glue.start_job_run(JobName=name)["JobRunId"] for _ in range(2)]
    with pytest.raises(botocore.exceptions.ClientError) as refused:
        glue.start_job_run(JobName=name)
    assert refused.value.response["Error"]["Code"] == "ConcurrentRunsExceededException"
    stopped = glue.batch_stop_job_run(JobName=name, JobRunIds=runs)
    assert len(stopped["SuccessfulSubmissions"]) == 2
    for run_id in runs:
        assert finished(platform, name, run_id)["JobRunState"] == "STOPPED"


def test_a_failed_run_is_tried_again_as_often_as_the_job_says(platform: Platform, name: str) -> None:
    create(platform, name, "raise ValueError('again')\n", MaxRetries=2)
    first = run_job(platform, name)["Id"]
    third = finished(platform, name, f"{first}_attempt_2") if finished(platform, name, f"{first}_attempt_1") else {}
    assert (third["Attempt"], third["PreviousRunId"]) == (2, f"{first}_attempt_1")
    runs = platform.client("glue").get_job_runs(JobName=name)["JobRuns"]
    assert [run["Id"] for run in runs] == [f"{first}_attempt_2", f"{first}_attempt_1", first]
    assert {run["JobRunState"] for run in runs} == {"FAILED"}


def test_a_killed_driver_fails_its_run_with_the_reason(platform: Platform, name: str) -> None:
    create(platform, name, WAITS)
    run_id = platform.client("glue").start_job_run(JobName=name)["JobRunId"]
    os.kill(running(platform, name, run_id, "started"), signal.SIGKILL)
    run = finished(platform, name, run_id)
    assert run["JobRunState"] == "FAILED"
    assert "killed by signal 9" in run["ErrorMessage"]
    assert "Python-shell job" in run["ErrorMessage"], "the end of the log"


def test_a_killed_wrapper_takes_its_driver_along(platform: Platform, name: str) -> None:
    create(platform, name, WAITS)
    run_id = platform.client("glue").start_job_run(JobName=name)["JobRunId"]
    driver = running(platform, name, run_id, "started")
    os.kill(int((platform.runs / run_id / "wrapper").read_text().split()[0]), signal.SIGKILL)
    run = finished(platform, name, run_id)
    assert (run["JobRunState"], is_alive(driver)) == ("FAILED", False)


def test_logs_are_there_while_the_script_runs(platform: Platform, name: str) -> None:
    create(
        platform,
        name,
        """
        import pathlib, time
        print("ERROR one")
        while not pathlib.Path("go-on").exists():
            time.sleep(0.05)
        print("two")
        """,
    )
    logs = platform.client("logs")
    run_id = platform.client("glue").start_job_run(JobName=name)["JobRunId"]
    running(platform, name, run_id, "ERROR one")
    seen = logs.filter_log_events(logGroupName=OUTPUT, logStreamNames=[run_id], filterPattern="ERROR")["events"]
    assert [event["message"] for event in seen] == ["ERROR one"]
    (platform.runs / run_id / "work" / "go-on").write_text("")
    assert finished(platform, name, run_id)["JobRunState"] == "SUCCEEDED"
    since = {"logGroupName": OUTPUT, "logStreamNames": [run_id], "startTime": seen[0]["timestamp"]}
    events = logs.filter_log_events(**since)["events"]
    assert [event["message"] for event in events] == ["ERROR one", "two"]
    assert events[0] == seen[0], "what a follower has seen never changes"


def test_the_aws_cli_tails_a_log(platform: Platform, name: str) -> None:
    help_text = platform.aws("logs", "tail", "help", check=False)
    if "Invalid choice" in help_text.stderr or help_text.returncode == 252:
        pytest.skip("the installed AWS CLI has no 'logs tail'")
    create(platform, name, 'print("to be seen")\n')
    run = run_job(platform, name)
    tailed = platform.aws("logs", "tail", OUTPUT, "--log-stream-names", run["Id"], "--since", "1h")
    assert "to be seen" in tailed.stdout


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def killed(platform: Platform) -> None:
    """Ends a server with the one signal that it cannot answer."""
    platform.process.send_signal(signal.SIGKILL)
    platform.process.wait()


def test_a_server_that_was_killed_takes_its_runs_up_again(tmp_path: Path, name: str) -> None:
    port = free_port()
    first = Platform.start(tmp_path / "data", port=port)
    create(
        first,
        name,
        f"""
        import boto3, pathlib, time
        print("started", flush=True)
        while not pathlib.Path("go-on").exists():
            time.sleep(0.05)
        boto3.client("s3").put_object(Bucket="{BUCKET}", Key="done", Body=b"x")
        print("done")
        """,
        MaxRetries=1,
    )
    run_id = first.client("glue").start_job_run(JobName=name)["JobRunId"]
    driver = running(first, name, run_id, "started")
    killed(first)
    assert is_alive(driver)
    second = Platform.start(tmp_path / "data", port=port)
    try:
        assert running(second, name, run_id, "started") == driver
        (second.runs / run_id / "work" / "go-on").write_text("")
        assert finished(second, name, run_id)["JobRunState"] == "SUCCEEDED"
        assert messages(second, OUTPUT, run_id) == ["started", "done"]
        assert len(second.client("glue").get_job_runs(JobName=name)["JobRuns"]) == 1
    finally:
        second.stop()


def test_a_run_that_ends_while_no_server_is_there_keeps_its_result(tmp_path: Path, name: str) -> None:
    first = Platform.start(tmp_path / "data")
    create(
        first,
        name,
        """
        import pathlib, time
        print("started", flush=True)
        while not pathlib.Path("go-on").exists():
            time.sleep(0.05)
        raise ValueError("nobody listens")
        """,
    )
    run_id = first.client("glue").start_job_run(JobName=name)["JobRunId"]
    driver = running(first, name, run_id, "started")
    killed(first)
    folder = first.runs / run_id
    (folder / "work" / "go-on").write_text("")
    eventually(lambda: (folder / "files" / "result").exists(), "the result is written down")
    os.kill(driver, signal.SIGKILL)
    second = Platform.start(tmp_path / "data")
    try:
        run = finished(second, name, run_id)
        assert run["JobRunState"] == "FAILED"
        assert "nobody listens" in run["ErrorMessage"]
    finally:
        second.stop()
