"""What a Spark job's script finds, and how its failures are told. Few runs, for each starts a Spark of its own."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

import pytest

from platform_process import Platform, run_job

Submit = Callable[..., dict[str, Any]]

REPORT = """
import json, os, sys, urllib.request
import boto3
from awsglue.context import GlueContext
from awsglue.job import Job
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext

args = getResolvedOptions(sys.argv, ["JOB_NAME", "text", "json", "TempDir"])
glue_context = GlueContext(SparkContext.getOrCreate())
spark = glue_context.spark_session
job = Job(glue_context)
job.init(args["JOB_NAME"], args)

import cowsay_of_ours
import tomli

loader = spark._jvm.java.lang.Thread.currentThread().getContextClassLoader()
port = int(spark.sparkContext.uiWebUrl.rsplit(":", 1)[1])
lines = [line for file in ("/proc/net/tcp", "/proc/net/tcp6") for line in open(file).readlines()[1:]]
sockets = [line.split()[1].split(":") for line in lines]
squares = spark.sparkContext.parallelize(range(4)).map(lambda n: cowsay_of_ours.say(n)).collect()
report = {
    "args": {name: args[name] for name in ("JOB_NAME", "text", "json", "TempDir")},
    "argv": sys.argv[1:],
    "shuffle": spark.conf.get("spark.sql.shuffle.partitions"),
    "ansi": spark.conf.get("spark.sql.ansi.enabled"),
    "module": squares,
    "package": tomli.__name__,
    "file": open("notes.txt").read(),
    "jar": loader.getResource("of-the-jar.txt") is not None,
    "arn": boto3.client("sts").get_caller_identity()["Arn"],
    "ui": urllib.request.urlopen(spark.sparkContext.uiWebUrl).status,
    "ui_to_all": any(set(address) == {"0"} for address, at in sockets if int(at, 16) == port),
    "executors": spark.conf.get("spark.dynamicAllocation.maxExecutors"),
    "slots": spark.sparkContext.defaultParallelism,
    "environment": sorted(name for name in os.environ if name.startswith("AWS_") and "KEY" in name),
}
print("REPORT " + json.dumps(report))
job.commit()
"""


@pytest.fixture(scope="module")
def bucket(platform: Platform) -> str:
    platform.client("s3").create_bucket(Bucket="spark-jobs")
    return "spark-jobs"


@pytest.fixture
def submit(platform: Platform, bucket: str, name: str) -> Submit:
    """Uploads a script, runs it as a job named after the test and answers the finished run."""

    def submitted(script: str, role: str = "MasticGlueRole", **arguments: str) -> dict[str, Any]:
        key = f"scripts/{name}.py"
        platform.client("s3").put_object(Bucket=bucket, Key=key, Body=script)
        platform.client("glue").create_job(
            Name=name,
            Role=role,
            GlueVersion="4.0",
            WorkerType="G.1X",
            NumberOfWorkers=2,
            Command={"Name": "glueetl", "PythonVersion": "3", "ScriptLocation": f"s3://{bucket}/{key}"},
            DefaultArguments={"--" + argument.replace("_", "-"): value for argument, value in arguments.items()},
        )
        return run_job(platform, name)

    return submitted


def output(platform: Platform, run: dict[str, Any], group: str = "output") -> list[str]:
    events = platform.client("logs").get_log_events(
        logGroupName=f"/aws-glue/jobs/{group}", logStreamName=run["Id"], startFromHead=True
    )["events"]
    return [event["message"] for event in events]


def test_a_script_finds_what_its_job_names(platform: Platform, bucket: str, submit: Submit) -> None:
    s3 = platform.client("s3")
    jar = io.BytesIO()
    with zipfile.ZipFile(jar, "w") as archive:
        archive.writestr("of-the-jar.txt", "found")
    s3.put_object(Bucket=bucket, Key="lib/a.jar", Body=jar.getvalue())
    s3.put_object(Bucket=bucket, Key="lib/cowsay_of_ours.py", Body="def say(n):\n    return f'{n} says the cow'\n")
    s3.put_object(Bucket=bucket, Key="lib/notes.txt", Body="noted")
    run = submit(
        REPORT,
        text="two words = one",
        json='{"a": [1, "--b"]}',
        TempDir=f"s3://{bucket}/temporary/",
        conf="spark.sql.shuffle.partitions=3 --conf spark.sql.ansi.enabled=true",
        extra_py_files=f"s3://{bucket}/lib/cowsay_of_ours.py",
        extra_files=f"s3://{bucket}/lib/notes.txt",
        extra_jars=f"s3://{bucket}/lib/a.jar",
        additional_python_modules="tomli==2.0.1",
        enable_spark_ui="true",
        enable_auto_scaling="true",
    )
    assert run["JobRunState"] == "SUCCEEDED", run.get("ErrorMessage")
    lines = [line for line in output(platform, run) if line.startswith("REPORT ")]
    found = json.loads(lines[0].removeprefix("REPORT "))
    assert found.pop("args") == {
        "JOB_NAME": run["JobName"],
        "text": "two words = one",
        "json": '{"a": [1, "--b"]}',
        "TempDir": f"s3://{bucket}/temporary/",
    }
    assert any("Spark's UI is on http://127.0.0.1:" in line for line in output(platform, run, "error"))
    argv = found.pop("argv")
    assert argv[argv.index("--JOB_RUN_ID") + 1] == run["Id"]
    assert found == {
        "shuffle": "3",
        "ansi": "true",
        "module": [f"{n} says the cow" for n in range(4)],
        "package": "tomli",
        "file": "noted",
        "jar": True,
        "arn": "arn:aws:sts::111122223333:assumed-role/MasticGlueRole/GlueJobRunnerSession",
        "ui": 200,
        "ui_to_all": False,
        "executors": "1",
        "slots": 4,
        "environment": [],
    }


def test_an_error_of_spark_is_told_with_the_scripts_line(platform: Platform, submit: Submit) -> None:
    run = submit("from pyspark.sql import SparkSession\n\nSparkSession.builder.getOrCreate().sql('SELECT nothing')\n")
    assert run["JobRunState"] == "FAILED"
    assert "UNRESOLVED_COLUMN" in run["ErrorMessage"]
    assert "line 3" in run["ErrorMessage"]
    assert "JVM stacktrace" not in run["ErrorMessage"]
    assert any("Traceback" in line for line in output(platform, run, "error"))


TRUST = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Principal": {"Service": "glue.amazonaws.com"}, "Action": "sts:AssumeRole"}],
}
READ_AND_WRITE = """
from pyspark.sql import SparkSession

spark = SparkSession.builder.getOrCreate()
spark.range(10).write.mode("append").parquet("s3://spark-jobs/forbidden/")
"""


def test_a_run_is_refused_what_its_role_may_not_do(platform: Platform, bucket: str, submit: Submit) -> None:
    iam = platform.client("iam")
    iam.create_role(RoleName="Reader", AssumeRolePolicyDocument=json.dumps(TRUST))
    allowed = {"Effect": "Allow", "Action": ["s3:GetObject", "s3:ListBucket"], "Resource": "*"}
    document = {"Version": "2012-10-17", "Statement": [allowed]}
    iam.put_role_policy(RoleName="Reader", PolicyName="read", PolicyDocument=json.dumps(document))
    run = submit(READ_AND_WRITE, role="Reader")
    assert run["JobRunState"] == "FAILED"
    assert "arn:aws:sts::111122223333:assumed-role/Reader/GlueJobRunnerSession is not authorized" in run["ErrorMessage"]
    assert "s3:PutObject" in run["ErrorMessage"]
    assert platform.client("s3").list_objects_v2(Bucket=bucket, Prefix="forbidden/")["KeyCount"] == 0


SELECT = """
from pyspark.sql import SparkSession

SparkSession.builder.getOrCreate().sql("SELECT * FROM payroll.salaries")
"""


def test_a_refusal_of_the_catalog_is_told_in_its_words(platform: Platform, submit: Submit) -> None:
    iam, glue = platform.client("iam"), platform.client("glue")
    glue.create_database(DatabaseInput={"Name": "payroll"})
    iam.create_role(RoleName="Clerk", AssumeRolePolicyDocument=json.dumps(TRUST))
    allowed = {"Effect": "Allow", "Action": ["s3:*", "glue:GetDatabase"], "Resource": "*"}
    document = {"Version": "2012-10-17", "Statement": [allowed]}
    iam.put_role_policy(RoleName="Clerk", PolicyName="databases", PolicyDocument=json.dumps(document))
    run = submit(SELECT, role="Clerk", enable_glue_datacatalog="true")
    assert run["JobRunState"] == "FAILED"
    assert (
        "AccessDeniedException: User: arn:aws:sts::111122223333:assumed-role/Clerk/GlueJobRunnerSession is not "
        "authorized to perform: glue:GetTable on resource: arn:aws:glue:us-east-1:111122223333:catalog"
    ) in run["ErrorMessage"]


QUALITY = """
import sys
from awsglue.transforms import *
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext
from awsglue.context import GlueContext
from awsglue.job import Job
from awsgluedq.transforms import EvaluateDataQuality
import gs_derived

args = getResolvedOptions(sys.argv, ["JOB_NAME", "path"])
sc = SparkContext()
glueContext = GlueContext(sc)
spark = glueContext.spark_session
job = Job(glueContext)
job.init(args["JOB_NAME"], args)

DEFAULT_DATA_QUALITY_RULESET = \"\"\"
    Rules = [
        ColumnCount > 0
    ]
\"\"\"
AmazonS3_node1 = glueContext.create_dynamic_frame.from_options(format_options={"multiLine": "false"},
    connection_type="s3",
    format="json", connection_options={"paths": [args["path"]], "recurse": True}, transformation_ctx="AmazonS3_node1")
EvaluateDataQuality().process_rows(frame=AmazonS3_node1, ruleset=DEFAULT_DATA_QUALITY_RULESET,
    publishing_options={"dataQualityEvaluationContext": "EvaluateDataQuality_node1",
        "enableDataQualityResultsPublishing": True},
    additional_options={"dataQualityResultsPublishing.strategy": "BEST_EFFORT", "observations.scope": "ALL"})
DerivedColumn_node3 = AmazonS3_node1.gs_derived(colName="next", expr="id + 1")
AmazonS3_node2 = glueContext.getSink(path=args["path"] + "out/", connection_type="s3",
    updateBehavior="UPDATE_IN_DATABASE", partitionKeys=[], enableUpdateCatalog=True,
    transformation_ctx="AmazonS3_node2")
AmazonS3_node2.setCatalogInfo(catalogDatabase="default", catalogTableName="generated")
AmazonS3_node2.setFormat("glueparquet", compression="snappy")
AmazonS3_node2.writeFrame(DerivedColumn_node3)
job.commit()
"""


def test_a_generated_script_publishes_its_data_quality(platform: Platform, bucket: str, submit: Submit) -> None:
    platform.client("s3").put_object(Bucket=bucket, Key="quality/1.json", Body=b'{"id": 1}\n{"id": 2}\n')
    run = submit(QUALITY, path=f"s3://{bucket}/quality/")
    assert run["JobRunState"] == "SUCCEEDED", run.get("ErrorMessage")
    glue = platform.client("glue")
    (listed,) = glue.list_data_quality_results(Filter={"JobRunId": run["Id"]})["Results"]
    result = glue.get_data_quality_result(ResultId=listed["ResultId"])
    assert (result["JobName"], result["EvaluationContext"]) == (run["JobName"], "EvaluateDataQuality_node1")
    assert result["RuleResults"][0]["EvaluatedMetrics"] == {"Dataset.*.ColumnCount": 1.0}
    columns = glue.get_table(DatabaseName="default", Name="generated")["Table"]["StorageDescriptor"]["Columns"]
    assert [column["Name"] for column in columns] == ["id", "next"]
