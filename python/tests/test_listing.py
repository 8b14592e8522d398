"""Which files a source reads, how they are packed into tasks, and what of them stands beside the rows."""

from __future__ import annotations

import bz2
import gzip
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from pyspark.sql import DataFrame

from awsglue.context import GlueContext
from conftest import BUCKET
from platform_process import Platform


def put(s3: Any, path: str, body: str | bytes, **more: Any) -> None:
    bucket, _, key = path.removeprefix("s3://").partition("/")
    s3.put_object(Bucket=bucket, Key=key, Body=body.encode() if isinstance(body, str) else body, **more)


def read(context: GlueContext, folder: str, kind: str = "csv", form: dict[str, Any] | None = None, **more: Any) -> Any:
    options = {"paths": [f"{folder}/"], "recurse": True} | more
    return context.create_dynamic_frame.from_options("s3", options, kind, form or {}).toDF()


def firsts(rows: DataFrame) -> list[str]:
    return sorted(row[0] for row in rows.collect())


@pytest.mark.parametrize(
    ("patterns", "left"),
    [
        (["**.tmp"], ["a.csv", "deep/b.csv", "deep/er/c.csv"]),
        (["*.tmp"], ["a.csv", "deep/b.csv", "deep/er/c.csv", "deep/x.tmp"]),
        (["deep/**"], ["a.csv", "y.tmp"]),
        (["**/er/*", "*.{tmp,csv}"], ["deep/b.csv", "deep/x.tmp"]),
    ],
)
@pytest.mark.parametrize("as_text", [True, False])
def test_exclusions(
    glue_context: GlueContext, s3: Any, folder: str, patterns: list[str], left: list[str], as_text: bool
) -> None:
    for name in ("a.csv", "y.tmp", "deep/b.csv", "deep/x.tmp", "deep/er/c.csv"):
        put(s3, f"{folder}/{name}", name)
    exclusions = json.dumps(patterns) if as_text else patterns
    assert firsts(read(glue_context, folder, exclusions=exclusions)) == left


def test_whole_paths_are_excluded_as_crawlers_write_them(glue_context: GlueContext, s3: Any, folder: str) -> None:
    for name in ("a", "deep/b"):
        put(s3, f"{folder}/{name}", name)
    assert firsts(read(glue_context, folder, exclusions=f'["{folder}/deep/**"]')) == ["a"]


def test_storage_classes_are_left_out(glue_context: GlueContext, s3: Any, folder: str) -> None:
    for name, storage in (("a", "STANDARD"), ("b", "GLACIER"), ("c", "DEEP_ARCHIVE"), ("d", "STANDARD_IA")):
        put(s3, f"{folder}/{name}", name, StorageClass=storage)
    assert firsts(read(glue_context, folder, excludeStorageClasses=["GLACIER", "DEEP_ARCHIVE"])) == ["a", "d"]
    assert firsts(read(glue_context, folder, excludeStorageClasses='["STANDARD"]')) == ["b", "c", "d"]


@pytest.mark.parametrize("kind", ["csv", "json", "multi-line json", "parquet"])
def test_each_row_tells_its_file(glue_context: GlueContext, s3: Any, folder: str, kind: str) -> None:
    for day in "12":
        place = f"{folder}/day={day}"
        if kind == "parquet":
            glue_context.spark_session.createDataFrame([(day,)], "name string").coalesce(1).write.parquet(place)
        else:
            put(s3, f"{place}/f {day}", day if kind == "csv" else json.dumps({"name": day}))
    listed = s3.list_objects_v2(Bucket=BUCKET, Prefix=folder.removeprefix(f"s3://{BUCKET}/") + "/")["Contents"]
    form = {"attachFilename": "file", "attachTimestamp": "at", "multiLine": kind.startswith("multi")}
    rows = read(glue_context, folder, kind.split()[-1], form)
    assert rows.columns[1:] == ["day", "file", "at"]
    assert dict(rows.dtypes)["at"] == "timestamp"
    found = {(row.file, row.at.astimezone(UTC)) for row in rows.collect()}
    assert found == {(f"s3://{BUCKET}/{one['Key']}", one["LastModified"]) for one in listed}
    assert [row.day for row in rows.where(rows.file.contains("day=2")).collect()] == ["2"]
    assert rows.where(rows.at > datetime(2200, 1, 1, tzinfo=UTC)).count() == 0


@pytest.mark.parametrize(("kind", "compress"), [("gzip", gzip.compress), ("bzip2", bz2.compress)])
@pytest.mark.parametrize(
    "form", [("csv", {}), ("csv", {"multiLine": True}), ("json", {}), ("json", {"multiLine": True})]
)
def test_compression_that_names_do_not_show(
    glue_context: GlueContext, s3: Any, folder: str, kind: str, compress: Any, form: tuple[str, dict[str, Any]]
) -> None:
    texts = {"csv": ["a\nb", "c"], "json": ['{"n": "a"}\n{"n": "b"}', '{"n": "c"}']}[form[0]]
    put(s3, f"{folder}/part 0", compress(texts[0].encode()))
    put(s3, f"{folder}/part-1{'.gz' if kind == 'gzip' else '.bz2'}", compress(texts[1].encode()))
    rows = read(glue_context, folder, form[0], form[1] | {"attachFilename": "file"}, compressionType=kind)
    assert firsts(rows) == ["a", "b", "c"]
    assert f"{folder}/part 0" in {row.file for row in rows.collect()}


def test_a_table_may_hold_the_options(glue_context: GlueContext, s3: Any, glue: Any, folder: str) -> None:
    for day in "12":
        put(s3, f"{folder}/day={day}/part", gzip.compress(day.encode()))
        put(s3, f"{folder}/day={day}/left.out", day)
    serde = "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe"
    storage = {
        "Columns": [{"Name": "name", "Type": "string"}],
        "Location": f"{folder}/",
        "SerdeInfo": {"SerializationLibrary": serde},
    }
    table = {
        "Name": "listed",
        "StorageDescriptor": storage,
        "PartitionKeys": [{"Name": "day", "Type": "int"}],
        "Parameters": {"compressionType": "gzip", "exclusions": f'["{folder}/**.out"]', "attachFilename": "place"},
    }
    glue.create_table(DatabaseName="default", TableInput=table)
    partitions = [
        {"Values": [day], "StorageDescriptor": storage | {"Location": f"{folder}/day={day}/"}} for day in "12"
    ]
    glue.batch_create_partition(DatabaseName="default", TableName="listed", PartitionInputList=partitions)
    frame = glue_context.create_dynamic_frame.from_catalog(
        "default", "listed", additional_options={"attachFilename": "file"}
    )
    assert sorted(tuple(row) for row in frame.toDF().collect()) == [
        ("1", 1, f"{folder}/day=1/part"),
        ("2", 2, f"{folder}/day=2/part"),
    ]
    assert frame.toDF().columns == ["name", "day", "file"]


def tasks(rows: DataFrame) -> int:
    return int(rows.rdd.getNumPartitions())


def test_small_files_share_tasks(glue_context: GlueContext, s3: Any, folder: str) -> None:
    for i in range(40):
        put(s3, f"{folder}/{i}", "x" * 99 + "\n")
    alone = tasks(read(glue_context, folder))
    grouped = read(glue_context, folder, groupFiles="inPartition", groupSize="1000")
    assert tasks(grouped) == 4
    assert grouped.count() == 40
    assert tasks(read(glue_context, folder, groupFiles="inPartition", groupSize="100000")) == 1
    assert tasks(read(glue_context, folder, groupFiles="none", groupSize="1000")) == alone
    with pytest.raises(Exception, match="groupFiles is 'some': it is inPartition or none"):
        read(glue_context, folder, groupFiles="some")


def test_bounds_hold_without_a_bookmark(glue_context: GlueContext, s3: Any, folder: str) -> None:
    for name in "abc":
        put(s3, f"{folder}/{name}", name)
    assert firsts(read(glue_context, folder, boundedFiles="2", useS3ListImplementation="true")) == ["a", "b"]
    with pytest.raises(Exception, match="Option 'boundedSize' is not a number: much"):
        read(glue_context, folder, boundedSize="much")


def test_a_hundred_thousand_objects(
    glue_context: GlueContext, s3: Any, folder: str, platform: Platform, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = platform.data / "objects" / folder.removeprefix("s3://")
    for i in range(20):
        put(s3, f"{folder}/{i:06}", "1\n")
    for i in range(20, 100_000):  # as the server keeps them, since requests would take minutes
        (place / f"{i:06}%").write_bytes(b"1\n")
    assert len(s3.list_objects_v2(Bucket=BUCKET, Prefix=folder.removeprefix(f"s3://{BUCKET}/"))["Contents"]) == 1_000
    free = heap(glue_context)
    rows = read(glue_context, folder)
    held = heap(glue_context) - free
    assert held < 100 << 20, f"{held >> 20} MiB for 100,000 files"
    assert tasks(rows) < 1_000, "small files share tasks by themselves when they are many"


def heap(context: GlueContext) -> int:
    """Bytes that the JVM holds."""
    java = context._jvm.java.lang
    java.System.gc()
    return int(java.Runtime.getRuntime().totalMemory() - java.Runtime.getRuntime().freeMemory())
