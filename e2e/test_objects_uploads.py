"""S3 by boto3: uploads in parts."""

from __future__ import annotations

import io
import os
from typing import Any

from boto3.s3.transfer import TransferConfig

from platform_process import Platform
from s3_requests import error, listed, read

MEBIBYTE = 1 << 20


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
