"""What tests of S3 ask again and again."""

from __future__ import annotations

import http.client
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlsplit

import botocore.exceptions
import botocore.handlers
import pytest


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
