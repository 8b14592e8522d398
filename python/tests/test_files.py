"""Fetching a script while the server is away, with the real boto3 and a server that comes back."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from mastic_driver import files

SCRIPT = b"print('here')"


class Returning(BaseHTTPRequestHandler):
    """Answers its first requests as a server does whose database is away."""

    busy = 0

    def answer(self) -> None:
        kind = type(self)
        status = 503 if kind.busy else 200
        kind.busy = max(0, kind.busy - 1)
        self.send_response(status)
        self.send_header("Content-Length", str(len(SCRIPT) if status == 200 else 0))
        self.end_headers()
        if status == 200 and self.command == "GET":
            self.wfile.write(SCRIPT)

    do_GET = do_HEAD = answer  # noqa: N815

    def log_message(self, *said: object) -> None:
        pass


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        number = free.getsockname()[1]
    for name, value in {
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{number}",
        "AWS_ACCESS_KEY_ID": "AKIAEXAMPLE",
        "AWS_SECRET_ACCESS_KEY": "secret",
        "AWS_REGION": "us-east-1",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_MAX_ATTEMPTS": "1",
    }.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("AWS_SESSION_TOKEN", raising=False)
    files.client.cache_clear()
    yield number
    files.client.cache_clear()


def serve(port: int) -> ThreadingHTTPServer:
    server = ThreadingHTTPServer(("127.0.0.1", port), Returning)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def test_a_server_without_its_database_is_asked_again(port: int, tmp_path: Path) -> None:
    Returning.busy = 2
    server = serve(port)
    try:
        assert files.fetch("s3://bucket/a.py", tmp_path).read_bytes() == SCRIPT
    finally:
        server.shutdown()
        server.server_close()
    assert Returning.busy == 0


def test_a_server_that_is_away_is_waited_for(port: int, tmp_path: Path) -> None:
    fetched: list[bytes] = []
    waiting = threading.Thread(
        target=lambda: fetched.append(files.fetch("s3://bucket/a.py", tmp_path).read_bytes()), daemon=True
    )
    waiting.start()
    waiting.join(2)
    assert waiting.is_alive()
    server = serve(port)
    try:
        waiting.join(60)
    finally:
        server.shutdown()
        server.server_close()
    assert fetched == [SCRIPT]
