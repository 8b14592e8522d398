"""Each file of cases/transforms: input rows, the transform's options, and the rows and schema that come out of it.

Every case runs through the transform's class or method in Python and through the runtime in Java alone. Values of the
result are compared as text, nested ones as JSON; the order of rows does not matter. Input as `json` is read from a
file, which makes choices of values of several types. A `table` is one of the Data Catalog under the name that the
options have, and `error` is a part of what a refusal says. test_graph_cases.py runs the cases as visual jobs, those
with a `node` in that way alone.
"""

from __future__ import annotations

import importlib
import inspect
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet
import pytest
import yaml
from frame_texts import texts
from py4j.java_collections import JavaList, JavaMap
from pyspark.sql.pandas.types import to_arrow_schema

import awsglue.transforms
import awsglueml.transforms
from awsglue._frame import listed
from awsglue.context import GlueContext
from awsglue.dynamicframe import DynamicFrame
from gs_common import now, separated
from platform_process import ROOT

FOLDER = ROOT / "cases" / "transforms"
FILES = [file for file in sorted(FOLDER.glob("*/*.yaml")) if "node" not in yaml.safe_load(file.read_text())]
TUPLES = {"ApplyMapping": "mappings", "ResolveChoice": "specs"}
# The methods of frames that visual jobs call, by the transform's class; Lookup's table is in the catalog.
STUDIO = {
    "AddCurrentTimestamp": "gs_now",
    "ArrayToColumns": "gs_array_to_cols",
    "AutobalanceProcessing": "gs_repartition",
    "ConcatenateColumns": "gs_concat",
    "DerivedColumn": "gs_derived",
    "ExplodeArrayOrMapIntoRows": "gs_explode",
    "ExtractJsonPath": "gs_extract_json",
    "Flatten": "gs_flatten",
    "FormatTimestamp": "gs_format_timestamp",
    "Identifier": "gs_sequence_id",
    "Limit": "gs_limit",
    "Lookup": "gs_lookup",
    "ParseJsonColumn": "gs_parse_json",
    "PivotRowsIntoColumns": "gs_pivot",
    "RegexExtractor": "gs_regex_extract",
    "RemoveNullRows": "gs_null_rows",
    "SplitString": "gs_split",
    "ToTimestamp": "gs_to_timestamp",
    "UnpivotColumnsIntoRows": "gs_unpivot",
    "Uuid": "gs_uuid",
}
SEPARATED = {"colList", "indexes", "jsonPaths", "keyMapping", "newCols", "partitionCols"}
TIMED = {"AddCurrentTimestamp", "Identifier"}
# What a column of a Hive text file is, where nothing else is said.
DELIMITER, NULL = "\x01", r"\N"


class Frames:
    """Makes the input of cases."""

    def __init__(self, glue_context: GlueContext, s3: Any, folder: str) -> None:
        self._context, self._s3, self._folder = glue_context, s3, folder

    def of(self, content: dict[str, Any], name: str) -> DynamicFrame:
        spark = self._context.spark_session
        if "json" not in content:
            rows = spark.createDataFrame([tuple(row) for row in content["rows"]], content["schema"])
            return DynamicFrame.fromDF(rows, self._context, name)
        bucket, _, key = self._folder.removeprefix("s3://").partition("/")
        body = "\n".join(map(json.dumps, content["json"]))
        self._s3.put_object(Bucket=bucket, Key=f"{key}/{name}/rows.json", Body=body)
        path = f"{self._folder}/{name}"
        return self._context.create_dynamic_frame.from_options("s3", {"paths": [path]}, "json")

    def parquet(self, frame: DynamicFrame, name: str) -> None:
        """A file of the frame's rows; Spark's own way of writing takes a second."""
        bucket, _, key = self._folder.removeprefix("s3://").partition("/")
        file = pyarrow.BufferOutputStream()
        rows = frame.toDF()
        table = pyarrow.Table.from_batches(rows._collect_as_arrow(), to_arrow_schema(rows.schema))
        pyarrow.parquet.write_table(table, file)
        self._s3.put_object(Bucket=bucket, Key=f"{key}/{name}/rows.parquet", Body=file.getvalue().to_pybytes())

    def table(self, content: dict[str, Any], name: str, glue: Any) -> None:
        """A table of Hive text files, as `CREATE TABLE` makes them."""
        database, _, table = name.partition(".")
        bucket, _, key = self._folder.removeprefix("s3://").partition("/")
        lines = [DELIMITER.join(NULL if value is None else str(value) for value in row) for row in content["rows"]]
        self._s3.put_object(Bucket=bucket, Key=f"{key}/{table}/rows", Body="".join(f"{line}\n" for line in lines))
        columns = self._context.spark_session.createDataFrame([], content["schema"]).dtypes
        storage = {
            "Columns": [{"Name": column, "Type": kind} for column, kind in columns],
            "Location": f"{self._folder}/{table}/",
            "InputFormat": "org.apache.hadoop.mapred.TextInputFormat",
            "OutputFormat": "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
            "SerdeInfo": {"SerializationLibrary": "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe"},
        }
        if database not in [found["Name"] for found in glue.get_databases()["DatabaseList"]]:
            glue.create_database(DatabaseInput={"Name": database})
        glue.create_table(DatabaseName=database, TableInput={"Name": table, "StorageDescriptor": storage})


@pytest.fixture
def frames(glue_context: GlueContext, s3: Any, folder: str) -> Frames:
    return Frames(glue_context, s3, folder)


def transform_name(file: Path) -> str:
    return file.parent.name.title().replace("_", "")


def by_python(name: str, given: list[DynamicFrame], options: dict[str, Any]) -> Any:
    if name in STUDIO:
        importlib.import_module(STUDIO[name])
        return getattr(given[0], STUDIO[name])(**options)
    if TUPLES.get(name) in options:
        options[TUPLES[name]] = [tuple(entry) for entry in options[TUPLES[name]]]
    if name == "RenameField":
        options = {"old_name": options["oldName"], "new_name": options["newName"]}
    if name == "PiiDetection":
        return hidden(awsglueml.transforms.EntityDetector(), given[0], options)
    module = awsglueml.transforms if name == "FillMissingValues" else awsglue.transforms
    return getattr(module, name).apply(*given, **options)


def hidden(detector: Any, frame: DynamicFrame, node: dict[str, Any]) -> Any:
    """What the script of the node Detect Sensitive Data does; see `awsglueml.transforms`."""
    kind, kinds = node["PiiType"], node["EntityTypesToDetect"]
    sensitivity = node.get("DetectionSensitivity", "HIGH")
    classification = (kinds, node.get("SampleFraction", 1.0), node.get("ThresholdFraction", 0.1), sensitivity)
    if kind == "ColumnAudit":
        return detector.audit_columns(frame, *classification)
    if kind.startswith("Column"):
        columns = list(detector.classify_columns(frame, *classification))
        masking = kind == "ColumnMasking"
        return (
            detector.mask_columns(frame, columns, node["MaskValue"])
            if masking
            else detector.hash_columns(frame, columns)
        )
    if kind == "RowAudit":
        return detector.detect(frame, kinds, node["OutputColumnName"], sensitivity)
    if kind == "RowHashing":
        return detector.hash_rows(frame, kinds, sensitivity)
    if kind == "RowMasking":
        return detector.mask_rows(frame, kinds, node["MaskValue"], sensitivity)
    kept = node["NumLeftCharsToExclude"], node["NumRightCharsToExclude"]
    return detector.mask_rows_partially(frame, kinds, node["RedactChar"], *kept, node["MatchPattern"], sensitivity)


def resolved(transform: Any, frame: Any, options: dict[str, Any]) -> Any:
    return transform.all(frame, options["choice"]) if "choice" in options else transform.apply(frame, options["specs"])


JAVA: dict[str, Callable[[Any, list[Any], dict[str, Any]], Any]] = {
    "ApplyMapping": lambda t, f, o: t.apply(f[0], o["mappings"], o.get("case_sensitive", False)),
    "DropFields": lambda t, f, o: t.apply(f[0], o["paths"]),
    "FillMissingValues": lambda t, f, o: t.apply(f[0], o["missing_values_column"], o.get("output_column", "")),
    "Join": lambda t, f, o: t.apply(*f, listed(o["keys1"]), listed(o["keys2"])),
    "Relationalize": lambda t, f, o: t.apply(f[0], o["name"], o["staging_path"]),
    "RenameField": lambda t, f, o: t.apply(f[0], o["oldName"], o["newName"]),
    "ResolveChoice": lambda t, f, o: resolved(t, f[0], o),
    "SelectFields": lambda t, f, o: t.apply(f[0], o["paths"]),
    "SplitRows": lambda t, f, o: t.apply(f[0], o["comparison_dict"], o["name1"], o["name2"]),
    "Unbox": lambda t, f, o: t.apply(f[0], o["path"], o["format"], json.dumps(o)),
    "Union": lambda t, f, o: t.apply(*f),
    "UnnestFrame": lambda t, f, o: t.apply(f[0]),
}


def studio_arguments(glue_context: GlueContext, name: str, options: dict[str, Any]) -> list[Any]:
    """What the method of a frame hands over: its parameters in their order."""
    method = getattr(importlib.import_module(STUDIO[name]), STUDIO[name])
    bound = inspect.signature(method).bind(None, **options)
    bound.apply_defaults()
    arguments = {key: separated(value) if key in SEPARATED else value for key, value in bound.arguments.items()}
    passed = [value for key, value in arguments.items() if key not in ("self", "tableName")]
    return [*passed, now(glue_context)] if name in TIMED else passed


def by_java(glue_context: GlueContext, name: str, given: list[DynamicFrame], options: dict[str, Any]) -> Any:
    transform = getattr(glue_context._jvm.io.mastic.runtime.transform, name)
    frames = [frame._jdf for frame in given]
    if name in STUDIO:
        answer = transform.apply(*frames, *studio_arguments(glue_context, name, options))
    else:
        answer = JAVA[name](transform, frames, options)
    if isinstance(answer, (JavaList, JavaMap)):
        made = answer.values() if isinstance(answer, JavaMap) else answer
        return {frame.name(): DynamicFrame(frame, glue_context) for frame in made}
    return DynamicFrame(answer, glue_context)


def answer_of(
    name: str, way: str, glue_context: GlueContext, given: list[DynamicFrame], options: dict[str, Any]
) -> Any:
    return by_python(name, given, options) if way == "python" else by_java(glue_context, name, given, options)


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}-{file.stem}")
@pytest.mark.parametrize("way", ["python", "java"])
def test_transform_gives_the_rows_of_the_case(
    file: Path,
    way: str,
    glue_context: GlueContext,
    glue: Any,
    frames: Frames,
    folder: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    case, name = yaml.safe_load(file.read_text()), transform_name(file)
    if way == "java" and name not in {*JAVA, *STUDIO}:
        pytest.skip(f"{name} is put together in Python")
    given = [frames.of(case["input"], "left")]
    if "frame2" in case:
        given.append(frames.of(case["frame2"], "right"))
    options = dict(case["options"])
    if name == "Relationalize":
        options["staging_path"] = f"{folder}/staging"
    if "table" in case and way == "python":
        frames.table(case["table"], options["tableName"], glue)
    elif "table" in case:
        given.append(frames.of(case["table"], "table"))
    capsys.readouterr()
    expected = case["expected"]
    if "error" in expected:
        with pytest.raises(Exception, match=re.escape(expected["error"])):
            answer_of(name, way, glue_context, given, options)
        return
    answer = answer_of(name, way, glue_context, given, options)
    if "frames" not in expected:
        check(answer, expected)
    else:
        assert list(answer.keys()) == list(expected["frames"])
        for key, frame in expected["frames"].items():
            check(answer[key], frame)
    if way == "python":
        assert capsys.readouterr().out.strip() == case.get("printed", "")


def check(frame: DynamicFrame, expected: dict[str, Any]) -> None:
    rows = frame.toDF()
    schema = frame.glue_ctx.spark_session.createDataFrame([], expected["schema"]).schema
    assert rows.schema.simpleString() == schema.simpleString()
    assert texts(rows) == sorted(expected["rows"], key=repr)
