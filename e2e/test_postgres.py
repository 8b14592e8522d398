"""A server that stores in PostgreSQL, as its owner starts, loses and finds it."""

from __future__ import annotations

from pathlib import Path

from platform_process import Platform, clean_environment, mastic
from postgres_process import PASSWORD, Postgres


def test_a_server_on_postgresql_keeps_what_it_was_told(postgres: Postgres, tmp_path: Path) -> None:
    settings = postgres.settings("kept")
    platform = Platform.start(tmp_path / "data", environment=settings)
    platform.client("glue").create_database(DatabaseInput={"Name": "Kept"})
    platform.stop()
    assert not (tmp_path / "data" / "database").exists()
    again = Platform.start(tmp_path / "data", environment=settings)
    try:
        assert again.client("glue").get_database(Name="kept")["Database"]["Name"] == "kept"
        assert PASSWORD not in again.log
        assert PASSWORD not in Path(f"/proc/{again.process.pid}/cmdline").read_text()
    finally:
        again.stop()
    assert postgres.sql("kept", "select name from glue_database order by name") == "default\nkept"


def test_a_wrong_password_is_said_and_not_shown(postgres: Postgres, tmp_path: Path) -> None:
    settings = postgres.settings("refused") | {"MASTIC_DATABASE_PASSWORD": "hunter2"}
    done = mastic("server", "--data", str(tmp_path), "--port", "0", environment=clean_environment(**settings))
    assert done.returncode != 0
    assert "database-password" in done.stderr
    assert "hunter2" not in done.stderr + done.stdout
    assert "\tat " not in done.stderr


def test_a_folder_that_belongs_to_postgresql_does_not_start_on_an_empty_database(
    postgres: Postgres, tmp_path: Path
) -> None:
    Platform.start(tmp_path / "data", environment=postgres.settings("belongs")).stop()
    done = mastic("server", "--data", str(tmp_path / "data"), "--port", "0")
    assert done.returncode != 0
    assert "database-url" in done.stderr
    assert "/belongs" in done.stderr
