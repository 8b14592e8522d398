"""The first job: trades in JSON become a CSV summary and a table, with exactly the numbers of the fixture."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from platform_process import ROOT, Platform, clean_environment, run_job

BUCKET = "five-orders"
TRADES = ROOT / "examples" / "option-trades"


@pytest.fixture(scope="module")
def option_trades(platform: Platform) -> dict[str, Any]:
    """The finished run over the five orders, all of it made by the AWS CLI."""
    fixture = Path(__file__).parent / "data" / "five-orders.json"
    platform.aws("s3", "mb", f"s3://{BUCKET}")
    platform.aws("s3", "cp", str(fixture), f"s3://{BUCKET}/transformsblog/inputdata/1.json")
    platform.aws("s3", "cp", str(TRADES / "exchange_rates.py"), f"s3://{BUCKET}/scripts/exchange_rates.py")
    platform.aws(
        *("glue", "create-job", "--name", "rates", "--role", "MasticGlueRole", "--glue-version", "5.0"),
        *("--command", f"Name=glueetl,PythonVersion=3,ScriptLocation=s3://{BUCKET}/scripts/exchange_rates.py"),
        *("--default-arguments", json.dumps({"--bucket": BUCKET, "--enable-glue-datacatalog": "true"})),
        *("--worker-type", "G.1X", "--number-of-workers", "2"),
    )
    rates = run_job(platform, "rates")
    assert rates["JobRunState"] == "SUCCEEDED", rates.get("ErrorMessage")
    document = (TRADES / "option_trades.json").read_text().replace("s3://option-trades/", f"s3://{BUCKET}/")
    platform.aws("glue", "create-job", "--name", "five-orders", "--cli-input-json", document)
    return run_job(platform, "five-orders")


def orders(platform: Platform) -> list[dict[str, Any]]:
    script = str(Path(__file__).parent / "parquet_rows.py")
    done = subprocess.run(
        [ROOT / ".venv/bin/python", script, BUCKET, "transformsblog/orders/"],
        env=clean_environment(**platform.environment),
        capture_output=True,
        text=True,
        check=True,
    )
    return list(json.loads(done.stdout))


def test_the_run_succeeds_and_says_what_it_did(platform: Platform, option_trades: dict[str, Any]) -> None:
    assert option_trades["JobRunState"] == "SUCCEEDED", option_trades.get("ErrorMessage")
    assert option_trades["ExecutionTime"] > 0
    log = platform.client("logs").filter_log_events(
        logGroupName="/aws-glue/jobs/error", logStreamNames=[option_trades["Id"]], filterPattern="Glue"
    )
    assert "Glue 5.0" in log["events"][0]["message"], "the first line names the one runtime"
    assert "Spark 3.5.7" in log["events"][0]["message"]


def test_the_rates_are_a_table_of_spark_sql(platform: Platform, option_trades: dict[str, Any]) -> None:
    table = platform.aws_json("glue", "get-table", "--database-name", "default", "--name", "exchange_rates")["Table"]
    assert table["TableType"] == "EXTERNAL_TABLE"
    assert table["StorageDescriptor"]["Location"].rstrip("/") == f"s3://{BUCKET}/exchange_rates"
    assert table["StorageDescriptor"]["SerdeInfo"]["SerializationLibrary"].endswith(".LazySimpleSerDe")
    s3 = platform.client("s3")
    files = s3.list_objects_v2(Bucket=BUCKET, Prefix="exchange_rates/")["Contents"]
    bodies = [s3.get_object(Bucket=BUCKET, Key=file["Key"])["Body"].read().decode() for file in files]
    assert sorted("".join(bodies).split()) == ["eur\x011.09", "gbp\x011.24", "usd\x011.0"]


def test_the_summary_is_one_csv_file_with_the_sums(platform: Platform, option_trades: dict[str, Any]) -> None:
    s3 = platform.client("s3")
    listed = s3.list_objects_v2(Bucket=BUCKET, Prefix="transformsblog/summary/")["Contents"]
    assert len(listed) == 1, "one data file and nothing beside it"
    assert "/run-CSVContractsummary_node111-" in listed[0]["Key"]
    body = s3.get_object(Bucket=BUCKET, Key=listed[0]["Key"])["Body"].read().decode()
    rows = sorted(csv.DictReader(io.StringIO(body)), key=lambda row: row["symbol"])
    assert rows == [
        {"symbol": "AMZN", "CALL": "115", "PUT": "56"},
        {"symbol": "BMW.DE", "CALL": "122", "PUT": "28"},
        {"symbol": "JPM", "CALL": "197", "PUT": ""},
    ]


def test_the_table_holds_the_thirteen_rows(platform: Platform, option_trades: dict[str, Any]) -> None:
    rows = orders(platform)
    assert len(rows) == 13
    assert sum(row["contracts"] for row in rows) == 518
    assert round(sum(row["total_usd"] for row in rows), 2) == 6655.28
    expected = {
        1001: [309.24, 652.84],
        1002: [144.31, 865.83, 946.00],
        1003: [90.95],
        1004: [390.39, 496.86, 650.65, 792.61],
        1005: [137.28, 469.04, 709.28],
    }
    assert {n: sorted(r["total_usd"] for r in rows if r["order_id"] == n) for n in expected} == expected
    first = next(row for row in rows if row["contracts"] == 18)
    assert {name: first[name] for name in ("strike_price", "type", "expiration_date", "action")} == {
        "strike_price": "102",
        "type": "PUT",
        "expiration_date": "2023-MAR-24",
        "action": "bought",
    }


def test_the_catalog_describes_the_table(platform: Platform, option_trades: dict[str, Any]) -> None:
    table = platform.aws_json("glue", "get-table", "--database-name", "default", "--name", "option_orders")["Table"]
    types = {column["Name"]: column["Type"] for column in table["StorageDescriptor"]["Columns"]}
    assert types.pop("order_id") == "int", "five small ids; the quickstart's are milliseconds, which are bigint"
    assert types == {
        **dict.fromkeys(["symbol", "instrument", "currency", "exchange", "strike_price", "type"], "string"),
        **dict.fromkeys(["expiration_date", "action", "ingest_date"], "string"),
        **dict.fromkeys(["price", "exchange_rate", "total_usd"], "double"),
        "contracts": "int",
    }
    assert table["Parameters"]["classification"] == "parquet"
    assert table["StorageDescriptor"]["Location"].rstrip("/") == f"s3://{BUCKET}/transformsblog/orders"
    assert table["CreatedBy"].endswith(":assumed-role/MasticGlueRole/GlueJobRunnerSession")


def test_the_quickstart_tells_the_story_and_can_be_told_again(platform: Platform) -> None:
    environment = clean_environment(MASTIC_DATA=str(platform.data), PATH=f"{Path(sys.executable).parent}:/usr/bin:/bin")
    for _ in range(2):
        told = subprocess.run(
            [sys.executable, ROOT / "examples" / "quickstart.py"],
            env=environment,
            capture_output=True,
            text=True,
            timeout=400,
        )
        assert told.returncode == 0, told.stdout + told.stderr
        assert "option-trades" in told.stdout
        assert "symbol,CALL,PUT" in told.stdout
        assert "expiration_date" in told.stdout
        assert "|symbol|" in told.stdout, "rows of the table by SELECT"
        assert platform.endpoint in told.stdout
    inputs = platform.client("s3").list_objects_v2(Bucket="option-trades", Prefix="transformsblog/inputdata/")
    assert inputs["KeyCount"] == 2
    table = platform.client("glue").get_table(DatabaseName="default", Name="option_orders")["Table"]
    types = {column["Name"]: column["Type"] for column in table["StorageDescriptor"]["Columns"]}
    assert types["order_id"] == "bigint"
    assert len(types) == 14
