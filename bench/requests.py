"""Requests that are signed once and sent as bytes over connections that stay open.

A client like botocore costs more than the server that is measured: so botocore only signs, before the clock runs, and
a plain socket-level client of the standard library sends. Both servers get the same bytes but for host and signature.
"""

from __future__ import annotations

import http.client
import json
import statistics
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

import botocore.auth
import botocore.awsrequest
import botocore.credentials

REGION = "us-east-1"
KEPT = threading.local()


@dataclass(frozen=True)
class Server:
    """Where a server listens, and the key that it knows."""

    name: str
    endpoint: str
    access_key: str
    secret_key: str

    def credentials(self) -> botocore.credentials.Credentials:
        return botocore.credentials.Credentials(self.access_key, self.secret_key)


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    body: bytes
    headers: dict[str, str]


@dataclass(frozen=True)
class Sent:
    """One answered request, and the seconds from its first byte to the last of the answer."""

    seconds: float
    answer: bytes


@dataclass(frozen=True)
class Measured:
    """Requests a second, and the milliseconds that half and 99 of 100 of the requests took at most."""

    rate: float
    p50: float
    p99: float


def glue(server: Server, operation: str, parameters: dict[str, object]) -> Request:
    headers = {"Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": f"AWSGlue.{operation}"}
    return signed(server, "glue", "POST", "/", json.dumps(parameters).encode(), headers)


def put(server: Server, bucket: str, key: str, body: bytes) -> Request:
    return signed(server, "s3", "PUT", f"/{bucket}/{key}", body, {})


def signed(server: Server, service: str, method: str, path: str, body: bytes, headers: dict[str, str]) -> Request:
    request = botocore.awsrequest.AWSRequest(method, server.endpoint + path, data=body, headers=headers)
    signer = botocore.auth.S3SigV4Auth if service == "s3" else botocore.auth.SigV4Auth
    signer(server.credentials(), service, REGION).add_auth(request)
    return Request(method, path, body, dict(request.headers.items()))


def send_one(server: Server, request: Request) -> Sent:
    """Over a connection of this thread's that stays open.

    Raises:
        RuntimeError: the answer is no success.
    """
    connections: dict[str, http.client.HTTPConnection] = KEPT.__dict__
    connection = connections.get(server.endpoint)
    if connection is None:
        connection = http.client.HTTPConnection(urlsplit(server.endpoint).netloc, timeout=300)
        connections[server.endpoint] = connection
    start = time.perf_counter()
    connection.request(request.method, request.path, request.body, request.headers)
    answer = connection.getresponse()
    text = answer.read()
    seconds = time.perf_counter() - start
    if answer.status != 200:
        raise RuntimeError(f"{server.name} answered {answer.status}: {text[:300]!r}")
    return Sent(seconds, text)


def measure(server: Server, requests: Callable[[int], list[Request]], threads: int) -> Measured:
    """Sends every thread's requests one after another, all threads at once.

    Raises:
        RuntimeError: an answer is no success, which would measure nothing.
    """
    prepared = [requests(thread) for thread in range(threads)]
    times: list[list[float]] = [[] for _ in prepared]
    failures: list[str] = []
    ready = threading.Barrier(threads + 1)

    def send(thread: int) -> None:
        connection = http.client.HTTPConnection(urlsplit(server.endpoint).netloc, timeout=120)
        connection.connect()
        ready.wait()
        for request in prepared[thread]:
            start = time.perf_counter()
            connection.request(request.method, request.path, request.body, request.headers)
            answer = connection.getresponse()
            text = answer.read()
            times[thread].append(time.perf_counter() - start)
            if answer.status != 200:
                failures.append(f"{server.name} answered {answer.status}: {text[:300]!r}")
                break
        connection.close()

    running = [threading.Thread(target=send, args=(thread,)) for thread in range(threads)]
    for one in running:
        one.start()
    ready.wait()
    start = time.perf_counter()
    for one in running:
        one.join()
    seconds = time.perf_counter() - start
    if failures:
        raise RuntimeError(failures[0])
    every = sorted(one for some in times for one in some)
    cuts = statistics.quantiles(every, n=100, method="inclusive")
    return Measured(len(every) / seconds, cuts[49] * 1000, cuts[98] * 1000)
