"""One connection of one thread to a server that may be gone at any moment."""

from __future__ import annotations

import http.client
import json
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

from bench import requests
from bench.requests import Request, Server

#: Far beyond what any of these requests takes: one that hangs is a fault, not a lost answer.
HANGS_SECONDS = 90


class LostError(Exception):
    """The server went away before its answer was here: nobody knows yet whether the request was carried out."""


class RefusedError(Exception):
    """An answer that is no success."""

    def __init__(self, what: str, status: int, text: str) -> None:
        super().__init__(f"{what}: {status} {text[:400]}")
        self.status = status
        self.text = text


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


class Link:
    """Not for more than one thread."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._connection = http.client.HTTPConnection(urlsplit(server.endpoint).netloc, timeout=HANGS_SECONDS)

    def close(self) -> None:
        self._connection.close()

    def _send(self, request: Request) -> Answer:
        try:
            self._connection.request(request.method, request.path, request.body, request.headers)
            answer = self._connection.getresponse()
            body = answer.read()
        except (ConnectionError, http.client.HTTPException) as e:
            self._connection.close()
            raise LostError(f"{request.method} {request.path}: {e}") from e
        return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, body)

    def glue(self, operation: str, **parameters: Any) -> Any:
        """The answer as JSON."""
        answer = self._send(requests.glue(self._server, operation, parameters))
        if answer.status != 200:
            raise RefusedError(operation, answer.status, answer.body.decode(errors="replace"))
        return json.loads(answer.body)

    def pages(self, operation: str, member: str, **parameters: Any) -> list[Any]:
        found: list[Any] = []
        token: dict[str, str] = {}
        while True:
            page = self.glue(operation, **parameters, **token)
            found += page[member]
            if not page.get("NextToken"):
                return found
            token = {"NextToken": page["NextToken"]}

    def put(self, bucket: str, key: str, body: bytes) -> str:
        """The ETag."""
        return self._s3("PUT", f"/{bucket}/{key}", body).headers["etag"].strip('"')

    def make_bucket(self, bucket: str) -> None:
        self._s3("PUT", f"/{bucket}")

    def get(self, bucket: str, key: str) -> tuple[str, bytes] | None:
        """ETag and bytes, or None if there is no such object."""
        try:
            answer = self._s3("GET", f"/{bucket}/{key}")
        except RefusedError as e:
            if e.status == 404 and "NoSuchKey" in e.text:
                return None
            raise
        return answer.headers["etag"].strip('"'), answer.body

    def keys(self, bucket: str, prefix: str) -> list[str]:
        """All keys with a prefix; no key here has a character that XML would write otherwise."""
        found: list[str] = []
        after = ""
        while True:
            start = f"&start-after={quote(after, safe='')}" if after else ""
            path = f"/{bucket}?list-type=2&prefix={quote(prefix, safe='')}{start}"
            text = self._s3("GET", path).body.decode()
            found += re.findall("<Key>([^<]*)</Key>", text)
            if "<IsTruncated>true" not in text:
                return found
            after = found[-1]

    def _s3(self, method: str, path: str, body: bytes = b"") -> Answer:
        answer = self._send(requests.signed(self._server, "s3", method, path, body, {}))
        if answer.status != 200:
            raise RefusedError(f"{method} {path}", answer.status, answer.body.decode(errors="replace"))
        return answer
