"""What malformed, oversized and unsigned requests are answered, over a raw socket's view of HTTP."""

from __future__ import annotations

import http.client
import json
import socket
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import patch
from urllib.parse import urlsplit

import botocore.auth
import botocore.awsrequest
import botocore.credentials
import botocore.exceptions
import pytest

from platform_process import Platform, eventually


def signed(platform: Platform, operation: str, body: bytes, service: str = "glue", **headers: str) -> tuple[int, Any]:
    """Sends a body as it is, signed by botocore's own signer."""
    request = botocore.awsrequest.AWSRequest(
        "POST",
        platform.endpoint + "/",
        data=body,
        headers={"Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": f"AWSGlue.{operation}"} | headers,
    )
    keys = botocore.credentials.Credentials(
        platform.environment["AWS_ACCESS_KEY_ID"], platform.environment["AWS_SECRET_ACCESS_KEY"]
    )
    botocore.auth.SigV4Auth(keys, service, "us-east-1").add_auth(request)
    return sent(platform, body, dict(request.headers.items()))


def sent(platform: Platform, body: bytes, headers: dict[str, str]) -> tuple[int, Any]:
    connection = http.client.HTTPConnection(urlsplit(platform.endpoint).netloc, timeout=60)
    connection.request("POST", "/", body, headers)
    answer = connection.getresponse()
    text = answer.read()
    assert answer.getheader("x-amzn-RequestId")
    return answer.status, json.loads(text)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"{", "SerializationException"),
        (b"[]", "SerializationException"),
        (b'{"Name": 7}', "SerializationException"),
        (b'{"Name": ["x"]}', "SerializationException"),
        (b"\xff\xfe\x00", "SerializationException"),
        (b'{"Name": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "SerializationException"),
        (b"{}", "ValidationException"),
        (b'{"Name": ""}', "ValidationException"),
        (b'{"Name": "no_such_database"}', "EntityNotFoundException"),
    ],
)
def test_bad_bodies_get_the_documented_error(platform: Platform, body: bytes, code: str) -> None:
    status, answer = signed(platform, "GetDatabase", body)
    assert (status, answer["__type"]) == (400, code)
    assert answer["Message"]


def test_an_unknown_operation_is_named(platform: Platform) -> None:
    status, answer = signed(platform, "MakeCoffee", b"{}")
    assert (status, answer["__type"]) == (400, "UnknownOperationException")
    assert "MakeCoffee" in answer["Message"]


def test_an_operation_of_aws_that_is_not_served_says_so(platform: Platform) -> None:
    with pytest.raises(botocore.exceptions.ClientError) as refused:
        platform.client("glue").create_crawler(Name="c", Role="r", Targets={})
    assert refused.value.response["Error"]["Code"] == "OperationNotSupportedException"
    assert "not supported" in refused.value.response["Error"]["Message"]


def test_an_oversized_body_is_refused_and_the_answer_is_read(platform: Platform) -> None:
    status, answer = signed(platform, "GetDatabase", b'{"Name": "' + b"x" * (9 << 20) + b'"}')
    assert status == 413
    assert "limit" in answer["Message"]


def test_an_unsigned_request_is_refused(platform: Platform) -> None:
    status, answer = sent(platform, b"{}", {"X-Amz-Target": "AWSGlue.GetDatabases"})
    assert (status, answer["__type"]) == (400, "MissingAuthenticationTokenException")


def test_a_wrong_secret_is_refused(platform: Platform) -> None:
    glue = platform.client(
        "glue", aws_access_key_id=platform.environment["AWS_ACCESS_KEY_ID"], aws_secret_access_key="wrong"
    )
    with pytest.raises(botocore.exceptions.ClientError) as refused:
        glue.get_databases()
    assert refused.value.response["Error"]["Code"] == "InvalidSignatureException"


@pytest.mark.parametrize(
    ("service", "operation", "code"),
    [
        ("glue", "get_databases", "UnrecognizedClientException"),
        ("sts", "get_caller_identity", "InvalidClientTokenId"),
        ("s3", "list_buckets", "InvalidAccessKeyId"),
    ],
)
def test_an_unknown_key_is_refused_in_the_services_words(
    platform: Platform, service: str, operation: str, code: str
) -> None:
    client = platform.client(service, aws_access_key_id="AKIAIOSFODNN7EXAMPLE", aws_secret_access_key="x")
    with pytest.raises(botocore.exceptions.ClientError) as refused:
        getattr(client, operation)()
    assert refused.value.response["Error"]["Code"] == code


def test_a_clock_that_is_off_is_refused(platform: Platform) -> None:
    late = datetime.now(UTC) - timedelta(minutes=6)
    with patch("botocore.auth.get_current_datetime", return_value=late.replace(tzinfo=None)):
        status, answer = signed(platform, "GetDatabases", b"{}")
    assert (status, answer["__type"]) == (400, "InvalidSignatureException")
    assert "expired" in answer["Message"]


def test_a_header_that_the_signature_leaves_out_does_not_count(platform: Platform) -> None:
    request = botocore.awsrequest.AWSRequest("POST", platform.endpoint + "/", data=b"{}")
    keys = botocore.credentials.Credentials(
        platform.environment["AWS_ACCESS_KEY_ID"], platform.environment["AWS_SECRET_ACCESS_KEY"]
    )
    botocore.auth.SigV4Auth(keys, "glue", "us-east-1").add_auth(request)
    headers = dict(request.headers.items()) | {"X-Amz-Target": "AWSGlue.GetDatabases"}
    status, answer = sent(platform, b"{}", headers)
    assert (status, answer["__type"]) == (400, "InvalidSignatureException")


def test_a_client_that_stalls_is_cut_off_and_others_are_answered(platform: Platform) -> None:
    address = urlsplit(platform.endpoint)
    stalled = [socket.create_connection((address.hostname, address.port)) for _ in range(150)]
    try:
        for connection in stalled:
            connection.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nX-Amz-Target: AWSGlue.X\r\nContent-Length: 100\r\n\r\n{")
        assert platform.client("glue").get_databases()["DatabaseList"]
    finally:
        for connection in stalled:
            connection.close()


def test_the_server_is_alive_after_all_that(platform: Platform) -> None:
    assert platform.process.poll() is None
    assert eventually(lambda: platform.client("glue").get_databases()["DatabaseList"], "an answer", 10)
