"""Visual jobs as their documents in examples/ have them, made and run with the AWS CLI, down to the numbers."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import boto3
import pytest

from platform_process import ROOT, Platform, run_job

EXAMPLES = ROOT / "examples"
ASSETS = "aws-glue-assets-111122223333-us-east-1"


def objects(platform: Platform, bucket: str, prefix: str) -> dict[str, bytes]:
    s3 = platform.client("s3")
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix)
    keys = [found["Key"] for page in pages for found in page.get("Contents", [])]
    return {key: s3.get_object(Bucket=bucket, Key=key)["Body"].read() for key in keys}


def rows(body: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in body.decode().splitlines() if line]


def created(platform: Platform, document: Path) -> str:
    platform.aws("glue", "create-job", "--cli-input-json", document.as_uri())
    return str(json.loads(document.read_text())["Name"])


def succeeded(platform: Platform, name: str, **options: Any) -> None:
    run = run_job(platform, name, **options)
    assert run["JobRunState"] == "SUCCEEDED", run.get("ErrorMessage")


@pytest.fixture(scope="module")
def claims(platform: Platform) -> dict[str, bytes]:
    platform.aws("s3", "mb", "s3://claims-example")
    folder = EXAMPLES / "claims"
    for place in ("medicare/Medicare_Hospital_Provider.csv", "claims/alabama_claims_data_Jun2023.csv"):
        platform.aws("s3", "cp", str(folder / Path(place).name), f"s3://claims-example/{place}")
    succeeded(platform, created(platform, folder / "claims.json"))
    return objects(platform, "claims-example", "claims-out/")


def test_claims_are_cleaned_and_joined(claims: dict[str, bytes]) -> None:
    folders = Counter(key.split("/")[1] for key, body in claims.items() for _ in rows(body))
    assert folders == {"Claim Date=2023-06-01": 4, "Claim Date=2023-06-02": 1}
    found = [row for body in claims.values() for row in rows(body)]
    assert Counter(row["Claim Id"] for row in found) == {"C1": 2, "C2": 2, "C4": 1}
    assert sum(row["Claim Amount"] for row in found) == pytest.approx(446.25)
    assert {row["Provider State"] for row in found} == {"AL"}
    assert {(row["Claim Id"], row["Procedure Code"], row.get("Diagnosis Code") or None) for row in found} == {
        ("C1", "99213", "E11.9"),
        ("C2", "99214", "I10"),
        ("C4", "99215", None),
    }
    named = {name for row in found for name in row}
    assert "Claim Date" not in named
    assert len(named | {"Claim Date", "Diagnosis Code"}) == 13


def test_the_catalog_has_the_claims_by_date(platform: Platform, claims: dict[str, bytes]) -> None:
    named = ["--database-name", "default"]
    table = platform.aws_json("glue", "get-table", *named, "--name", "alabama_claims")["Table"]
    assert [key["Name"] for key in table["PartitionKeys"]] == ["claim date"]
    partitions = platform.aws_json("glue", "get-partitions", *named, "--table-name", "alabama_claims")["Partitions"]
    assert sorted(partition["Values"][0] for partition in partitions) == ["2023-06-01", "2023-06-02"]


@pytest.fixture(scope="module")
def transforms(platform: Platform) -> None:
    folder = EXAMPLES / "custom-transforms"
    platform.aws("s3", "mb", "s3://sales-example")
    platform.aws("s3", "cp", "--recursive", str(folder), f"s3://{ASSETS}/transforms/")


def year_of(days: set[date]) -> int:
    years = {day.year for day in days}
    assert len(years) == 1
    return years.pop()


def test_a_generator_writes_a_folder_for_each_day(platform: Platform, transforms: None) -> None:
    name = created(platform, EXAMPLES / "sales" / "sales_generator.json")
    extra = platform.aws_json("glue", "get-job", "--job-name", name)["Job"]["DefaultArguments"]["--extra-py-files"]
    assert extra.endswith("/salesdata_generator.py")
    succeeded(platform, name)
    written = objects(platform, "sales-example", "output/")
    by_day = Counter(key.split("/")[1].removeprefix("sale_date=") for key in written)
    days = {date.fromisoformat(day) for day in by_day}
    year = year_of(days)
    assert year == date.today().year - 1
    assert len(days) == (date(year + 1, 1, 1) - date(year, 1, 1)).days
    assert len(days) <= len(written) <= 4 * len(days)
    found = [row for body in written.values() for row in rows(body)]
    assert len(found) == 10_000
    assert {name for row in found for name in row} == {"id", "amount_dollars", "department"}
    assert sorted(row["id"] for row in found) == list(range(10_000))
    assert all(0 <= row["amount_dollars"] <= 1000 for row in found)


def test_repartitioned_each_day_is_one_file(platform: Platform, transforms: None) -> None:
    name = created(platform, EXAMPLES / "sales" / "sales_repartition.json")
    extra = platform.aws_json("glue", "get-job", "--job-name", name)["Job"]["DefaultArguments"]["--extra-py-files"]
    modules = sorted(path.rsplit("/", 1)[1] for path in extra.split(","))
    assert modules == ["repartition_date.py", "salesdata_generator.py"]
    succeeded(platform, name)
    written = objects(platform, "sales-example", "output2/")
    folders = Counter("/".join(key.split("/")[1:4]) for key in written)
    assert set(folders.values()) == {1}, "one file for each day"
    first = min(folders)
    year = int(first.split("/")[0].removeprefix("year="))
    assert first == f"year={year}/month=01/day=01"
    assert len(folders) == (date(year + 1, 1, 1) - date(year, 1, 1)).days
    found = [row for body in written.values() for row in rows(body)]
    assert len(found) == 10_000
    assert {name for row in found for name in row} == {"id", "sale_date", "amount_dollars", "department"}


@pytest.fixture(scope="module")
def studio(platform: Platform) -> Any:
    """A client of boto3 for the service `studio`, from the model in docs/."""
    session = boto3.Session()
    session._loader.search_paths.append(str(ROOT / "docs"))
    environment = platform.environment
    return session.client(
        "studio",
        endpoint_url=environment["AWS_ENDPOINT_URL"],
        region_name=environment["AWS_REGION"],
        aws_access_key_id=environment["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=environment["AWS_SECRET_ACCESS_KEY"],
    )


def test_boto3_speaks_to_the_studio_by_its_model(studio: Any, claims: dict[str, bytes]) -> None:
    graph = json.loads((EXAMPLES / "claims" / "claims.json").read_text())["CodeGenConfigurationNodes"]
    doubts = studio.check_graph(CodeGenConfigurationNodes=graph)["Problems"]
    assert {(p["NodeId"], p["Severity"]) for p in doubts} == {("node-202", "WARNING")}, "names with and without blanks"
    script = studio.generate_script(CodeGenConfigurationNodes=graph)["Script"]
    assert "def CleanClaims(glueContext, dfc)" in script
    outputs = studio.get_schemas(CodeGenConfigurationNodes=graph)["Outputs"]
    assert len(outputs["node-206"]["Frames"][0]["Columns"]) == 13
    columns = studio.infer_schema(CodeGenConfigurationNodes=graph, NodeId="node-204")["Columns"]
    assert [column["Name"] for column in columns][:2] == ["Claim Id", "Provider Number"]
    assert any(transform["FunctionName"] == "gs_split" for transform in studio.list_transforms()["Transforms"])
    graph["node-206"]["Join"]["Inputs"] = ["node-203"]
    problems = studio.check_graph(CodeGenConfigurationNodes=graph)["Problems"]
    assert ("node-206", "Inputs", "INVALID") in [(p["NodeId"], p["Field"], p["Severity"]) for p in problems]
    with pytest.raises(studio.exceptions.InvalidInputException, match="node-206"):
        studio.generate_script(CodeGenConfigurationNodes=graph)
    assert studio.list_transform_jobs(TransformName="no_such")["Jobs"] == []
