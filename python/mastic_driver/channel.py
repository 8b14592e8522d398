"""The run channel: HTTP to the server with the run's token."""

from __future__ import annotations

import json
import os
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

PATIENCE_SECONDS = 600


@dataclass(frozen=True)
class RunSpec:
    """What the server tells a driver; the names are those of the JSON."""

    runId: str  # noqa: N815
    jobName: str  # noqa: N815
    kind: str
    scriptLocation: str  # noqa: N815
    arguments: dict[str, str]
    glueVersion: str  # noqa: N815
    accountId: str  # noqa: N815
    region: str
    epoch: int
    cores: int
    heapMebibytes: int  # noqa: N815


class RefusedError(Exception):
    """The server knows this run no more."""


def claim() -> RunSpec:
    told = json.loads(send("claim", {}))
    return RunSpec(**{field.name: told[field.name] for field in fields(RunSpec)})


def report(error: str | None) -> None:
    """Says how the run ended; retries while the server is away.

    It is written down first, so that a server which comes too late to be told finds it.
    """
    message: dict[str, Any] = {"success": error is None} | ({} if error is None else {"error": error})
    file = Path(os.environ["MASTIC_RUN_FOLDER"]) / "result"
    whole = file.with_suffix(".new")
    whole.write_text(json.dumps(message))
    whole.replace(file)
    send("result", message)


def send(route: str, message: dict[str, Any]) -> bytes:
    url = f"{os.environ['MASTIC_ENDPOINT']}/-/runs/{os.environ['MASTIC_RUN_ID']}/{route}"
    request = urllib.request.Request(
        url,
        json.dumps(message).encode(),
        {"Authorization": "Bearer " + os.environ["MASTIC_RUN_TOKEN"], "Content-Type": "application/json"},
        method="POST",
    )
    deadline = time.monotonic() + PATIENCE_SECONDS
    pause = 0.1
    while True:
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return bytes(answer.read())
        except urllib.error.HTTPError as e:
            if e.code < 500:
                raise RefusedError(f"{route}: {e.code} {e.read().decode(errors='replace')}") from e
            failure: Exception = e
        except OSError as e:
            failure = e
        if time.monotonic() > deadline:
            raise failure
        time.sleep(pause)
        pause = min(2 * pause, 5.0)
