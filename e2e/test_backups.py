"""Moving a data folder to PostgreSQL, and backup and restore, as an operator types them."""

from __future__ import annotations

import stat
from pathlib import Path

from platform_process import Platform, clean_environment, mastic
from postgres_process import PASSWORD, Postgres


def fill(platform: Platform) -> None:
    glue = platform.client("glue")
    glue.create_database(DatabaseInput={"Name": "shop"})
    glue.create_table(DatabaseName="shop", TableInput={"Name": "orders", "PartitionKeys": [{"Name": "day"}]})
    glue.batch_create_partition(
        DatabaseName="shop", TableName="orders", PartitionInputList=[{"Values": [f"d{day}"]} for day in range(50)]
    )
    s3 = platform.client("s3")
    s3.create_bucket(Bucket="shop")
    s3.put_object(Bucket="shop", Key="a/b.txt", Body=b"kept", ContentType="text/plain")


def assert_whole(platform: Platform, key: str) -> None:
    assert platform.environment["AWS_ACCESS_KEY_ID"] == key
    glue = platform.client("glue")
    assert len(glue.get_partitions(DatabaseName="shop", TableName="orders")["Partitions"]) == 50
    stored = platform.client("s3").get_object(Bucket="shop", Key="a/b.txt")
    assert (stored["Body"].read(), stored["ContentType"]) == (b"kept", "text/plain")
    glue.create_table(DatabaseName="shop", TableInput={"Name": "customers"})
    glue.delete_table(DatabaseName="shop", Name="customers")


def test_a_data_folder_moves_to_postgresql(postgres: Postgres, tmp_path: Path) -> None:
    data = str(tmp_path / "data")
    settings = postgres.settings("moved")
    platform = Platform.start(tmp_path / "data")
    fill(platform)
    key = platform.environment["AWS_ACCESS_KEY_ID"]
    running = mastic("db", "migrate", "--data", data, environment=clean_environment(**settings))
    assert running.returncode != 0
    assert "mastic stop" in running.stderr
    platform.stop()
    done = mastic("db", "migrate", "--data", data, environment=clean_environment(**settings))
    assert done.returncode == 0, done.stderr
    assert "glue_partition: 50" in done.stdout
    assert PASSWORD not in done.stdout + done.stderr
    refused = mastic("server", "--data", data, "--port", "0")
    assert "database-url" in refused.stderr
    again = Platform.start(tmp_path / "data", environment=settings)
    try:
        assert_whole(again, key)
    finally:
        again.stop()


def test_a_backup_restores_to_a_new_folder(tmp_path: Path) -> None:
    file = tmp_path / "mastic.tar.gz"
    platform = Platform.start(tmp_path / "data")
    fill(platform)
    key = platform.environment["AWS_ACCESS_KEY_ID"]
    platform.stop()
    done = mastic("backup", str(file), "--data", str(tmp_path / "data"))
    assert done.returncode == 0, done.stderr
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    refused = mastic("restore", str(file), "--data", str(tmp_path / "data"))
    assert "not empty" in refused.stderr
    assert mastic("restore", str(file), "--data", str(tmp_path / "new")).returncode == 0
    restored = Platform.start(tmp_path / "new")
    try:
        assert_whole(restored, key)
    finally:
        restored.stop()
