"""Writes of plain DataFrames: what is visible, when, and what is left behind."""

from __future__ import annotations

import json
import re
import urllib.request
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as f

from conftest import BUCKET
from platform_process import eventually

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from platform_process import Platform

SCHEMA = "id long, day string"


def keys(s3: Any, folder: str) -> list[str]:
    prefix = folder.removeprefix(f"s3://{BUCKET}/") + "/"
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=BUCKET, Prefix=prefix)
    return [found["Key"].removeprefix(prefix) for page in pages for found in page.get("Contents", [])]


def pending(s3: Any, folder: str) -> list[str]:
    prefix = folder.removeprefix(f"s3://{BUCKET}/") + "/"
    found = s3.list_multipart_uploads(Bucket=BUCKET, Prefix=prefix).get("Uploads", [])
    return [upload["Key"] for upload in found]


def rows(spark: SparkSession, folder: str) -> list[tuple[int, str]]:
    return sorted((row.id, row.day) for row in spark.read.schema(SCHEMA).parquet(folder).collect())


def days(spark: SparkSession, ids: range, *names: str) -> DataFrame:
    """Each id on one of the days, in turn."""
    day = f.element_at(f.array(*(f.lit(name) for name in names)), (f.col("id") % len(names) + 1).cast("int"))
    return spark.range(ids.start, ids.stop, 1, 2).withColumn("day", day)


@pytest.fixture
def dynamic(spark: SparkSession) -> Iterator[None]:
    spark.conf.set("spark.sql.sources.partitionOverwriteMode", "dynamic")
    yield
    spark.conf.unset("spark.sql.sources.partitionOverwriteMode")


def test_appends_add_files_and_leave_nothing_pending(spark: SparkSession, s3: Any, folder: str) -> None:
    for ids in (range(10), range(10, 20)):
        days(spark, ids, "mon").write.mode("append").parquet(folder)
    assert [row[0] for row in rows(spark, folder)] == list(range(20))
    assert len(keys(s3, folder)) == 4
    assert pending(s3, folder) == []


def test_plain_data_frames_have_sparks_file_names_and_no_success_file(
    spark: SparkSession, s3: Any, folder: str
) -> None:
    days(spark, range(4), "mon").write.csv(folder)
    assert len(keys(s3, folder)) == 2
    assert all(re.fullmatch(r"part-0000\d-[0-9a-f-]{36}-c000\.csv", name) for name in keys(s3, folder))


@pytest.mark.parametrize(
    ("layout", "options", "expected"),
    [
        ("csv", {}, r"run-sink-7-part-r-0000\d"),
        ("json", {}, r"run-sink-7-part-r-0000\d"),
        ("json", {"compression": "gzip"}, r"run-sink-7-part-r-0000\d\.gz"),
        ("parquet", {}, r"run-sink-7-part-r-0000\d\.snappy\.parquet"),
        ("parquet", {"maxRecordsPerFile": "2"}, r"run-sink-7-part-r-0000\d(-c001|)\.snappy\.parquet"),
        ("orc", {}, r"run-sink-7-part-r-0000\d\.snappy\.orc"),
    ],
    ids=["csv", "json", "json-gzip", "parquet", "parquet-counted", "orc"],
)
def test_writes_of_a_transformation_have_glues_file_names(
    spark: SparkSession, s3: Any, folder: str, layout: str, options: dict[str, str], expected: str
) -> None:
    names = {"mastic.transformation.ctx": "sink", "mastic.write.n": "7"}
    days(spark, range(8), "mon").write.format(layout).options(**names, **options).save(folder)
    assert len(keys(s3, folder)) == (4 if "maxRecordsPerFile" in options else 2)
    assert all(re.fullmatch(expected, name) for name in keys(s3, folder))
    assert spark.read.format(layout).load(folder).count() == 8


def test_writes_without_a_number_never_replace_each_other(spark: SparkSession, s3: Any, folder: str) -> None:
    for _ in range(2):
        days(spark, range(4), "mon").write.option("mastic.transformation.ctx", "").mode("append").json(folder)
    assert len(keys(s3, folder)) == 4
    assert all(re.fullmatch(r"run-\d{16}-part-r-0000\d", name) for name in keys(s3, folder))


def test_an_overwrite_replaces_everything(spark: SparkSession, s3: Any, folder: str) -> None:
    days(spark, range(10), "mon", "tue").write.partitionBy("day").parquet(folder)
    days(spark, range(10, 14), "wed").write.mode("overwrite").partitionBy("day").parquet(folder)
    assert rows(spark, folder) == [(n, "wed") for n in range(10, 14)]
    assert {name.split("/")[0] for name in keys(s3, folder)} == {"day=wed"}


def test_an_overwrite_of_the_same_keys_keeps_the_new_files(spark: SparkSession, s3: Any, folder: str) -> None:
    for ids in (range(10), range(10, 20)):
        writer = days(spark, ids, "mon").write.mode("overwrite")
        writer.options(**{"mastic.transformation.ctx": "sink", "mastic.write.n": "1"}).parquet(folder)
    assert [row[0] for row in rows(spark, folder)] == list(range(10, 20))
    assert len(keys(s3, folder)) == 2


@pytest.mark.usefixtures("dynamic")
def test_a_dynamic_overwrite_replaces_the_written_partitions_alone(spark: SparkSession, s3: Any, folder: str) -> None:
    days(spark, range(10), "mon", "tue").write.partitionBy("day").parquet(folder)
    days(spark, range(20, 22), "tue", "wed").write.mode("overwrite").partitionBy("day").parquet(folder)
    monday = [(n, "mon") for n in range(0, 10, 2)]
    assert rows(spark, folder) == sorted([*monday, (20, "tue"), (21, "wed")])
    assert pending(s3, folder) == []


def test_insert_overwrite_replaces_its_partition_alone(spark: SparkSession, folder: str) -> None:
    days(spark, range(10), "mon", "tue").write.partitionBy("day").parquet(folder)
    days(spark, range(20, 23), "x").createOrReplaceTempView("incoming")
    spark.read.schema(SCHEMA).parquet(folder).createOrReplaceTempView("target")
    spark.sql("INSERT OVERWRITE TABLE target PARTITION (day = 'tue') SELECT id FROM incoming")
    expected = [*((n, "mon") for n in range(0, 10, 2)), *((n, "tue") for n in range(20, 23))]
    spark.catalog.dropTempView("target")
    spark.catalog.dropTempView("incoming")
    assert rows(spark, folder) == sorted(expected)


@pytest.mark.parametrize("mode", ["append", "overwrite"])
def test_a_failing_job_shows_nothing_and_keeps_the_old_data(
    spark: SparkSession, s3: Any, folder: str, mode: str
) -> None:
    days(spark, range(10), "mon").write.parquet(folder)
    before = keys(s3, folder)

    # The last row of the last task: by then both tasks have files open, and one may have committed.
    failing = days(spark, range(100), "mon").withColumn("id", f.expr("if(id = 99, raise_error('told to fail'), id)"))
    with pytest.raises(Exception, match="told to fail"):
        failing.write.mode(mode).parquet(folder)
    assert keys(s3, folder) == before
    assert rows(spark, folder) == [(n, "mon") for n in range(10)]
    # Spark reports the failure while it still cancels the other task, whose upload may have begun unknown to it: the
    # end of the run sees to that one.
    eventually(lambda: len(pending(s3, folder)) <= 1, "the tasks abort what they have begun")


def test_a_partitioned_write_of_no_rows_leaves_a_readable_table(spark: SparkSession, s3: Any, folder: str) -> None:
    days(spark, range(0), "mon").write.partitionBy("day").parquet(folder)
    assert rows(spark, folder) == []
    assert keys(s3, folder) == [""]
    days(spark, range(2), "mon").write.mode("append").partitionBy("day").parquet(folder)
    assert rows(spark, folder) == [(0, "mon"), (1, "mon")]
    days(spark, range(0), "mon").write.mode("overwrite").partitionBy("day").parquet(folder)
    assert rows(spark, folder) == []
    assert keys(s3, folder) == [""]


def test_a_write_of_no_rows_without_partitions_leaves_its_schema(spark: SparkSession, folder: str) -> None:
    days(spark, range(0), "mon").write.parquet(folder)
    assert spark.read.parquet(folder).columns == ["id", "day"]


def test_two_appends_at_once_lose_nothing(spark: SparkSession, s3: Any, folder: str) -> None:
    def append(first: int) -> None:
        days(spark, range(first, first + 50), "mon", "tue").write.mode("append").partitionBy("day").parquet(folder)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(append, range(0, 400, 50)))
    assert [row[0] for row in rows(spark, folder)] == list(range(400))
    assert pending(s3, folder) == []


def test_partition_values_of_any_text_come_back(spark: SparkSession, folder: str) -> None:
    values = ["a b", "a/b", "50%", "k=v", "ü+é", "x:y", "#1?"]
    spark.createDataFrame(list(enumerate(values)), SCHEMA).write.partitionBy("day").parquet(folder)
    assert rows(spark, folder) == list(enumerate(values))


def test_a_file_of_several_parts_comes_back_whole(spark: SparkSession, s3: Any, folder: str) -> None:
    texts = spark.range(0, 400_000, 1, 1).select(f.sha2(f.col("id").cast("string"), 256).alias("text"))
    texts.write.text(folder)
    name = folder.removeprefix(f"s3://{BUCKET}/") + "/" + keys(s3, folder)[0]
    head = s3.head_object(Bucket=BUCKET, Key=name)
    assert head["ContentLength"] == 400_000 * 65
    assert head["ETag"].endswith('-4"')
    assert spark.read.text(folder).distinct().count() == 400_000


def test_paths_that_are_not_on_s3_are_written_as_spark_does(spark: SparkSession, tmp_path: Path) -> None:
    path = (tmp_path / "local").as_uri()
    days(spark, range(10), "mon", "tue").write.partitionBy("day").parquet(path)
    days(spark, range(10), "mon").write.mode("overwrite").partitionBy("day").parquet(path)
    assert rows(spark, path) == [(n, "mon") for n in range(10)]


@contextmanager
def denied(platform: Platform, action: str, folder: str) -> Iterator[None]:
    """The run's role may not do something to the objects of a folder."""
    iam = platform.client("iam")
    statement = {"Effect": "Deny", "Action": action, "Resource": f"arn:aws:s3:::{folder.removeprefix('s3://')}/*"}
    document = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    iam.put_role_policy(RoleName="MasticGlueRole", PolicyName="denied", PolicyDocument=document)
    try:
        yield
    finally:
        iam.delete_role_policy(RoleName="MasticGlueRole", PolicyName="denied")


@pytest.mark.parametrize("action", ["s3:PutObject", "s3:DeleteObject"], ids=["put", "delete"])
def test_what_the_role_may_not_do_fails_the_write_in_awss_words(
    spark: SparkSession, platform: Platform, s3: Any, folder: str, action: str
) -> None:
    days(spark, range(10), "mon").write.parquet(folder)
    before = keys(s3, folder)
    expected = (
        r"User: arn:aws:sts::111122223333:assumed-role/MasticGlueRole/GlueJobRunnerSession is not authorized to "
        rf'perform: {action} on resource: "arn:aws:s3:::{folder.removeprefix("s3://")}/\S+" '
        r"with an explicit deny in an identity-based policy"
    )
    with denied(platform, action, folder), pytest.raises(Exception, match=expected):
        days(spark, range(10, 20), "mon").write.mode("overwrite").parquet(folder)
    assert keys(s3, folder) == before
    assert pending(s3, folder) == []


def requests(platform: Platform) -> Counter[str]:
    """S3 requests so far, by operation."""
    with urllib.request.urlopen(platform.endpoint + "/metrics") as answer:
        lines = answer.read().decode().splitlines()
    found = Counter[str]()
    for line in lines:
        parts = re.match(r'mastic_requests_total\{operation="(s3:\w+)",status="\d+"\} (\S+)', line)
        if parts:
            found[parts[1]] += int(float(parts[2]))
    return found


def test_a_write_of_many_small_files_costs_at_most_three_requests_a_file(
    spark: SparkSession, platform: Platform, s3: Any, folder: str
) -> None:
    # Each of the four tasks has a row for each date.
    each = spark.range(0, 365 * 4, 1, 4).withColumn("day", f.expr("date_add(date'2023-01-01', cast(id % 365 as int))"))
    before = requests(platform)
    each.write.partitionBy("day").parquet(folder)
    sent = requests(platform) - before
    assert len(keys(s3, folder)) == 365 * 4
    assert sum(sent.values()) <= 3 * 365 * 4, sent
    assert spark.read.parquet(folder).count() == 365 * 4
