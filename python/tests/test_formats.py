"""Formats of files by path: each with its options, as rows and as what is written."""

from __future__ import annotations

import datetime
import gzip
import io
import json
from typing import Any

import openpyxl
import pytest
from frame_texts import texts

from awsglue.context import GlueContext
from awsglue.dynamicframe import DynamicFrame

Rows = list[list[str | None]]


def put(s3: Any, path: str, body: str | bytes) -> None:
    bucket, _, key = path.removeprefix("s3://").partition("/")
    s3.put_object(Bucket=bucket, Key=key, Body=body)


def read(glue_context: GlueContext, path: str, kind: str, **options: Any) -> DynamicFrame:
    return glue_context.create_dynamic_frame.from_options("s3", {"paths": [path], "recurse": True}, kind, options)


@pytest.mark.parametrize("kind", ["csv", "json", "parquet", "glueparquet", "orc", "avro"])
@pytest.mark.parametrize("compression", ["", "gzip", "snappy"])
def test_each_format_is_read_as_it_was_written(
    glue_context: GlueContext, folder: str, kind: str, compression: str
) -> None:
    if (kind, compression) in {("orc", "gzip"), ("avro", "gzip")}:
        pytest.skip("this format has no such codec")
    rows = glue_context.spark_session.createDataFrame([(1, "a", "x"), (2, None, "y")], "n int, t string, k string")
    frame = DynamicFrame.fromDF(rows, glue_context, "rows")
    options = {"path": folder, "partitionKeys": ["k"], "compression": compression}
    written_as = {"withHeader": True} if kind == "csv" else {}
    glue_context.write_dynamic_frame.from_options(frame, "s3", options, kind)
    found = read(glue_context, folder, "parquet" if kind == "glueparquet" else kind, **written_as)
    empty = "" if kind == "csv" else None
    assert texts(found.select_fields(["n", "t", "k"]).toDF()) == sorted([["1", "a", "x"], ["2", empty, "y"]], key=repr)


def test_avro_keeps_dates_and_decimals(glue_context: GlueContext, folder: str) -> None:
    rows = glue_context.spark_session.sql(
        "SELECT date '2026-01-02' AS d, 1.50BD AS n, timestamp '2026-01-02 03:04:05' AS t"
    )
    frame = DynamicFrame.fromDF(rows, glue_context, "rows")
    glue_context.write_dynamic_frame.from_options(frame, "s3", {"path": folder}, "avro", {"version": "1.8"})
    assert read(glue_context, folder, "avro").toDF().dtypes == [
        ("d", "date"),
        ("n", "decimal(3,2)"),
        ("t", "timestamp"),
    ]


XML = """<?xml version="1.0"?>
<people>
  <person id="1"><name>Ada</name><city zip="10">Here</city><pet>cat</pet><pet>dog</pet></person>
  <person id="2"><name> Bob </name><city/><pet>fish</pet></person>
</people>
"""


def test_xml_has_a_record_for_each_element(glue_context: GlueContext, s3: Any, folder: str) -> None:
    put(s3, f"{folder}/in/people.xml", XML)
    frame = read(glue_context, f"{folder}/in", "xml", rowTag="person")
    assert frame.toDF().dtypes == [
        ("_id", "bigint"),
        ("city", "struct<_VALUE:string,_zip:bigint>"),
        ("name", "string"),
        ("pet", "array<string>"),
    ]
    assert texts(frame.select_fields(["_id", "name", "pet"]).toDF()) == [
        ["1", "Ada", '["cat","dog"]'],
        ["2", " Bob ", '["fish"]'],
    ]
    plain = read(
        glue_context, f"{folder}/in", "xml", rowTag="person", excludeAttribute="true", ignoreSurroundingSpaces=True
    )
    assert texts(plain.select_fields(["city", "name"]).toDF()) == [["", "Bob"], ["Here", "Ada"]]
    schema = {"dataType": "struct", "fields": [{"name": "name", "container": {"dataType": "string"}}]}
    given = read(glue_context, f"{folder}/in", "xml", rowTag="person", withSchema=json.dumps(schema))
    assert given.toDF().columns == ["name"]
    with pytest.raises(Exception, match="'rowTag'"):
        read(glue_context, f"{folder}/in", "xml")


def test_xml_in_keyed_folders_has_their_keys(glue_context: GlueContext, s3: Any, folder: str) -> None:
    put(s3, f"{folder}/in/day=1/a.xml", "<r><v>1</v></r>")
    put(s3, f"{folder}/in/day=2/a.xml", "<r><v>2</v></r>")
    assert texts(read(glue_context, f"{folder}/in", "xml", rowTag="r").toDF()) == [["1", "1"], ["2", "2"]]


LOG = """127.0.0.1 - ada [10/Oct/2026:13:55:36 -0700] "GET /a.gif HTTP/1.0" 200 2326
not a line of the log
10.0.0.2 - - [10/Oct/2026:13:55:37 -0700] "GET /b.gif HTTP/1.0" 404 -
"""


def test_logs_are_taken_apart_by_grok(glue_context: GlueContext, s3: Any, folder: str) -> None:
    put(s3, f"{folder}/in/access.log", LOG)
    frame = read(glue_context, f"{folder}/in", "grokLog", logFormat="%{COMMONAPACHELOG}")
    assert texts(frame.select_fields(["clientip", "auth", "verb", "response", "bytes"]).toDF()) == sorted(
        [["127.0.0.1", "ada", "GET", "200", "2326"], ["10.0.0.2", None, "GET", "404", None]], key=repr
    )
    errors = frame.errorsAsDynamicFrame().toDF().collect()
    assert [row["error"]["input"] for row in errors] == ["not a line of the log"]
    own = read(
        glue_context,
        f"{folder}/in",
        "grokLog",
        logFormat="^%{OURS:host} .* %{NUMBER:status} %{NOTSPACE:size}$",
        customPatterns="OURS [0-9.]+",
        MISSING="404",
    )
    assert texts(own.toDF()) == sorted([["127.0.0.1", "200", "2326"], ["10.0.0.2", None, "-"]], key=repr)
    with pytest.raises(Exception, match="'logFormat'"):
        read(glue_context, f"{folder}/in", "grokLog")
    with pytest.raises(Exception, match="no grok pattern"):
        read(glue_context, f"{folder}/in", "grokLog", logFormat="%{NOWHERE:x}")


@pytest.mark.parametrize(
    ("path", "body", "expected"),
    [
        ("$.rows[*]", '{"rows": [{"a": 1}, {"a": 2}]}\n{"rows": [{"a": 3}]}', [["1"], ["2"], ["3"]]),
        ("$.deep.one", '{"deep": {"one": {"a": 1}}, "other": 5}\n{"other": 6}', [["1"]]),
        (
            "$.rows[?(@.keep == true)].row",
            '{"rows": [{"keep": true, "row": {"a": 1}}, {"keep": false, "row": {"a": 2}}]}',
            [["1"]],
        ),
    ],
    ids=["all", "one", "filtered"],
)
def test_a_json_path_leads_to_the_records(
    glue_context: GlueContext, s3: Any, folder: str, path: str, body: str, expected: Rows
) -> None:
    put(s3, f"{folder}/in/a.json", body)
    assert texts(read(glue_context, f"{folder}/in", "json", jsonPath=path).toDF()) == expected
    whole = read(glue_context, f"{folder}/in", "json", jsonPath=path, multiLine="true")
    assert texts(whole.toDF()) == expected


def test_json_with_a_schema_is_not_read_for_its_types(glue_context: GlueContext, s3: Any, folder: str) -> None:
    put(
        s3,
        f"{folder}/in/a.json",
        '{"n": "7", "d": "2026-01-02", "m": {"k": 1.5}, "t": {"x": [1]}}\n{"n": 2, "d": "never"}',
    )
    fields = {
        "n": {"dataType": "short"},
        "d": {"dataType": "date"},
        "m": {"dataType": "map", "valueType": {"dataType": "double"}},
        "t": {"dataType": "string"},
        "no": {"dataType": "int"},
    }
    schema = {"dataType": "struct", "fields": [{"name": name, "container": of} for name, of in fields.items()]}
    frame = read(glue_context, f"{folder}/in", "json", withSchema=json.dumps(schema))
    assert frame.toDF().dtypes == [
        ("n", "smallint"),
        ("d", "date"),
        ("m", "map<string,double>"),
        ("t", "string"),
        ("no", "int"),
    ]
    assert texts(frame.toDF()) == sorted(
        [["7", "2026-01-02", '{"k":1.5}', '{"x":[1]}', None], ["2", None, None, None, None]], key=repr
    )


def test_lines_that_are_no_json_are_error_records(glue_context: GlueContext, s3: Any, folder: str) -> None:
    put(s3, f"{folder}/in/a.json", '{"a": 1}\n{"a": \n{"a": 2}\n[3]\n')
    frame = read(glue_context, f"{folder}/in", "json")
    assert (frame.count(), frame.stageErrorsCount()) == (2, 2)
    errors = frame.errorsAsDynamicFrame().toDF().collect()
    assert sorted(row["error"]["input"] for row in errors) == ["[3]", '{"a": ']
    assert "error in jackson reader" in errors[0]["error"]["msg"]


def workbook() -> bytes:
    book = openpyxl.Workbook()
    book.active.title = "first"
    for row in (
        ["id", "when", "what"],
        [1, datetime.datetime(2026, 1, 2), "x"],
        [2, None, 3.5],
        [None, None, None],
        ["sum"],
    ):
        book.active.append(row)
    book.create_sheet("second").append(["only", True, datetime.time(12), datetime.timedelta(hours=30)])
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def test_sheets_of_excel_are_rows(glue_context: GlueContext, s3: Any, folder: str) -> None:
    put(s3, f"{folder}/in/a.xlsx", workbook())
    frame = read(glue_context, f"{folder}/in", "excel", skipFooter=1)
    assert frame.schema().field_map["what"].dataType.typeName() == "choice"
    assert texts(frame.resolveChoice(choice="cast:string").toDF()) == sorted(
        [["1", "2026-01-02 00:00:00", "x"], ["2", None, "3.5"]], key=repr
    )
    second = read(glue_context, f"{folder}/in", "excel", sheetName="second", withHeader="false")
    assert texts(second.toDF()) == [["only", "true", "12:00:00", "1 day, 6:00:00"]]
    assert read(glue_context, f"{folder}/in", "excel", numberRows="1").count() == 1
    with pytest.raises(Exception, match="no sheet 'third'"):
        read(glue_context, f"{folder}/in", "excel", sheetName="third")


def test_compressed_xml_and_logs_are_read(glue_context: GlueContext, s3: Any, folder: str) -> None:
    put(s3, f"{folder}/in/people.xml.gz", gzip.compress(XML.encode()))
    assert read(glue_context, f"{folder}/in", "xml", rowTag="person").count() == 2
    put(s3, f"{folder}/log/access.log.gz", gzip.compress(LOG.encode()))
    assert read(glue_context, f"{folder}/log", "grokLog", logFormat="%{COMMONAPACHELOG}").count() == 2
