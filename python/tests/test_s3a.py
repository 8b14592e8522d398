"""S3 as Hadoop's S3A sees it, in Spark's JVM: odd names, renames, recursive deletes, long listings."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from pyspark.sql import SparkSession

from conftest import BUCKET

MEBIBYTE = 1 << 20
ODD_NAMES = ["a b", "a+b", "100%", "a%2Fb", "é ü", "\U0001f600", "dt=2024-01-01 00%3A00", "x,y;z", "it's", "(1)~!@$&="]


@pytest.fixture
def files(spark: SparkSession, folder: str) -> Any:
    """Hadoop's file system of the bucket."""
    return path(spark, folder).getFileSystem(spark._jsc.hadoopConfiguration())


def path(spark: SparkSession, *parts: str) -> Any:
    """A path whose names are taken as they are; one text would be read as a URI."""
    found = spark._jvm.org.apache.hadoop.fs.Path(parts[0])
    for name in parts[1:]:
        found = spark._jvm.org.apache.hadoop.fs.Path(found, name)
    return found


def write(files: Any, target: Any, text: str) -> None:
    stream = files.create(target, True)
    stream.write(bytearray(text.encode()))
    stream.close()


def read(spark: SparkSession, files: Any, source: Any) -> str:
    stream = files.open(source)
    try:
        return str(spark._jvm.org.apache.commons.io.IOUtils.toString(stream, "UTF-8"))
    finally:
        stream.close()


def names(files: Any, source: Any) -> list[str]:
    return sorted(status.getPath().getName() for status in files.listStatus(source))


def key(folder: str, *parts: str) -> str:
    return "/".join([folder.removeprefix(f"s3://{BUCKET}/"), *parts])


def test_odd_names_are_those_that_other_clients_see(spark: SparkSession, files: Any, folder: str, s3: Any) -> None:
    for name in ODD_NAMES:
        write(files, path(spark, folder, name, name), name)
        assert s3.get_object(Bucket=BUCKET, Key=key(folder, name, name))["Body"].read().decode() == name
        assert read(spark, files, path(spark, folder, name, name)) == name
    assert names(files, path(spark, folder)) == sorted(ODD_NAMES)


def test_spark_reads_from_odd_names(spark: SparkSession, folder: str, s3: Any) -> None:
    for number, name in enumerate(ODD_NAMES):
        s3.put_object(Bucket=BUCKET, Key=key(folder, f"kind={number}", f"{name}.csv"), Body=f"{number}\n".encode())
    rows = spark.read.csv(folder).collect()
    assert sorted((int(row[0]), int(row["kind"])) for row in rows) == [(n, n) for n in range(len(ODD_NAMES))]


def test_a_tree_is_renamed_and_deleted_whole(spark: SparkSession, files: Any, folder: str, s3: Any) -> None:
    for name in ("1", "sub/2", "sub/a b/é+%"):
        write(files, path(spark, folder, "from x", *name.split("/")), name)
    files.mkdirs(path(spark, folder, "from x", "empty"))
    assert files.rename(path(spark, folder, "from x"), path(spark, folder, "to +%"))
    assert names(files, path(spark, folder)) == ["to +%"]
    assert read(spark, files, path(spark, folder, "to +%", "sub", "a b", "é+%")) == "sub/a b/é+%"
    assert names(files, path(spark, folder, "to +%")) == ["1", "empty", "sub"]
    assert files.delete(path(spark, folder, "to +%"), True)
    assert not files.exists(path(spark, folder, "to +%"))
    assert "Contents" not in s3.list_objects_v2(Bucket=BUCKET, Prefix=key(folder, "to"))


def test_a_large_file_is_written_and_renamed_in_parts(spark: SparkSession, files: Any, folder: str, s3: Any) -> None:
    """A rename beyond S3A's threshold copies part by part, on condition of the source's ETag without quotes."""
    conf = spark._jvm.org.apache.hadoop.conf.Configuration(spark._jsc.hadoopConfiguration())
    conf.set("fs.s3a.multipart.size", "5M")
    conf.set("fs.s3a.multipart.threshold", "6M")
    small_parts = spark._jvm.org.apache.hadoop.fs.FileSystem.newInstance(path(spark, folder).toUri(), conf)
    piece = bytearray(range(256)) * (MEBIBYTE // 256)
    stream = small_parts.create(path(spark, folder, "large"), True)
    for _ in range(17):
        stream.write(piece)
    stream.close()
    assert small_parts.rename(path(spark, folder, "large"), path(spark, folder, "renamed é+"))
    found = s3.get_object(Bucket=BUCKET, Key=key(folder, "renamed é+"))
    assert found["ContentLength"] == 17 * MEBIBYTE
    assert found["Body"].read() == bytes(piece) * 17
    assert found["ETag"].endswith('-4"')
    assert not files.exists(path(spark, folder, "large"))
    small_parts.close()


def test_thousands_of_files_are_listed(spark: SparkSession, files: Any, folder: str, s3: Any) -> None:
    wanted = [f"part-{number:05}" for number in range(2500)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda name: s3.put_object(Bucket=BUCKET, Key=key(folder, name), Body=b""), wanted))
    assert names(files, path(spark, folder)) == wanted
    found = files.listFiles(path(spark, folder), True)
    assert sum(1 for _ in iter(lambda: found.hasNext() and found.next(), False)) == 2500
    assert files.delete(path(spark, folder), True)
    assert not files.exists(path(spark, folder))


def test_a_file_and_a_folder_of_one_name_are_told_apart(spark: SparkSession, files: Any, folder: str, s3: Any) -> None:
    s3.put_object(Bucket=BUCKET, Key=key(folder, "both"), Body=b"file")
    s3.put_object(Bucket=BUCKET, Key=key(folder, "both", "inner"), Body=b"inner")
    assert read(spark, files, path(spark, folder, "both")) == "file"
    assert read(spark, files, path(spark, folder, "both", "inner")) == "inner"
