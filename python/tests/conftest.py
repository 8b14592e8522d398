"""One server and one warm Spark for all tests. The Spark acts as the driver of a real run, with its role and token."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import bookmark_runs
import pytest
from pyspark.sql import SparkSession

from awsglue.context import GlueContext
from mastic_driver import jvm
from mastic_driver.channel import RunSpec
from platform_process import ROOT, Platform, eventually, finished

BUCKET = "shared-spark"
# Tests count requests to the catalog. What is asked twice must not hang on the time that passes in between.
CATALOG_CACHE = [
    f"spark.hadoop.aws.glue.cache.{kind}.{setting}"
    for kind in ("db", "table")
    for setting in ("enable=true", "ttl-mins=1")
]

# A Python-shell job that lends its environment, so that the tests' Spark is its driver.
LENDING = f"""
import json, os, time, boto3
boto3.client("s3").put_object(Bucket="{BUCKET}", Key="environment.json", Body=json.dumps(dict(os.environ)))
time.sleep(7_200)
"""


@pytest.fixture(scope="session")
def platform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    started = Platform.start(tmp_path_factory.mktemp("mastic"))
    yield started
    started.stop()


@pytest.fixture(scope="session")
def run(platform: Platform) -> Iterator[dict[str, str]]:
    """The environment of the run that the shared Spark belongs to."""
    s3, glue = platform.client("s3"), platform.client("glue")
    s3.create_bucket(Bucket=BUCKET)
    s3.put_object(Bucket=BUCKET, Key="lend.py", Body=LENDING)
    command = {"Name": "pythonshell", "ScriptLocation": f"s3://{BUCKET}/lend.py", "PythonVersion": "3.9"}
    glue.create_job(Name="shared-spark", Role="MasticGlueRole", Command=command)
    run_id = glue.start_job_run(JobName="shared-spark")["JobRunId"]

    def lent() -> dict[str, str] | None:
        found = s3.list_objects_v2(Bucket=BUCKET, Prefix="environment.json").get("Contents")
        return json.loads(s3.get_object(Bucket=BUCKET, Key="environment.json")["Body"].read()) if found else None

    yield eventually(lent, "the run lends its environment", 60)
    glue.batch_stop_job_run(JobName="shared-spark", JobRunIds=[run_id])
    finished(platform, "shared-spark", run_id)


@pytest.fixture(scope="session")
def spark(run: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkSession]:
    lent = {name: value for name, value in run.items() if name.startswith(("AWS_", "MASTIC_"))}
    os.environ.update(lent, MASTIC_HOME=str(ROOT / "build" / "home"), JAVA_HOME=run["JAVA_HOME"])
    # For Spark's Python workers.
    os.environ.update(
        PYTHONPATH=f"{ROOT / 'python'}:{ROOT / 'python' / 'studio_transforms'}", PYSPARK_PYTHON=sys.executable
    )
    folder = tmp_path_factory.mktemp("spark")
    spec = RunSpec(
        runId=run["MASTIC_RUN_ID"],
        jobName="shared-spark",
        kind="SPARK",
        scriptLocation="",
        arguments={"--enable-glue-datacatalog": "true", "--conf": " --conf ".join(CATALOG_CACHE)},
        glueVersion="5.1",
        accountId="111122223333",
        region=run["AWS_REGION"],
        epoch=int(run["MASTIC_RUN_EPOCH"]),
        workers=2,
        cores=2,
        heapMebibytes=2048,
    )
    java = jvm.start(spec, folder, [])
    java.connect()
    session = SparkSession.builder.config("spark.sql.shuffle.partitions", "2").getOrCreate()
    yield session
    session.stop()
    java.end()


@pytest.fixture(scope="session")
def glue_context(spark: SparkSession) -> GlueContext:
    return GlueContext(spark.sparkContext)


@pytest.fixture(scope="session")
def s3(platform: Platform) -> Any:
    return platform.client("s3")


@pytest.fixture(scope="session")
def glue(platform: Platform) -> Any:
    return platform.client("glue")


@pytest.fixture(scope="session")
def studio(s3: Any) -> str:
    """The bucket that the scripts of examples/studio read and write."""
    s3.create_bucket(Bucket="studio")
    return "studio"


@pytest.fixture
def folder(request: pytest.FixtureRequest, s3: Any) -> str:
    """An S3 path that no other test uses, without a slash at its end."""
    name = request.node.nodeid.split("/")[-1].replace("::", "-").replace("[", "-").replace("]", "").replace(".py", "")
    return f"s3://{BUCKET}/{name}"


def data(name: str) -> Path:
    return Path(__file__).parent / "data" / name


@pytest.fixture(scope="session")
def runs(run: dict[str, str], platform: Platform, s3: Any, glue: Any) -> Iterator[list[bookmark_runs.Run]]:
    """The environments of three runs of one job, in the order in which they started."""
    yield from bookmark_runs.lend(platform, s3, glue, BUCKET)


@pytest.fixture
def script(glue_context: GlueContext, folder: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[bookmark_runs.Script]:
    made = bookmark_runs.Script(glue_context, folder, monkeypatch)
    yield made
    made.job.reset()
