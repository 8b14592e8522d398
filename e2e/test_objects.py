"""S3 by boto3 and the AWS CLI: keys, listings, uploads in parts, presigned URLs, conditions, errors."""

from __future__ import annotations

import base64
import hashlib
import hmac
import http.client
import io
import os
import re
import threading
import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import botocore.exceptions
import botocore.handlers
import pytest
from boto3.s3.transfer import TransferConfig

from platform_process import Platform

MEBIBYTE = 1 << 20
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


@pytest.fixture(scope="module")
def s3(platform: Platform) -> Any:
    return platform.client("s3")


@pytest.fixture
def bucket(s3: Any, name: str) -> str:
    """A bucket that no other test uses."""
    created = f"{re.sub('[^a-z]+', '-', name)[:50].strip('-')}-{os.urandom(3).hex()}"
    s3.create_bucket(Bucket=created)
    return created


def listed(s3: Any, bucket: str, **options: Any) -> list[str]:
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, **options)
    return [found["Key"] for page in pages for found in page.get("Contents", [])]


def read(s3: Any, bucket: str, key: str, **options: Any) -> bytes:
    return bytes(s3.get_object(Bucket=bucket, Key=key, **options)["Body"].read())


def error(call: Callable[..., Any], **arguments: Any) -> tuple[int, str]:
    with pytest.raises(botocore.exceptions.ClientError) as refused:
        call(**arguments)
    answer = refused.value.response
    return answer["ResponseMetadata"]["HTTPStatusCode"], answer["Error"]["Code"]


def sent(url: str, method: str = "GET", body: bytes | None = None, **headers: str) -> tuple[int, bytes]:
    """Sends a path as it is: urllib would tidy it."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.netloc, timeout=60)
    connection.request(method, f"{parts.path}?{parts.query}", body, headers)
    answer = connection.getresponse()
    return answer.status, answer.read()


def put_many(s3: Any, bucket: str, keys: list[str], threads: int = 8) -> None:
    """Puts empty objects by presigned URLs over connections that stay open, which costs a client little."""
    urls = [s3.generate_presigned_url("put_object", {"Bucket": bucket, "Key": key}) for key in keys]

    def put(part: list[str]) -> None:
        connection = http.client.HTTPConnection(urlsplit(urls[0]).netloc, timeout=60)
        for url in part:
            parts = urlsplit(url)
            connection.request("PUT", f"{parts.path}?{parts.query}", b"")
            answer = connection.getresponse()
            answer.read()
            assert answer.status == 200
        connection.close()

    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(put, [urls[at::threads] for at in range(threads)]))


# Keys


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


# Listings


def test_keys_are_listed_by_the_bytes_of_their_utf8(s3: Any, bucket: str) -> None:
    keys = [
        "a",
        "a!",
        "a/b",
        "a0",
        "B",
        "z",
        "é",
        "\uffee",
        "\U0001f600",
        "\U0001f600/x",
        "z/z",
        "long" * 50 + "é",
        "long" * 50 + "a/b",
    ]
    put_many(s3, bucket, keys)
    assert listed(s3, bucket) == sorted(keys, key=str.encode)
    assert listed(s3, bucket, PaginationConfig={"PageSize": 1}) == sorted(keys, key=str.encode)


def test_a_delimiter_folds_keys_into_prefixes(s3: Any, bucket: str) -> None:
    put_many(s3, bucket, ["a", "d/1", "d/2", "d/e/3", "d!", "f/4", "x|y", "x|z"])
    answer = s3.list_objects_v2(Bucket=bucket, Delimiter="/")
    assert [found["Key"] for found in answer["Contents"]] == ["a", "d!", "x|y", "x|z"]
    assert [found["Prefix"] for found in answer["CommonPrefixes"]] == ["d/", "f/"]
    assert answer["KeyCount"] == 6
    below = s3.list_objects_v2(Bucket=bucket, Delimiter="/", Prefix="d/")
    assert [found["Key"] for found in below["Contents"]] == ["d/1", "d/2"]
    assert [found["Prefix"] for found in below["CommonPrefixes"]] == ["d/e/"]
    bars = s3.list_objects_v2(Bucket=bucket, Delimiter="|", Prefix="x")
    assert [found["Prefix"] for found in bars["CommonPrefixes"]] == ["x|"]
    half = s3.list_objects_v2(Bucket=bucket, Delimiter="/", Prefix="d")
    assert [found["Key"] for found in half["Contents"]] == ["d!"]
    assert [found["Prefix"] for found in half["CommonPrefixes"]] == ["d/"]


def test_pages_meet_every_key_and_prefix_once(s3: Any, bucket: str) -> None:
    keys = [f"{folder}/{number}" for folder in ("a", "b", "c") for number in range(5)] + ["a!", "b-x", "top"]
    put_many(s3, bucket, keys)
    for size in (1, 2, 3, 7):
        assert listed(s3, bucket, PaginationConfig={"PageSize": size}) == sorted(keys)
        pages = s3.get_paginator("list_objects_v2").paginate(
            Bucket=bucket, Delimiter="/", PaginationConfig={"PageSize": size}
        )
        found = [p["Prefix"] for page in pages for p in page.get("CommonPrefixes", [])]
        assert found == ["a/", "b/", "c/"], size
        old = s3.get_paginator("list_objects").paginate(Bucket=bucket, PaginationConfig={"PageSize": size})
        assert [o["Key"] for page in old for o in page.get("Contents", [])] == sorted(keys), size


def test_start_after_names_a_key_that_need_not_exist(s3: Any, bucket: str) -> None:
    put_many(s3, bucket, ["a", "b/1", "b/2", "c"])
    assert listed(s3, bucket, StartAfter="aa") == ["b/1", "b/2", "c"]
    assert listed(s3, bucket, StartAfter="b/1") == ["b/2", "c"]
    assert listed(s3, bucket, StartAfter="b/") == ["b/1", "b/2", "c"]
    assert listed(s3, bucket, StartAfter="z") == []
    assert listed(s3, bucket, Prefix="b/", StartAfter="a") == ["b/1", "b/2"]


def test_a_page_of_no_keys_is_empty(s3: Any, bucket: str) -> None:
    put_many(s3, bucket, ["a"])
    answer = s3.list_objects_v2(Bucket=bucket, MaxKeys=0)
    assert (answer["KeyCount"], answer["IsTruncated"]) == (0, False)


def test_thousands_of_objects_are_listed_whole_and_in_order(s3: Any, bucket: str) -> None:
    keys = [f"p={number % 7}/part-{number:05}" for number in range(4_000)]
    put_many(s3, bucket, keys, 16)
    assert listed(s3, bucket) == sorted(keys)


def test_a_listing_holds_finished_objects_alone_while_others_come_and_go(s3: Any, bucket: str) -> None:
    stop = threading.Event()

    def change(thread: int) -> None:
        mine = s3
        for number in range(150):
            mine.put_object(Bucket=bucket, Key=f"folder/{thread}-{number % 3}", Body=b"whole")
            mine.delete_object(Bucket=bucket, Key=f"folder/{thread}-{number % 3}")

    def look() -> set[str]:
        seen: set[str] = set()
        while not stop.is_set():
            seen.update(listed(s3, bucket))
        return seen

    with ThreadPoolExecutor(5) as pool:
        looking = pool.submit(look)
        changing = [pool.submit(change, thread) for thread in range(4)]
        try:
            for one in changing:
                one.result()
        finally:
            stop.set()
    assert looking.result() <= {f"folder/{thread}-{number}" for thread in range(4) for number in range(3)}
    assert "CommonPrefixes" not in s3.list_objects_v2(Bucket=bucket, Delimiter="/")


# Reads and copies


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


# Uploads in parts


def test_a_transfer_in_parts_arrives_whole(s3: Any, bucket: str) -> None:
    body = os.urandom(17 * MEBIBYTE + 3)
    parts = TransferConfig(multipart_threshold=5 * MEBIBYTE, multipart_chunksize=5 * MEBIBYTE, max_concurrency=4)
    s3.upload_fileobj(io.BytesIO(body), bucket, "a/../large ü+%", Config=parts, ExtraArgs={"Metadata": {"k": "v"}})
    found = s3.head_object(Bucket=bucket, Key="a/../large ü+%")
    assert found["ETag"].endswith('-4"')
    assert (found["ContentLength"], found["Metadata"]) == (len(body), {"k": "v"})
    back = io.BytesIO()
    s3.download_fileobj(bucket, "a/../large ü+%", back, Config=parts)
    assert back.getvalue() == body


def test_parts_are_listed_and_only_named_ones_count(s3: Any, bucket: str) -> None:
    key = "é/x" * 60
    upload = s3.create_multipart_upload(Bucket=bucket, Key=key, ContentType="text/plain")["UploadId"]
    place = {"Bucket": bucket, "Key": key, "UploadId": upload}
    tags = {n: s3.upload_part(**place, PartNumber=n, Body=bytes([n]) * 5 * MEBIBYTE)["ETag"] for n in (3, 1, 2)}
    assert [found["PartNumber"] for found in s3.list_parts(**place)["Parts"]] == [1, 2, 3]
    uploads = s3.list_multipart_uploads(Bucket=bucket)["Uploads"]
    assert [(found["Key"], found["UploadId"]) for found in uploads] == [(key, upload)]
    assert listed(s3, bucket) == []
    chosen = [{"PartNumber": n, "ETag": tags[n]} for n in (1, 3)]
    s3.complete_multipart_upload(**place, MultipartUpload={"Parts": chosen})
    assert read(s3, bucket, key) == b"\1" * 5 * MEBIBYTE + b"\3" * 5 * MEBIBYTE
    assert s3.head_object(Bucket=bucket, Key=key)["ContentType"] == "text/plain"
    assert not s3.list_multipart_uploads(Bucket=bucket).get("Uploads")


def test_an_aborted_upload_leaves_nothing(platform: Platform, s3: Any, bucket: str) -> None:
    upload = s3.create_multipart_upload(Bucket=bucket, Key="d/k")["UploadId"]
    place = {"Bucket": bucket, "Key": "d/k", "UploadId": upload}
    s3.upload_part(**place, PartNumber=1, Body=b"x" * 5 * MEBIBYTE)
    s3.abort_multipart_upload(**place)
    assert error(s3.upload_part, **place, PartNumber=2, Body=b"x") == (404, "NoSuchUpload")
    assert error(s3.list_parts, **place) == (404, "NoSuchUpload")
    assert error(s3.abort_multipart_upload, **place) == (404, "NoSuchUpload")
    assert listed(s3, bucket) == []
    assert list((platform.data / "objects" / bucket).iterdir()) == []


def test_wrong_parts_are_refused_and_the_upload_can_go_on(s3: Any, bucket: str) -> None:
    upload = s3.create_multipart_upload(Bucket=bucket, Key="k")["UploadId"]
    place = {"Bucket": bucket, "Key": "k", "UploadId": upload}
    first = s3.upload_part(**place, PartNumber=1, Body=b"x" * 5 * MEBIBYTE)["ETag"]
    second = s3.upload_part(**place, PartNumber=2, Body=b"y")["ETag"]
    third = s3.upload_part(**place, PartNumber=3, Body=b"z")["ETag"]

    def completed(*parts: tuple[int, str]) -> tuple[int, str]:
        named = [{"PartNumber": number, "ETag": tag} for number, tag in parts]
        return error(s3.complete_multipart_upload, **place, MultipartUpload={"Parts": named})

    assert completed((1, '"0123456789abcdef0123456789abcdef"')) == (400, "InvalidPart")
    assert completed((1, first), (7, second)) == (400, "InvalidPart")
    assert completed((2, second), (3, third)) == (400, "EntityTooSmall")
    assert error(s3.upload_part, **place | {"UploadId": "no-such"}, PartNumber=1, Body=b"x") == (404, "NoSuchUpload")
    assert error(s3.upload_part, **place, PartNumber=10_001, Body=b"x") == (400, "InvalidArgument")
    s3.complete_multipart_upload(**place, MultipartUpload={"Parts": [{"PartNumber": 1, "ETag": first}]})
    assert s3.head_object(Bucket=bucket, Key="k")["ContentLength"] == 5 * MEBIBYTE


# Checksums and tampering


@pytest.mark.parametrize("algorithm", ["CRC32", "CRC32C", "CRC64NVME", "SHA1", "SHA256"])
def test_a_checksum_is_verified_kept_and_given_back(s3: Any, bucket: str, algorithm: str) -> None:
    if algorithm in {"CRC32C", "CRC64NVME"}:
        pytest.importorskip("awscrt", reason="botocore computes this algorithm with awscrt only")
    put = s3.put_object(Bucket=bucket, Key="k", Body=b"checked", ChecksumAlgorithm=algorithm)
    found = s3.head_object(Bucket=bucket, Key="k", ChecksumMode="ENABLED")
    assert found[f"Checksum{algorithm}"] == put[f"Checksum{algorithm}"]
    wrong = {f"Checksum{algorithm}": {"CRC32": "AAAAAA=="}.get(algorithm, "A" * 27 + "=")}
    if algorithm == "SHA256":
        wrong = {"ChecksumSHA256": "A" * 43 + "="}
    assert error(s3.put_object, Bucket=bucket, Key="other", Body=b"checked", **wrong)[0] == 400
    assert listed(s3, bucket) == ["k"]


def test_a_body_that_is_not_what_was_signed_is_refused(platform: Platform, s3: Any, bucket: str) -> None:
    kept: list[Any] = []
    client = platform.client("s3")
    client.meta.events.register("before-send.s3.PutObject", lambda request, **_: kept.append(request))
    client.put_object(Bucket=bucket, Key="k", Body=b"as it was")
    headers = {name: value.decode() if isinstance(value, bytes) else value for name, value in kept[0].headers.items()}
    status, answer = sent(kept[0].url, "PUT", b"as it isn", **headers)
    assert status == 400
    assert b"<Code>" in answer
    assert read(s3, bucket, "k") == b"as it was"


def test_streams_are_sent_in_chunks_with_a_checksum_behind_them(platform: Platform, s3: Any, bucket: str) -> None:
    seen: list[Any] = []
    client = platform.client("s3")
    client.meta.events.register("before-send.s3.PutObject", lambda request, **_: seen.append(request.headers))
    body = os.urandom(3 * MEBIBYTE)
    for algorithm in ("CRC32", "SHA256"):
        client.put_object(Bucket=bucket, Key=algorithm, Body=io.BytesIO(body), ChecksumAlgorithm=algorithm)
        assert read(s3, bucket, algorithm) == body
    assert {headers.get("Content-Encoding") for headers in seen} <= {"aws-chunked", b"aws-chunked", None}
    assert s3.head_object(Bucket=bucket, Key="CRC32").get("ContentEncoding") is None


def test_signed_chunks_are_verified_one_by_one(platform: Platform, s3: Any, bucket: str) -> None:
    """The form of Java's SDK: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html"""
    chunks = [os.urandom(65_536), os.urandom(100)]
    good, headers = chunked(platform, bucket, "good", chunks)
    assert sent(f"{platform.endpoint}/{bucket}/good?", "PUT", good, **headers)[0] == 200
    assert read(s3, bucket, "good") == b"".join(chunks)
    bad, headers = chunked(platform, bucket, "bad", chunks)
    bad = bad[:200] + (b"B" if bad[200:201] == b"A" else b"A") + bad[201:]
    status, _ = sent(f"{platform.endpoint}/{bucket}/bad?", "PUT", bad, **headers)
    assert status in {400, 403}
    assert listed(s3, bucket) == ["good"]


def chunked(platform: Platform, bucket: str, key: str, chunks: list[bytes]) -> tuple[bytes, dict[str, str]]:
    """A body in signed chunks with a signed trailer, and its request's headers."""
    now = datetime.now(UTC)
    stamp, day = now.strftime("%Y%m%dT%H%M%SZ"), now.strftime("%Y%m%d")
    scope = f"{day}/us-east-1/s3/aws4_request"
    signing = ("AWS4" + platform.environment["AWS_SECRET_ACCESS_KEY"]).encode()
    for part in scope.split("/"):
        signing = hmac.digest(signing, part.encode(), "sha256")

    def signature(kind: str, *lines: str) -> str:
        return hmac.new(signing, "\n".join([kind, stamp, scope, *lines]).encode(), "sha256").hexdigest()

    def digest(content: bytes) -> str:
        return hashlib.sha256(content).hexdigest()

    headers = {
        "content-encoding": "aws-chunked",
        "host": urlsplit(platform.endpoint).netloc,
        "x-amz-content-sha256": "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER",
        "x-amz-date": stamp,
        "x-amz-decoded-content-length": str(sum(map(len, chunks))),
        "x-amz-trailer": "x-amz-checksum-crc32",
    }
    names = ";".join(headers)
    canonical = "\n".join(
        ["PUT", f"/{bucket}/{key}", "", *map(":".join, headers.items()), "", names, headers["x-amz-content-sha256"]]
    )
    last = signature("AWS4-HMAC-SHA256", digest(canonical.encode()))
    credential = f"Credential={platform.environment['AWS_ACCESS_KEY_ID']}/{scope}"
    headers["Authorization"] = f"AWS4-HMAC-SHA256 {credential}, SignedHeaders={names}, Signature={last}"
    body = b""
    for chunk in [*chunks, b""]:
        last = signature("AWS4-HMAC-SHA256-PAYLOAD", last, digest(b""), digest(chunk))
        body += f"{len(chunk):x};chunk-signature={last}\r\n".encode() + chunk + (b"\r\n" if chunk else b"")
    checksum = base64.b64encode(zlib.crc32(b"".join(chunks)).to_bytes(4, "big")).decode()
    trailer = f"x-amz-checksum-crc32:{checksum}"
    last = signature("AWS4-HMAC-SHA256-TRAILER", last, digest(f"{trailer}\n".encode()))
    return body + f"{trailer}\r\nx-amz-trailer-signature:{last}\r\n\r\n".encode(), headers
