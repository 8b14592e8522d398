"""Nested data taken apart and read, and rows split, merged and sampled."""

from __future__ import annotations

import json
import struct
from typing import Any

import pytest
from frame_texts import texts

from awsglue import utils
from awsglue.context import GlueContext
from awsglue.dynamicframe import DynamicFrame
from awsglue.transforms import Relationalize, Spigot, SplitRows, Unbox, UnnestFrame

ROOT = [
    {
        "name": "Ada",
        "contact": [{"type": "fax", "value": "1"}, {"type": "phone", "value": "2"}],
        "tags": ["x", "y"],
        "a": [{"b": [{"c": 1}, {"c": 2}]}, {"b": []}],
        "s": {"t": 1},
    },
    {"name": "Bob", "contact": [], "tags": ["z"], "a": [{"b": [{"c": 3}]}], "s": {"t": 2}},
    {"name": "Cyd", "s": None},
]


def read(glue_context: GlueContext, s3: Any, folder: str, records: list[Any], name: str = "in") -> DynamicFrame:
    bucket, _, key = folder.removeprefix("s3://").partition("/")
    body = "\n".join(json.dumps(record) for record in records)
    s3.put_object(Bucket=bucket, Key=f"{key}/{name}/records.json", Body=body)
    return glue_context.create_dynamic_frame.from_options("s3", {"paths": [f"{folder}/{name}"]}, "json")


def of(glue_context: GlueContext, rows: list[Any], schema: str, name: str = "frame") -> DynamicFrame:
    return DynamicFrame.fromDF(glue_context.spark_session.createDataFrame(rows, schema), glue_context, name)


def test_relationalize_names_frames_and_columns(glue_context: GlueContext, s3: Any, folder: str) -> None:
    frames = Relationalize.apply(read(glue_context, s3, folder, ROOT), staging_path=f"{folder}/staging", name="root")
    assert list(frames.keys()) == ["root", "root_contact", "root_tags", "root_a", "root_a.val.b"]
    columns = {key: [field.name for field in frames[key].schema()] for key in frames.keys()}  # noqa: SIM118
    assert columns == {
        "root": ["name", "contact", "tags", "a", "s.t"],
        "root_contact": ["id", "index", "contact.val.type", "contact.val.value"],
        "root_tags": ["id", "index", "tags.val"],
        "root_a": ["id", "index", "a.val.b"],
        "root_a.val.b": ["id", "index", "a.val.b.val.c"],
    }
    types = {field.name: field.dataType.typeName() for field in frames["root"].schema()}
    assert types == {"name": "string", "contact": "long", "tags": "long", "a": "long", "s.t": "int"}
    assert [frame.name for frame in frames.values()] == list(frames.keys())


def test_relationalized_frames_join_to_what_they_were(glue_context: GlueContext, s3: Any, folder: str) -> None:
    frames = read(glue_context, s3, folder, ROOT).repartition(3).relationalize("root", f"{folder}/staging")
    for key in frames.keys():  # noqa: SIM118
        frames[key].toDF().createOrReplaceTempView(f"relation_{key.replace('.', '_')}")
    spark = glue_context.spark_session
    contacts = spark.sql(
        "SELECT name, index, `contact.val.value` FROM relation_root JOIN relation_root_contact ON contact = id"
    )
    assert texts(contacts) == [["Ada", "0", "1"], ["Ada", "1", "2"]]
    tags = spark.sql("SELECT name, index, `tags.val` FROM relation_root JOIN relation_root_tags ON tags = id")
    assert texts(tags) == [["Ada", "0", "x"], ["Ada", "1", "y"], ["Bob", "0", "z"]]
    deep = spark.sql(
        "SELECT name, o.index, i.index, `a.val.b.val.c` FROM relation_root r JOIN relation_root_a o ON r.a = o.id"
        " JOIN relation_root_a_val_b i ON o.`a.val.b` = i.id"
    )
    assert texts(deep) == [["Ada", "0", "0", "1"], ["Ada", "0", "1", "2"], ["Bob", "0", "0", "3"]]
    for key in frames.keys():  # noqa: SIM118
        spark.catalog.dropTempView(f"relation_{key.replace('.', '_')}")
    assert texts(frames["root"].toDF().where("contact IS NULL").select("name", "tags", "a")) == [["Cyd", None, None]]


def test_relationalize_without_arrays_writes_nothing(glue_context: GlueContext, folder: str, s3: Any) -> None:
    flat = of(glue_context, [(1, ("x",))], "a int, s struct<`b.c`:string>")
    frames = flat.relationalize("root", f"{folder}/staging")
    assert list(frames.keys()) == ["root"]
    assert frames["root"].toDF().columns == ["a", "s.b.c"]
    bucket, _, key = folder.removeprefix("s3://").partition("/")
    assert s3.list_objects_v2(Bucket=bucket, Prefix=key)["KeyCount"] == 0


def test_relationalize_takes_maps_nulls_and_choices(glue_context: GlueContext, s3: Any, folder: str) -> None:
    frame = of(glue_context, [({"k": 1}, None, None)], "m map<string,int>, n void, e array<void>")
    frames = frame.relationalize("r", f"{folder}/staging")
    assert {key: frames[key].toDF().columns for key in frames.keys()} == {  # noqa: SIM118
        "r": ["m", "n", "e"],
        "r_m": ["id", "index", "m.val.key", "m.val.value"],
        "r_e": ["id", "index", "e.val"],
    }
    assert texts(frames["r_m"].select_fields(["`m.val.key`", "`m.val.value`"]).toDF()) == [["k", "1"]]
    mixed = read(glue_context, s3, folder, [{"v": 1, "w": {"x": 1}}, {"v": "a", "w": [1]}])
    frames = mixed.relationalize("r", f"{folder}/staging")
    assert [field.name for field in frames["r"].schema()] == ["v", "w.array", "w.struct.x"]
    assert frames["r"].schema().field_map["v"].dataType.typeName() == "choice"
    assert texts(frames["r_w.array"].select_fields(["`w.array.val`"]).toDF()) == [["1"]]


def test_relationalize_needs_a_place(glue_context: GlueContext, folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    frame = of(glue_context, [([1],)], "a array<int>")
    monkeypatch.setattr(utils, "_global_args", {})
    with pytest.raises(RuntimeError, match="TempDir"):
        Relationalize.apply(frame)
    monkeypatch.setattr(utils, "_global_args", {"TempDir": f"{folder}/staging"})
    assert list(Relationalize.apply(frame).keys()) == ["roottable", "roottable_a"]


def test_unnest_makes_columns_of_structs(glue_context: GlueContext) -> None:
    frame = of(
        glue_context, [(("x", ("y",)), [1]), (None, None)], "a struct<b:string,c:struct<d:string>>, l array<int>"
    )
    flat = UnnestFrame.apply(frame)
    assert [field.name for field in flat.schema()] == ["a.b", "a.c.d", "l"]
    assert flat.toDF().dtypes[2] == ("l", "bigint")
    assert texts(flat.select_fields(["`a.b`", "`a.c.d`"]).toDF()) == sorted([["x", "y"], [None, None]], key=repr)


def test_unbox_reads_json_with_choices(glue_context: GlueContext) -> None:
    rows = [(1, '{"a": 1, "b": {"c": "x"}}'), (2, '{"a": "one"}'), (3, "no json"), (4, None)]
    unboxed = Unbox.apply(of(glue_context, rows, "id int, t string"), "t", "json")
    read = unboxed.schema().field_map["t"].dataType
    assert read.field_map["a"].dataType.typeName() == "choice"
    settled = unboxed.resolveChoice(specs=[("t.a", "cast:string")])
    assert texts(settled.toDF()) == sorted(
        [["1", '{"a":"1","b":{"c":"x"}}'], ["2", '{"a":"one","b":null}'], ["3", None], ["4", None]], key=repr
    )


def test_unbox_reads_fields_inside_structs_and_by_schemas(glue_context: GlueContext) -> None:
    frame = of(glue_context, [(("7,x",), b'{"n": 5}')], "s struct<t:string>, b binary")
    schema = json.dumps({"dataType": "struct", "fields": [{"name": "n", "container": {"dataType": "long"}}]})
    unboxed = frame.unbox("b", "json", withSchema=schema).unbox("s.t", "csv")
    assert unboxed.toDF().dtypes == [("s", "struct<t:struct<col0:string,col1:string>>"), ("b", "struct<n:bigint>")]
    assert texts(unboxed.toDF()) == [['{"t":{"col0":"7","col1":"x"}}', '{"n":5}']]
    with pytest.raises(Exception, match="not protobuf"):
        frame.unbox("b", "protobuf")


def test_unbox_reads_csv_with_a_header(glue_context: GlueContext) -> None:
    frame = of(glue_context, [("a;b\n1;2",), ("a;b\n3;4",)], "t string")
    unboxed = frame.unbox("t", "csv", separator=";", withHeader=True)
    assert texts(unboxed.toDF()) == [['{"a":"1","b":"2"}'], ['{"a":"3","b":"4"}']]


AVRO = json.dumps(
    {
        "type": "record",
        "name": "Reading",
        "fields": [{"name": "city", "type": "string"}, {"name": "degrees", "type": ["null", "double"]}],
    }
)


def test_unbox_reads_avro_alone_by_its_schema(glue_context: GlueContext) -> None:
    oslo = b"\x08Oslo" + b"\x02" + struct.pack("<d", -3.5)
    frame = of(glue_context, [(1, oslo), (2, b"\x06Rio\x00"), (3, b"\x50no"), (4, None)], "id int, b binary")
    unboxed = frame.unbox("b", "avro", avroSchema=AVRO)
    assert unboxed.toDF().dtypes == [("id", "int"), ("b", "struct<city:string,degrees:double>")]
    expected = [["1", '{"city":"Oslo","degrees":-3.5}'], ["2", '{"city":"Rio","degrees":null}'], ["3", None]]
    assert texts(unboxed.toDF()) == sorted([*expected, ["4", None]], key=repr)
    with pytest.raises(Exception, match="no Avro file"):
        frame.unbox("b", "avro")
    with pytest.raises(Exception, match="binary fields, and this one is int"):
        frame.unbox("id", "avro", avroSchema=AVRO)


def test_unbox_reads_avro_files_by_the_first_ones_schema(glue_context: GlueContext, s3: Any, folder: str) -> None:
    bucket, _, key = folder.removeprefix("s3://").partition("/")
    files = []
    for name, columns in (("a", "'Oslo' city, 1 n"), ("b", "2 n, 'Rio' city, true more"), ("c", "'no n' city")):
        rows = glue_context.spark_session.sql(f"SELECT {columns}").coalesce(1)
        rows.write.format("avro").save(f"{folder}/{name}")
        [object_] = s3.list_objects_v2(Bucket=bucket, Prefix=f"{key}/{name}/part-")["Contents"]
        files.append(s3.get_object(Bucket=bucket, Key=object_["Key"])["Body"].read())
    frame = of(glue_context, [(file,) for file in files], "b binary").coalesce(1)
    assert texts(frame.unbox("b", "avro").toDF()) == sorted(
        [['{"city":"Oslo","n":1}'], ['{"city":"Rio","n":2}'], [None]], key=repr
    )


def test_split_rows_compares_all(glue_context: GlueContext) -> None:
    frame = of(glue_context, [(1, ("x",)), (15, ("x",)), (15, ("y",)), (None, ("x",))], "n int, s struct<t:string>")
    split = SplitRows.apply(frame, {"n": {">": 10, "<=": 15}, "s.t": {"=": "x"}}, "big", "small")
    assert list(split.keys()) == ["big", "small"]
    assert texts(split["big"].toDF()) == [["15", '{"t":"x"}']]
    assert split["small"].count() == 3
    with pytest.raises(Exception, match='no operator "~"'):
        frame.split_rows({"n": {"~": 1}}, "a", "b")
    with pytest.raises(Exception, match='no field "m"'):
        frame.split_rows({"m": {"=": 1}}, "a", "b")


def test_merge_replaces_rows_by_key(glue_context: GlueContext) -> None:
    source = of(glue_context, [(1, "a"), (2, "b"), (2, "b"), (3, "c"), (None, "n")], "id int, v string")
    stage = of(glue_context, [(2, "B", 1), (4, "D", 2), (4, "D", 2), (None, "N", 3)], "id int, v string, more int")
    merged = source.mergeDynamicFrame(stage, ["id"])
    assert texts(merged.toDF()) == sorted(
        [
            ["1", "a", None],
            ["3", "c", None],
            [None, "n", None],
            ["2", "B", "1"],
            ["4", "D", "2"],
            ["4", "D", "2"],
            [None, "N", "3"],
        ],
        key=repr,
    )
    with pytest.raises(Exception, match='primary key "x"'):
        source.mergeDynamicFrame(stage, ["x"])


def test_spigot_writes_a_sample_and_passes_all_rows_on(glue_context: GlueContext, folder: str) -> None:
    frame = of(glue_context, [(number,) for number in range(20)], "n int")
    passed = Spigot.apply(frame, path=f"{folder}/sample", options={"topk": 5})
    assert passed.count() == 20
    sample = glue_context.spark_session.read.json(f"{folder}/sample")
    assert sample.columns == ["n"]
    assert sample.count() == 5
    frame.spigot(f"{folder}/none", {"prob": 0})
    assert glue_context.create_dynamic_frame.from_options("s3", {"paths": [f"{folder}/none"]}, "json").count() == 0


def test_dynamodb_exports_lose_their_types(glue_context: GlueContext, s3: Any, folder: str) -> None:
    items = [
        {"Item": {"id": {"S": "a"}, "n": {"N": "1"}, "m": {"M": {"x": {"S": "y"}}}, "l": {"L": [{"N": "1"}]}}},
        {"Item": {"id": {"S": "b"}, "n": {"NULL": True}, "flag": {"BOOL": True}}},
    ]
    frame = read(glue_context, s3, folder, items)
    flat = frame.unnest_ddb_json()
    assert flat.toDF().dtypes == [
        ("id", "string"),
        ("n", "string"),
        ("m", "struct<x:struct<S:string>>"),
        ("l", "array<struct<N:string>>"),
        ("flag", "boolean"),
    ]
    simple = frame.simplify_ddb_json()
    assert texts(simple.toDF()) == sorted(
        [["a", "1", '{"x":"y"}', '["1"]', None], ["b", None, None, None, "true"]], key=repr
    )
