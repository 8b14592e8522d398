"""What a run measures, as CloudWatch's clients read it in their protocols, and what is said of one that failed."""

from __future__ import annotations

import json
import time
import urllib.parse
import urllib.request
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from platform_process import Platform, run_job

FAILS = """
from pyspark.sql import SparkSession

spark = SparkSession.builder.getOrCreate()
spark.range(1000).selectExpr("id % 7 as k").repartition(120).write.parquet("s3://monitoring/many/")
spark.read.parquet("s3://monitoring/many/").groupBy("k").count().collect()
spark.sql("SELECT nothing")
"""


@pytest.fixture(scope="module")
def run(platform: Platform) -> dict[str, Any]:
    platform.client("s3").create_bucket(Bucket="monitoring")
    platform.client("s3").put_object(Bucket="monitoring", Key="job.py", Body=FAILS)
    platform.client("glue").create_job(
        Name="measured",
        Role="MasticGlueRole",
        GlueVersion="4.0",
        WorkerType="G.1X",
        NumberOfWorkers=2,
        Command={"Name": "glueetl", "PythonVersion": "3", "ScriptLocation": "s3://monitoring/job.py"},
        DefaultArguments={
            "--enable-metrics": "false",
            "--enable-observability-metrics": "true",
            "--enable-auto-scaling": "true",
        },
    )
    done = run_job(platform, "measured")
    assert done["JobRunState"] == "FAILED"
    return done


def dimensions(run_id: str, kind: str, group: str | None = None) -> list[dict[str, str]]:
    all_of = {"JobName": "measured", "JobRunId": run_id, "Type": kind}
    if group:
        all_of["ObservabilityGroup"] = group
    return [{"Name": name, "Value": value} for name, value in all_of.items()]


def total(platform: Platform, metric: str, *of: str) -> float:
    """The sum of a metric by GetMetricData; boto3 speaks CBOR."""
    now = datetime.now(UTC)
    stat = {
        "Metric": {"Namespace": "Glue", "MetricName": metric, "Dimensions": dimensions(*of)},
        "Period": 60,
        "Stat": "Sum",
    }
    result = platform.client("cloudwatch").get_metric_data(
        MetricDataQueries=[{"Id": "m", "MetricStat": stat}], StartTime=now - timedelta(hours=1), EndTime=now
    )["MetricDataResults"][0]
    assert all(abs(time - now) < timedelta(hours=1) for time in result["Timestamps"])
    return sum(result["Values"])


def metrics(platform: Platform, **of: str) -> list[Any]:
    """All that have these dimensions."""
    asked = [{"Name": name, "Value": value} for name, value in of.items()]
    pages = platform.client("cloudwatch").get_paginator("list_metrics").paginate(Namespace="Glue", Dimensions=asked)
    return [metric for page in pages for metric in page["Metrics"]]


def test_metrics_are_listed_by_run_and_by_job(platform: Platform, run: dict[str, Any]) -> None:
    of_run = metrics(platform, JobRunId=run["Id"])
    of_job = metrics(platform, JobName=run["JobName"])
    assert of_run
    assert [metric for metric in of_job if metric["Dimensions"][1]["Value"] == run["Id"]] == of_run
    assert {metric["Dimensions"][1]["Value"] for metric in of_job} == {run["Id"], "ALL"}
    assert metrics(platform, JobName=run["JobName"], JobRunId=run["Id"]) == of_run
    assert metrics(platform, JobName="other", JobRunId=run["Id"]) == []
    assert metrics(platform, JobRunId="jr_other") == metrics(platform, JobName="other") == []


def test_metrics_of_a_run_are_read_by_boto3(platform: Platform, run: dict[str, Any]) -> None:
    listed = metrics(platform, JobRunId=run["Id"])
    names = {metric["MetricName"] for metric in listed}
    assert {"glue.driver.aggregate.recordsRead", "glue.driver.jvm.heap.used", "glue.error.QUERY_ERROR"} <= names
    for of in (run["Id"], "ALL"):
        assert total(platform, "glue.driver.aggregate.recordsRead", of, "count") == 1000 + 1000
        assert total(platform, "glue.driver.recordsWritten", of, "gauge", "throughput") == 1000
        assert total(platform, "glue.error.ALL", of, "count", "error") == 1
        assert total(platform, "glue.error.QUERY_ERROR", of, "count", "error") == 1
        assert total(platform, "glue.succeed.ALL", of, "count", "error") == 0
    assert total(platform, "glue.driver.aggregate.recordsRead", "jr_other", "count") == 0


def test_metrics_of_a_run_are_read_by_the_cli(platform: Platform, run: dict[str, Any]) -> None:
    end = datetime.now(UTC)
    found = platform.aws_json(
        *("cloudwatch", "get-metric-statistics", "--namespace", "Glue", "--period", "3600"),
        *("--metric-name", "glue.driver.jvm.heap.used", "--statistics", "Maximum", "SampleCount"),
        *("--dimensions", json.dumps(dimensions(run["Id"], "gauge"))),
        *("--start-time", (end - timedelta(hours=2)).isoformat(), "--end-time", end.isoformat()),
    )
    assert found["Label"] == "glue.driver.jvm.heap.used"
    assert found["Datapoints"][0]["Maximum"] > 1 << 20
    refused = platform.aws("cloudwatch", "describe-alarms", check=False)
    assert "DescribeAlarms is not supported" in refused.stderr


@pytest.mark.parametrize("protocol", ["query", "json"])
def test_older_clients_speak_the_older_protocols(platform: Platform, run: dict[str, Any], protocol: str) -> None:
    if protocol == "query":
        form = {
            "Action": "ListMetrics",
            "Version": "2010-08-01",
            "MetricName": "glue.error.ALL",
            "Dimensions.member.1.Name": "JobRunId",
            "Dimensions.member.1.Value": run["Id"],
        }
        body, headers = urllib.parse.urlencode(form), {"Content-Type": "application/x-www-form-urlencoded"}
    else:
        asked = {"MetricName": "glue.error.ALL", "Dimensions": [{"Name": "JobRunId", "Value": run["Id"]}]}
        body = json.dumps(asked)
        target = "GraniteServiceVersion20100801.ListMetrics"
        headers = {"Content-Type": "application/x-amz-json-1.0", "X-Amz-Target": target}
    request = AWSRequest("POST", platform.endpoint + "/", data=body, headers=headers)
    keys = Credentials(platform.environment["AWS_ACCESS_KEY_ID"], platform.environment["AWS_SECRET_ACCESS_KEY"])
    SigV4Auth(keys, "monitoring", platform.environment["AWS_REGION"]).add_auth(request)
    sent = urllib.request.Request(request.url, body.encode(), dict(request.headers.items()))
    with urllib.request.urlopen(sent) as answer:
        text = answer.read().decode()
    assert text.count("glue.error.ALL") == 1
    assert run["Id"] in text


def said(platform: Platform, run: dict[str, Any], stream: str) -> list[Any]:
    events = platform.client("logs").get_log_events(
        logGroupName="/aws-glue/jobs/error", logStreamName=f"{run['Id']}-{stream}", startFromHead=True
    )["events"]
    return [json.loads(event["message"]) for event in events]


def test_the_cause_and_hints_of_a_run_are_in_their_streams(platform: Platform, run: dict[str, Any]) -> None:
    [cause] = said(platform, run, "job-insights-rca-driver")
    assert cause["Event"] == "GlueETLJobExceptionEvent"
    assert cause["Error Category"] == "QUERY_ERROR"
    assert cause["Last Executed Line number"] == 7
    assert cause["script"] == "job.py"
    assert abs(cause["Timestamp"] / 1000 - time.time()) < 3600
    hints = said(platform, run, "job-insights-rule-driver")
    assert [hint["Rule"] for hint in hints] == ["SMALL_FILES"]
    assert "120 files" in hints[0]["Seen"]
    streams = platform.client("logs").describe_log_streams(
        logGroupName="/aws-glue/jobs/error", logStreamNamePrefix=run["Id"]
    )["logStreams"]
    assert len(streams) == 3
