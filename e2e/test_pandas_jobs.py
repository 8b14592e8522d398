"""pandas, the pandas API on Spark and Spark SQL mixed in one job, its profile, and the words of its error. One run."""

from __future__ import annotations

import io
import json
from typing import Any

import openpyxl
import pytest

from platform_process import Platform, run_job

SCRIPT = """
import json, sys
import pandas as pd
import pyspark.pandas as ps
from awsglue.utils import getResolvedOptions
from pyspark.sql import SparkSession
from pyspark.sql.functions import pandas_udf

args = getResolvedOptions(sys.argv, ["bucket"])
spark = SparkSession.builder.getOrCreate()
spark.sql("CREATE DATABASE stocks LOCATION 's3://%s/tables'" % args["bucket"])
spark.sql("CREATE TABLE stocks.names (symbol string, name string) STORED AS PARQUET")
spark.sql("INSERT INTO stocks.names VALUES ('KO', 'Cola'), ('NKE', 'Shoes'), ('JPM', 'Bank')")

pdf = pd.read_excel("s3://%s/prices.xlsx" % args["bucket"], index_col=0)
psdf = ps.from_pandas(pdf)
mean = psdf["price"].mean()
back = psdf.to_pandas()
sdf = ps.from_pandas(back).to_spark(index_col="symbol")
joined = sdf.join(spark.table("stocks.names"), "symbol").orderBy("symbol")
rows = [[row["symbol"], row["price"], row["name"]] for row in joined.collect()]

import pyspark.pandas as pd  # in place of pandas

largest = int(pd.DataFrame({"n": range(1000)})["n"].max())

@pandas_udf("long")
def doubled(numbers: __import__("pandas").Series) -> __import__("pandas").Series:
    return numbers * 2

total = spark.range(1_000_000).select(doubled("id").alias("n")).agg({"n": "sum"}).first()[0]
report = {"mean": mean, "rows": rows, "largest": largest, "total": total,
          "aqe": spark.conf.get("spark.sql.adaptive.enabled")}
print("REPORT " + json.dumps(report))
spark.sparkContext.show_profiles()
spark.sql('''SELECT symbol,
       price / (price - price) AS nothing
FROM VALUES ('KO', 5) AS prices (symbol, price)''').collect()
"""


@pytest.fixture(scope="module")
def run(platform: Platform) -> dict[str, Any]:
    s3 = platform.client("s3")
    s3.create_bucket(Bucket="pandas-jobs")
    book = openpyxl.Workbook()
    for row in (["symbol", "price"], ["KO", 50.5], ["NKE", 100.0], ["XYZ", 3.5]):
        book.active.append(row)
    saved = io.BytesIO()
    book.save(saved)
    s3.put_object(Bucket="pandas-jobs", Key="prices.xlsx", Body=saved.getvalue())
    s3.put_object(Bucket="pandas-jobs", Key="job.py", Body=SCRIPT)
    platform.client("glue").create_job(
        Name="pandas-jobs",
        Role="MasticGlueRole",
        GlueVersion="5.0",
        WorkerType="G.1X",
        NumberOfWorkers=2,
        Command={"Name": "glueetl", "PythonVersion": "3", "ScriptLocation": "s3://pandas-jobs/job.py"},
        DefaultArguments={
            "--bucket": "pandas-jobs",
            "--enable-glue-datacatalog": "true",
            "--additional-python-modules": "openpyxl",
            "--conf": "spark.sql.ansi.enabled=true --conf spark.python.profile=true",
        },
    )
    return run_job(platform, "pandas-jobs")


def output(platform: Platform, run: dict[str, Any]) -> list[str]:
    events = platform.client("logs").get_log_events(
        logGroupName="/aws-glue/jobs/output", logStreamName=run["Id"], startFromHead=True
    )["events"]
    return [event["message"] for event in events]


def test_pandas_goes_to_spark_and_back(platform: Platform, run: dict[str, Any]) -> None:
    lines = [line for line in output(platform, run) if line.startswith("REPORT ")]
    assert lines, run.get("ErrorMessage")
    assert json.loads(lines[0].removeprefix("REPORT ")) == {
        "mean": pytest.approx(154 / 3),
        "rows": [["KO", 50.5, "Cola"], ["NKE", 100.0, "Shoes"]],
        "largest": 999,
        "total": 999_999_000_000,
        "aqe": "true",
    }


def test_a_profile_tells_calls_and_seconds(platform: Platform, run: dict[str, Any]) -> None:
    lines = output(platform, run)
    assert any("Profile of UDF" in line for line in lines)
    # A batch is 10,000 rows.
    doubled = next(line.split() for line in lines if "(doubled)" in line)
    assert int(doubled[0]) >= 100
    assert float(doubled[3]) > 0


def test_a_division_by_zero_is_told_with_hint_sql_and_position(run: dict[str, Any]) -> None:
    assert run["JobRunState"] == "FAILED"
    message = run["ErrorMessage"]
    assert "[DIVIDE_BY_ZERO] Division by zero. Use `try_divide`" in message
    assert "== SQL(line 2, position 8) ==" in message
    assert "price / (price - price)" in message
    assert "[job.py, line 38" in message
