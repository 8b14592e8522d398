"""Each file of cases/transforms: input rows, the transform's options, and the rows and schema that come out of it.

Values of the result are compared as text, nested ones as JSON; the order of rows does not matter.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from frame_texts import texts
from pyspark.sql import DataFrame, SparkSession

import awsglue.transforms
from awsglue.context import GlueContext
from awsglue.dynamicframe import DynamicFrame
from platform_process import ROOT

FOLDER = ROOT / "cases" / "transforms"
FILES = sorted(FOLDER.glob("*/*.yaml"))
PATHS = {"ApplyMapping": "mappings", "ResolveChoice": "specs"}


def table(spark: SparkSession, content: dict[str, Any]) -> DataFrame:
    return spark.createDataFrame([tuple(row) for row in content["rows"]], content["schema"])


def transform(case: dict[str, Any], file: Path, glue_context: GlueContext) -> DynamicFrame:
    name = file.parent.name.title().replace("_", "")
    spark = glue_context.spark_session
    frames = [DynamicFrame.fromDF(table(spark, case["input"]), glue_context, "left")]
    if "frame2" in case:
        frames.append(DynamicFrame.fromDF(table(spark, case["frame2"]), glue_context, "right"))
    options = dict(case["options"])
    if name in PATHS:
        options[PATHS[name]] = [tuple(entry) for entry in options[PATHS[name]]]
    if name == "RenameField":
        options = {"old_name": options["oldName"], "new_name": options["newName"]}
    return getattr(awsglue.transforms, name).apply(*frames, **options)


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_transform_gives_the_rows_of_the_case(
    file: Path, glue_context: GlueContext, capsys: pytest.CaptureFixture[str]
) -> None:
    case = yaml.safe_load(file.read_text())
    capsys.readouterr()
    result = transform(case, file, glue_context).toDF()
    assert capsys.readouterr().out.strip() == case.get("printed", "")
    expected = glue_context.spark_session.createDataFrame([], case["expected"]["schema"])
    assert result.schema.simpleString() == expected.schema.simpleString()
    assert texts(result) == sorted(case["expected"]["rows"], key=repr)
