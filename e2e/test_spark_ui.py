"""Spark's UI of a run through the server's port: live, afterwards, and for whom."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from http.cookiejar import CookieJar
from typing import Any

import pytest
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from platform_process import Platform, eventually, finished, mastic

ACCOUNT = "arn:aws:iam::111122223333:root"
WAITS = """
import time
from awsglue.context import GlueContext
from pyspark.context import SparkContext

context = SparkContext.getOrCreate()
spark = GlueContext(context).spark_session
spark.range(1000).selectExpr("id % 7 as k").groupBy("k").count().collect()
s3 = __import__("boto3").client("s3")
print("counted", flush=True)
while s3.list_objects_v2(Bucket="spark-ui", Prefix="go-on")["KeyCount"] == 0:
    time.sleep(0.2)
"""


def get(platform: Platform, path: str, credentials: Credentials | None) -> tuple[int, bytes]:
    """Asks the server, signed as Glue's clients sign."""
    request = AWSRequest("GET", platform.endpoint + path)
    if credentials is not None:
        SigV4Auth(credentials, "glue", platform.environment["AWS_REGION"]).add_auth(request)
    try:
        sent = urllib.request.Request(request.url, headers=dict(request.headers.items()))
        with urllib.request.urlopen(sent, timeout=120) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as e:
        return e.code, e.read()


def root(platform: Platform) -> Credentials:
    return Credentials(platform.environment["AWS_ACCESS_KEY_ID"], platform.environment["AWS_SECRET_ACCESS_KEY"])


def of_role(platform: Platform, name: str, action: str) -> Credentials:
    """Temporary credentials of a role that may do one action."""
    iam = platform.client("iam")
    trust = {
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Principal": {"AWS": ACCOUNT}, "Action": "sts:AssumeRole"}],
    }
    arn = iam.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(trust))["Role"]["Arn"]
    statement = {"Effect": "Allow", "Action": action, "Resource": "arn:aws:glue:*:*:job/watched"}
    policy = {"Version": "2012-10-17", "Statement": [statement]}
    iam.put_role_policy(RoleName=name, PolicyName="one", PolicyDocument=json.dumps(policy))
    found = platform.client("sts").assume_role(RoleArn=arn, RoleSessionName="looking")["Credentials"]
    return Credentials(found["AccessKeyId"], found["SecretAccessKey"], found["SessionToken"])


@pytest.fixture(scope="module")
def running(platform: Platform) -> str:
    s3, glue = platform.client("s3"), platform.client("glue")
    s3.create_bucket(Bucket="spark-ui")
    s3.put_object(Bucket="spark-ui", Key="job.py", Body=WAITS)
    glue.create_job(
        Name="watched",
        Role="MasticGlueRole",
        GlueVersion="4.0",
        WorkerType="G.1X",
        NumberOfWorkers=2,
        Command={"Name": "glueetl", "PythonVersion": "3", "ScriptLocation": "s3://spark-ui/job.py"},
        DefaultArguments={"--enable-spark-ui": "true", "--spark-event-logs-path": "s3://spark-ui/logs/"},
    )
    run_id: str = glue.start_job_run(JobName="watched")["JobRunId"]

    def counted() -> bool:
        found = platform.client("logs").filter_log_events(
            logGroupName="/aws-glue/jobs/output", logStreamNames=[run_id], filterPattern="counted"
        )
        return bool(found["events"])

    eventually(counted, "the job has counted")
    return run_id


def applications(body: bytes) -> Any:
    return json.loads(body)


def test_a_runs_ui_is_its_drivers_and_then_a_history_servers(platform: Platform, running: str) -> None:
    base = f"/-/ui/{running}"
    allowed, refused = of_role(platform, "may-look", "glue:GetJobRun"), of_role(platform, "may-not", "glue:GetJob")

    def seen() -> tuple[str, bytes]:
        status, body = get(platform, base + "/api/v1/applications", allowed)
        assert status == 200, body
        [application] = applications(body)
        jobs = get(platform, f"{base}/api/v1/applications/{application['id']}/jobs", root(platform))
        assert {job["status"] for job in json.loads(jobs[1])} == {"SUCCEEDED"}
        assert get(platform, base + "/api/v1/applications", None)[0] == 403
        assert get(platform, base + "/api/v1/applications", refused)[0] == 403
        return application["id"], body

    live, _ = seen()
    page = get(platform, base + "/jobs/", root(platform))
    assert page[0] == 200
    assert f'href="{base}/stages/"'.encode() in page[1], "links lead through the port"
    assert get(platform, base + "/stages/stage/kill/?id=0", root(platform))[0] == 405

    platform.client("s3").put_object(Bucket="spark-ui", Key="go-on", Body=b"")
    assert finished(platform, "watched", running)["JobRunState"] == "SUCCEEDED"
    history, body = seen()
    assert history == live
    assert applications(body)[0]["attempts"][0]["completed"]
    page = get(platform, f"{base}/history/{history}/jobs/", root(platform))
    assert page[0] == 200
    assert f'href="{base}/history/{history}/stages/"'.encode() in page[1]
    log = platform.client("s3").get_object(Bucket="spark-ui", Key=f"logs/{running}")["Body"].read()
    assert b"SparkListenerApplicationEnd" in log

    browser(platform, running)


def browser(platform: Platform, running: str) -> None:
    printed = mastic("ui", running, "--data", str(platform.data))
    assert printed.returncode == 0, printed.stderr
    link = printed.stdout.strip()
    jar = CookieJar()
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    with opener.open(link, timeout=120) as page:
        assert page.status == 200
        assert "token" not in page.url
    [cookie] = jar
    assert cookie.path == f"/-/ui/{running}/"
    assert cookie.has_nonstandard_attr("HttpOnly")
    with opener.open(f"{platform.endpoint}/-/ui/{running}/api/v1/applications") as answer:
        assert len(json.load(answer)) == 1
    with pytest.raises(urllib.error.HTTPError) as forged:
        urllib.request.urlopen(link[:-4] + "AAAA")
    assert forged.value.code == 403
