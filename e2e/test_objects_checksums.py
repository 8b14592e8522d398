"""S3 by boto3: checksums, and bodies that are not what was signed."""

from __future__ import annotations

import base64
import hashlib
import hmac
import io
import os
import zlib
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import pytest

from platform_process import Platform
from s3_requests import error, listed, read, sent

MEBIBYTE = 1 << 20


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
