"""S3 by boto3: keys, the names of buckets, and what describes an object."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import botocore.exceptions
import botocore.handlers
import pytest

from platform_process import Platform
from s3_requests import error, listed, read, sent

ODD_KEYS = [
    "a b",
    "a+b",
    "a%b",
    "a%2Fb",
    "a%20b+c",
    " lead",
    "trail ",
    "é/ü",
    "e\u0301",
    "\U0001f600/\U00010348",
    "..",
    ".",
    "../other/x",
    "a/../b",
    "a/../../escaped",
    "/lead",
    "//",
    "a//b",
    "a/",
    "a///",
    "./x",
    "x/./y",
    "%2e%2e/x",
    ".mpus-x",
    ".s3proxy-versions/x",
    "q?x=1&y=2#z",
    "back\\slash",
    "tab\tline\nreturn\r",
    'it\'s "quoted" <&>',
    "dt=2024-01-01 00:00:00/part",
    "*[]{}|~^`",
    "x" * 255,
    "x" * 256,
    "y" * 200 + "/" + "y" * 200,
    "z" * 1024,
    "/" * 200,
    "é" * 512,
]


def test_every_key_is_an_object_of_its_own(platform: Platform, s3: Any, bucket: str) -> None:
    for key in ODD_KEYS:
        s3.put_object(Bucket=bucket, Key=key, Body=key.encode())
    assert listed(s3, bucket) == sorted(ODD_KEYS, key=str.encode)
    for key in ODD_KEYS:
        assert read(s3, bucket, key) == key.encode(), key
        assert s3.head_object(Bucket=bucket, Key=key)["ContentLength"] == len(key.encode())
    for key in ODD_KEYS:
        s3.delete_object(Bucket=bucket, Key=key)
        assert error(s3.head_object, Bucket=bucket, Key=key)[0] == 404
    assert listed(s3, bucket) == []
    s3.delete_bucket(Bucket=bucket)


def test_no_key_leaves_the_folder_of_its_bucket(platform: Platform, s3: Any, bucket: str) -> None:
    def files() -> set[Path]:
        return {path for path in platform.data.parent.rglob("*") if bucket not in path.parts}

    before = files()
    for key in ODD_KEYS:
        s3.put_object(Bucket=bucket, Key=key, Body=b"inside")
    assert {path for path in files() - before if "objects" in path.parts} == set()
    assert not any("escaped" in path.name for path in files())
    inside = [path for path in (platform.data / "objects" / bucket).rglob("*") if path.is_file()]
    assert len(inside) == len(ODD_KEYS)


@pytest.mark.parametrize(
    "path", ["/../credentials", "/%2e%2e/credentials", "/..%2fcredentials", "/bucket/../../credentials"]
)
def test_no_path_reads_a_file_outside_of_the_buckets(platform: Platform, s3: Any, bucket: str, path: str) -> None:
    signed = s3.generate_presigned_url("get_object", {"Bucket": bucket, "Key": "x"})
    query = signed.split("?", 1)[1]
    status, answer = sent(f"{platform.endpoint}{path.replace('bucket', bucket)}?{query}")
    assert 400 <= status < 500
    assert platform.environment["AWS_SECRET_ACCESS_KEY"].encode() not in answer


@pytest.mark.parametrize("name", ["..", "../x", ".", "UPPER", "a", "a..b", "-a", "a" * 64, "192.168.1.1"])
def test_a_name_that_is_no_buckets_is_refused(platform: Platform, name: str) -> None:
    client = platform.client("s3")
    # botocore refuses most of these itself.
    client.meta.events.unregister("before-parameter-build.s3", botocore.handlers.validate_bucket_name)
    with pytest.raises(botocore.exceptions.ClientError) as refused:
        client.create_bucket(Bucket=name)
    answer = refused.value.response
    # What leads above the root is refused before anybody asks what it means.
    assert (answer["ResponseMetadata"]["HTTPStatusCode"], answer["Error"]["Code"] or "InvalidBucketName") in {
        (400, "InvalidBucketName"),
        (403, "SignatureDoesNotMatch"),
    }


def test_a_key_that_leads_above_the_root_is_refused(s3: Any, bucket: str) -> None:
    """As AWS does: https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html"""
    assert error(s3.put_object, Bucket=bucket, Key="../../../../escaped", Body=b"")[0] == 400


def test_an_object_may_be_named_like_the_folder_of_others(s3: Any, bucket: str) -> None:
    for key in ("a/b", "a", "a/", "a/b/c"):
        s3.put_object(Bucket=bucket, Key=key, Body=key.encode())
    assert listed(s3, bucket) == ["a", "a/", "a/b", "a/b/c"]
    s3.delete_object(Bucket=bucket, Key="a")
    assert listed(s3, bucket) == ["a/", "a/b", "a/b/c"]
    assert read(s3, bucket, "a/") == b"a/"


def test_a_key_beyond_1024_bytes_is_refused(s3: Any, bucket: str) -> None:
    assert error(s3.put_object, Bucket=bucket, Key="é" * 512 + "x", Body=b"") == (400, "KeyTooLongError")


def test_what_describes_an_object_comes_back(s3: Any, bucket: str) -> None:
    described = {
        "ContentType": "text/csv; charset=utf-8",
        "ContentEncoding": "gzip",
        "ContentDisposition": 'attachment; filename="a b.csv"',
        "CacheControl": "max-age=5",
        "ContentLanguage": "de",
        "Metadata": {"origin": "somewhere else", "upper": "CASE"},
    }
    s3.put_object(Bucket=bucket, Key="described", Body=b"x", **described)
    found = s3.head_object(Bucket=bucket, Key="described")
    assert {name: found[name] for name in described} == described
    assert found["ETag"] == '"9dd4e461268c8034f5c8564e155c67a6"'
    assert abs(found["LastModified"] - datetime.now(UTC)) < timedelta(minutes=1)
