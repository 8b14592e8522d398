"""The commands for jobs, transforms and scripts, as a user types them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from pathlib import Path

import pytest

from platform_process import MASTIC, ROOT, Platform, clean_environment, eventually

TRANSFORMS = ROOT / "examples" / "custom-transforms"
GRAPH = {
    "node-1": {"S3JsonSource": {"Name": "In", "Paths": ["s3://cli-jobs/in/"]}},
    "node-2": {"SelectFields": {"Name": "Some", "Inputs": ["node-1"], "Paths": [["a"]]}},
    "node-3": {"S3DirectTarget": {"Name": "Out", "Inputs": ["node-2"], "Path": "s3://cli-jobs/out/", "Format": "json"}},
}
SCRIPT = """
import sys
from awsglue.context import GlueContext
from awsglue.job import Job
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext
import helper

args = getResolvedOptions(sys.argv, ["JOB_NAME", "table"])
glue = GlueContext(SparkContext.getOrCreate())
job = Job(glue)
job.init(args["JOB_NAME"], args)
rows = glue.create_dynamic_frame.from_options("s3", {"paths": ["s3://cli-run/in/"]}, "json")
print("rows", rows.count())
print("tables", [row.tableName for row in glue.spark_session.sql("SHOW TABLES IN default").collect()])
print("helped", helper.helped(args["table"]))
glue.spark_session.range(3).write.json("s3://cli-run/out/")
sink = glue.getSink("s3", path="s3://cli-run/table/", enableUpdateCatalog=True, partitionKeys=["a"])
sink.setCatalogInfo(catalogDatabase="default", catalogTableName="cli_run_sink")
sink.setFormat("glueparquet")
sink.writeFrame(rows)
print("partitions", glue.create_dynamic_frame.from_catalog("default", "cli_run_sink").toDF().orderBy("a").collect())
job.commit()
sys.exit(7)
"""
ENDLESS = """
import sys
from awsglue.context import GlueContext
from pyspark.context import SparkContext

glue = GlueContext(SparkContext.getOrCreate())
glue.spark_session.range(3).write.json(sys.argv[1])
print("written", flush=True)
glue.spark_session.range(10**18).selectExpr("sum(id % 7)").show()
"""


def mastic(*arguments: str, code: int = 0) -> str:
    done = subprocess.run([MASTIC, *arguments], env=clean_environment(), capture_output=True, text=True, timeout=300)
    assert done.returncode == code, f"{done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stdout + done.stderr


@pytest.mark.parametrize("form", ["api", "git", "studio"])
def test_each_form_makes_the_same_job(platform: Platform, tmp_path: Path, form: str) -> None:
    data = ["--data", str(platform.data)]
    (tmp_path / "g.json").write_text(json.dumps(GRAPH))
    first, second = f"cli-{form}", f"cli-{form}-again"
    mastic("jobs", "import", str(tmp_path / "g.json"), "--name", first, "--role", "MasticGlueRole", *data)
    wrote = mastic("jobs", "export", first, "--form", form, "--output", str(tmp_path), *data)
    assert wrote == f"Wrote {tmp_path / first}.json\n"
    file = str(tmp_path / f"{first}.json")
    assert mastic("jobs", "diff", file, *data) == ""
    mastic("jobs", "import", file, "--name", second, *data)
    glue = platform.client("glue")
    jobs = [glue.get_job(JobName=name)["Job"] for name in (first, second)]
    assert jobs[0]["CodeGenConfigurationNodes"] == jobs[1]["CodeGenConfigurationNodes"] == GRAPH
    assert jobs[0]["Command"] == jobs[1]["Command"]


def test_a_job_is_exported_changed_imported_and_run(platform: Platform, tmp_path: Path) -> None:
    data = ["--data", str(platform.data)]
    platform.aws("s3", "mb", "s3://cli-jobs")
    s3 = platform.client("s3")
    s3.put_object(Bucket="cli-jobs", Key="in/1.json", Body='{"a": 1, "b": 2}\n{"a": 3, "b": 4}')
    (tmp_path / "graph.json").write_text(json.dumps(GRAPH))
    created = mastic("jobs", "import", str(tmp_path / "graph.json"), "--role", "MasticGlueRole", "--name", "cli", *data)
    assert created.endswith("Created cli\n")
    moved = ["--replace", "s3://cli-jobs/out/=s3://cli-jobs/moved/"]
    mastic("jobs", "export", "cli", "--output", str(tmp_path), *moved, *data)
    file = tmp_path / "cli.json"
    job = json.loads(file.read_text())
    nodes = job["CodeGenConfigurationNodes"]
    assert nodes["node-3"]["S3DirectTarget"]["Path"] == "s3://cli-jobs/moved/"
    nodes["node-2"]["SelectFields"] |= {"Name": "Others", "Paths": [["b"]]}
    job["Timeout"] = 17
    file.write_text(json.dumps(job))
    told = mastic("jobs", "diff", str(file), *data, code=1).splitlines()
    assert [line for line in told if not line.startswith("~ Timeout")] == [
        '~ node-2 SelectFields "Some" is renamed to "Others"',
        '~ node-2 SelectFields "Others" Paths[0][0]: "a" -> "b"',
        '~ node-3 S3DirectTarget "Out" Path: "s3://cli-jobs/out/" -> "s3://cli-jobs/moved/"',
    ]
    assert mastic("jobs", "import", str(file), *data).endswith("Updated cli\n")
    assert mastic("jobs", "diff", str(file), *data) == ""
    followed = mastic("jobs", "run", "cli", "--follow", "--argument=--day=2026-01-31", *data)
    assert followed.rstrip().endswith("SUCCEEDED")
    keys = [found["Key"] for found in s3.list_objects_v2(Bucket="cli-jobs", Prefix="moved/")["Contents"]]
    rows = [line for key in keys for line in s3.get_object(Bucket="cli-jobs", Key=key)["Body"].read().splitlines()]
    assert sorted(map(json.loads, rows), key=str) == [{"b": 2}, {"b": 4}]


def test_a_script_travels_beside_its_job_and_a_failed_run_says_why(platform: Platform, tmp_path: Path) -> None:
    data = ["--data", str(platform.data)]
    platform.aws("s3", "mb", "s3://cli-script")
    command = {"Name": "pythonshell", "PythonVersion": "3.9", "ScriptLocation": "s3://cli-script/a b/shell.py"}
    (tmp_path / "shell.json").write_text(json.dumps({"Name": "shell", "Role": "MasticGlueRole", "Command": command}))
    (tmp_path / "shell.py").write_text('print("hello WORD")\nraise ValueError("no such day")\n')
    mastic("jobs", "import", str(tmp_path / "shell.json"), "--replace", "WORD=world", *data)
    followed = mastic("jobs", "run", "shell", "--follow", *data, code=1)
    assert "| hello world" in followed
    assert "ValueError: no such day" in followed
    mastic("jobs", "export", "shell", "--output", str(tmp_path / "out"), *data)
    assert "hello world" in (tmp_path / "out" / "shell.py").read_text()
    assert "~ the script" in mastic("jobs", "diff", str(tmp_path / "shell.json"), *data, code=1)


def test_a_wrong_graph_is_not_saved(platform: Platform, tmp_path: Path) -> None:
    file = tmp_path / "wrong.json"
    file.write_text(json.dumps({"node-9": {"Teleport": {"Name": "T"}}}))
    told = mastic("jobs", "import", str(file), "--data", str(platform.data), code=1)
    assert "INVALID node-9: There is no node type Teleport." in told
    assert told.endswith("The job was not saved.\n")


def test_transforms_are_listed_checked_and_tried_out(platform: Platform, tmp_path: Path) -> None:
    listed = mastic("transforms", "list", "--data", str(platform.data))
    assert "gs_split" in listed
    assert mastic("transforms", "check", str(TRANSFORMS)).splitlines() == [
        "repartition_date.json: good",
        "salesdata_generator.json: good",
    ]
    definition = {"name": "t", "functionName": "f", "parameters": [{"name": "p", "type": "str", "isOptional": True}]}
    (tmp_path / "t.json").write_text(json.dumps(definition))
    (tmp_path / "t.py").write_text("def f(self, p, q): return self\nDynamicFrame.f = f\n")
    (tmp_path / "u.json").write_text(json.dumps(definition | {"name": "u"}))
    (tmp_path / "u.py").write_text("def f(:")
    told = mastic("transforms", "check", str(tmp_path), code=1)
    assert 't.py: The argument "q" of f has no default and is no parameter of the definition.' in told
    assert 't.py: The parameter "p" is optional, so the argument needs a default.' in told
    assert "u.py: This is no Python: line 1: invalid syntax." in told
    assert "u.json: t.json has the functionName f as well." in told
    generator = ["transforms", "test", str(TRANSFORMS), "--transform", "salesdata_generator"]
    assert "Please enter a valid year number" in mastic(
        *generator, "--parameter", "numSamples=3", "--parameter", "year=23", code=1
    )
    rows = tmp_path / "rows.json"
    rows.write_text(json.dumps([{"d": "2024-02-03 10:00:00", "x": 1}]))
    tried = mastic(
        *("transforms", "test", str(TRANSFORMS), "--transform", "repartition_date"),
        *("--rows", str(rows), "--parameter", "dateCol=d"),
    )
    assert "Before: 1 rows" in tried
    assert "|2024-02-03 10:00:00|1  |2024|02   |03 |" in tried


def test_a_script_runs_without_a_job(platform: Platform, tmp_path: Path) -> None:
    platform.aws("s3", "mb", "s3://cli-run")
    platform.client("s3").put_object(Bucket="cli-run", Key="in/1.json", Body='{"a": 1, "b": "x"}\n{"a": 2, "b": "y"}')
    table = {"Name": "cli_run", "StorageDescriptor": {"Columns": [{"Name": "a", "Type": "int"}], "Location": "s3://x/"}}
    platform.client("glue").create_table(DatabaseName="default", TableInput=table)
    (tmp_path / "script.py").write_text(SCRIPT)
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "helper.py").write_text("def helped(text): return text.upper()\n")
    said = mastic(
        *("run", "--data", str(platform.data), str(tmp_path / "script.py"), "--JOB_NAME", "x", "--table", "t"),
        *("--enable-glue-datacatalog", "true", "--extra-py-files", str(tmp_path / "lib" / "helper.py")),
        *("--job-bookmark-option", "job-bookmark-enable"),
        code=7,
    )
    assert "rows 2" in said
    assert "'cli_run'" in said
    assert "helped T" in said
    assert "partitions [Row(b='x', a=1), Row(b='y', a=2)]" in said
    assert "there is no bookmark" in said
    assert "Traceback" not in said.partition("SystemExit")[0]
    assert platform.client("s3").list_objects_v2(Bucket="cli-run", Prefix="out/")["KeyCount"] >= 1


def test_a_script_runs_without_a_server_until_it_is_interrupted(tmp_path: Path) -> None:
    (tmp_path / "endless.py").write_text(ENDLESS)
    command = [MASTIC, "run", "--data", str(tmp_path / "none"), str(tmp_path / "endless.py"), str(tmp_path / "out")]
    with subprocess.Popen(
        command, env=clean_environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, process_group=0
    ) as process:
        assert process.stdout
        said = [next(process.stdout)]
        while said[-1] != "written\n":
            said.append(next(process.stdout))
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait(60) == 130
    assert "no server runs" in "".join(said)
    assert sum(len(file.read_text().splitlines()) for file in (tmp_path / "out").glob("*.json")) == 3
    eventually(lambda: not members(process.pid) or None, "the end of all processes of the script", 30)


def members(group: int) -> list[str]:
    listed = subprocess.run(["ps", "-eo", "pgid=,args="], capture_output=True, text=True, check=True).stdout
    return [line for line in listed.splitlines() if line.split(maxsplit=1)[0] == str(group)]
