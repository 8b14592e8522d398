"""Isolation as it is set: where it can be had, where it is refused, and what is kept without it."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
from pathlib import Path

from isolated_accounts import FIRST, Account, needs_users, start
from open_distribution import distribution, open_folder
from platform_process import MASTIC, Platform, clean_environment, finished, mastic


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
