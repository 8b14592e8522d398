"""Starting, refusing to start, and ending: what the server says to who runs it."""

from __future__ import annotations

import os
import socket
import stat
import subprocess
import urllib.request
from pathlib import Path

import pytest

from platform_process import MASTIC, Platform, clean_environment, eventually, mastic


def refused(*options: str, **environment: str) -> str:
    done = mastic("server", *options, environment=clean_environment(**environment))
    assert done.returncode != 0
    assert "\tat " not in done.stderr, "a stack trace is no message"
    return done.stderr


def test_first_start_makes_what_a_first_job_needs(platform: Platform) -> None:
    account = platform.client("sts").get_caller_identity()["Account"]
    assert account == "111122223333"
    role = platform.client("iam").get_role(RoleName="MasticGlueRole")["Role"]
    trusted = role["AssumeRolePolicyDocument"]["Statement"][0]["Principal"]["Service"]
    assert set(trusted) == {"glue.amazonaws.com", "databrew.amazonaws.com"}
    assert "default" in [d["Name"] for d in platform.client("glue").get_databases()["DatabaseList"]]
    buckets = [b["Name"] for b in platform.client("s3").list_buckets()["Buckets"]]
    assert f"aws-glue-assets-{account}-us-east-1" in buckets


def test_secrets_of_the_data_folder_are_the_owners_alone(platform: Platform) -> None:
    assert stat.S_IMODE(platform.data.stat().st_mode) == 0o700
    for secret in ("credentials", "secret.key"):
        assert stat.S_IMODE((platform.data / secret).stat().st_mode) == 0o600, secret


def test_status_says_what_runs_where(platform: Platform) -> None:
    said = mastic("status", "--data", str(platform.data)).stdout
    assert platform.endpoint in said
    assert str(platform.process.pid) in said
    assert '"ok"' in said


def test_without_a_server_status_says_how_to_start_one(tmp_path: Path) -> None:
    done = mastic("status", "--data", str(tmp_path))
    assert done.returncode == 1
    assert "mastic server" in done.stderr


def test_a_port_in_use_is_named(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        said = refused("--data", str(tmp_path / "data"), "--port", str(port))
    assert f"port {port}" in said
    assert "--port" in said


def test_a_data_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    assert str(tmp_path / "file") in refused("--data", str(tmp_path / "file" / "data"), "--port", "0")


def test_a_second_server_on_one_data_folder_is_refused(platform: Platform) -> None:
    assert "in use" in refused("--data", str(platform.data), "--port", "0")


def test_an_unknown_setting_stops_the_start(tmp_path: Path) -> None:
    config = tmp_path / "mastic.properties"
    config.write_text("prot = 4748\n")
    said = refused("--config", str(config), "--data", str(tmp_path / "data"))
    assert "'prot'" in said
    assert "port" in said


def test_another_java_is_refused_before_it_fails(tmp_path: Path) -> None:
    java = tmp_path / "jdk" / "bin" / "java"
    java.parent.mkdir(parents=True)
    java.write_text("#!/bin/sh\nexit 3\n")
    java.chmod(0o755)
    (tmp_path / "jdk" / "release").write_text('JAVA_VERSION="21.0.2"\n')
    said = refused(JAVA_HOME=str(tmp_path / "jdk"))
    assert "Java 21.0.2" in said
    assert "JDK 17" in said


def test_stop_ends_the_server_in_order_and_a_start_finds_everything(tmp_path: Path) -> None:
    platform = Platform.start(tmp_path / "data")
    platform.client("glue").create_database(DatabaseInput={"Name": "kept"})
    platform.client("s3").create_bucket(Bucket="kept")
    assert mastic("stop", "--data", str(platform.data)).returncode == 0
    assert platform.process.wait(30) is not None
    again = Platform.start(platform.data)
    try:
        assert again.environment["AWS_ACCESS_KEY_ID"] == platform.environment["AWS_ACCESS_KEY_ID"]
        assert again.client("glue").get_database(Name="kept")["Database"]["Name"] == "kept"
        assert "kept" in [b["Name"] for b in again.client("s3").list_buckets()["Buckets"]]
    finally:
        again.stop()


def test_health_and_metrics_need_no_signature(platform: Platform) -> None:
    with urllib.request.urlopen(platform.endpoint + "/healthz") as answer:
        assert answer.read() == b'{"status":"ok"}'
    platform.client("glue").get_databases()
    with urllib.request.urlopen(platform.endpoint + "/metrics") as answer:
        assert 'mastic_requests_total{operation="glue:GetDatabases",status="200"}' in answer.read().decode()


def test_the_access_log_has_one_line_a_request_and_no_secret(platform: Platform) -> None:
    glue = platform.client("glue")
    request_id = glue.get_databases()["ResponseMetadata"]["RequestId"]
    # The answer is sent before its line is written.
    eventually(lambda: request_id in platform.log, "the request is logged", 10)
    lines = [line for line in platform.log.splitlines() if request_id in line]
    assert len(lines) == 1
    assert "operation=glue:GetDatabases" in lines[0]
    assert "status=200" in lines[0]
    assert platform.environment["AWS_SECRET_ACCESS_KEY"] not in platform.log


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else to try")
def test_the_server_runs_without_root(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    version = subprocess.run(
        [MASTIC, "--version"], user=65534, env=clean_environment(), capture_output=True, text=True, cwd="/"
    )
    assert version.stdout.startswith("mastic ")
