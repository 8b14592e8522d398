"""S3 by boto3: ranges, conditions and copies."""

from __future__ import annotations

import os
from datetime import timedelta
from typing import Any

from boto3.s3.transfer import TransferConfig

from s3_requests import error, read

MEBIBYTE = 1 << 20


def test_ranges_are_read(s3: Any, bucket: str) -> None:
    s3.put_object(Bucket=bucket, Key="k", Body=b"0123456789")
    assert read(s3, bucket, "k", Range="bytes=2-4") == b"234"
    assert read(s3, bucket, "k", Range="bytes=7-") == b"789"
    assert read(s3, bucket, "k", Range="bytes=-3") == b"789"
    assert read(s3, bucket, "k", Range="bytes=8-99") == b"89"
    answer = s3.get_object(Bucket=bucket, Key="k", Range="bytes=2-4")
    assert answer["ContentRange"] == "bytes 2-4/10"
    assert answer["ResponseMetadata"]["HTTPStatusCode"] == 206
    assert error(s3.get_object, Bucket=bucket, Key="k", Range="bytes=10-") == (416, "InvalidRange")


def test_conditions_on_reads(s3: Any, bucket: str) -> None:
    tag = s3.put_object(Bucket=bucket, Key="k", Body=b"x")["ETag"]
    modified = s3.head_object(Bucket=bucket, Key="k")["LastModified"]
    hour = timedelta(hours=1)
    assert read(s3, bucket, "k", IfMatch=tag) == b"x"
    assert error(s3.get_object, Bucket=bucket, Key="k", IfMatch='"other"') == (412, "PreconditionFailed")
    assert error(s3.get_object, Bucket=bucket, Key="k", IfNoneMatch=tag)[0] == 304
    assert read(s3, bucket, "k", IfNoneMatch='"other"') == b"x"
    assert error(s3.get_object, Bucket=bucket, Key="k", IfModifiedSince=modified + hour)[0] == 304
    assert read(s3, bucket, "k", IfModifiedSince=modified - hour) == b"x"
    assert error(s3.get_object, Bucket=bucket, Key="k", IfUnmodifiedSince=modified - hour)[0] == 412


def test_a_put_on_condition_of_absence_is_made_once(s3: Any, bucket: str) -> None:
    s3.put_object(Bucket=bucket, Key="k", Body=b"first", IfNoneMatch="*")
    assert error(s3.put_object, Bucket=bucket, Key="k", Body=b"second", IfNoneMatch="*") == (412, "PreconditionFailed")
    assert read(s3, bucket, "k") == b"first"


def test_copies_keep_or_replace_what_describes_the_object(s3: Any, bucket: str) -> None:
    source = {"Bucket": bucket, "Key": "from é+ %2F/../x"}
    s3.put_object(**source, Body=b"copied", ContentType="text/csv", Metadata={"a": "1"})
    s3.copy_object(Bucket=bucket, Key="to/x y", CopySource=source)
    copy = s3.get_object(Bucket=bucket, Key="to/x y")
    assert (copy["Body"].read(), copy["ContentType"], copy["Metadata"]) == (b"copied", "text/csv", {"a": "1"})
    s3.copy_object(Bucket=bucket, Key="to/x y", CopySource=source, MetadataDirective="REPLACE", Metadata={"b": "2"})
    assert s3.head_object(Bucket=bucket, Key="to/x y")["Metadata"] == {"b": "2"}
    missing = {"Bucket": bucket, "Key": "absent"}
    assert error(s3.copy_object, Bucket=bucket, Key="z", CopySource=missing) == (404, "NoSuchKey")


def test_an_object_is_copied_in_parts(s3: Any, bucket: str) -> None:
    body = os.urandom(11 * MEBIBYTE)
    s3.put_object(Bucket=bucket, Key="large +%", Body=body)
    small_parts = TransferConfig(multipart_threshold=5 * MEBIBYTE, multipart_chunksize=5 * MEBIBYTE)
    s3.copy({"Bucket": bucket, "Key": "large +%"}, bucket, "copied", Config=small_parts)
    assert read(s3, bucket, "copied") == body
