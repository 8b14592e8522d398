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
    workers: int
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
    file = own_folder() / "result"
    whole = file.with_suffix(".new")
    whole.write_text(json.dumps(message))
    whole.replace(file)
    send("result", message)


def own_folder() -> Path:
    """Where a driver writes what is not the script's; the rest of its run's folder is the server's."""
    return Path(os.environ["MASTIC_RUN_FOLDER"]) / "files"


def send(route: str, message: dict[str, Any]) -> bytes:
    deadline = time.monotonic() + PATIENCE_SECONDS
    pause = 0.1
    while True:
        address = endpoint()
        try:
            with urllib.request.urlopen(request(address, route, message), timeout=30) as answer:
                return bytes(answer.read())
        except urllib.error.HTTPError as e:
            # Another server may have got the address since. A busy one that reads a request late takes it for a slow
            # client's, and answers 408 without having looked at it.
            if e.code < 500 and e.code != 408 and address == endpoint():
                raise RefusedError(f"{route}: {e.code} {e.read().decode(errors='replace')}") from e
            failure: Exception = e
        except OSError as e:
            failure = e
        if time.monotonic() > deadline:
            raise failure
        time.sleep(pause)
        pause = min(2 * pause, 5.0)


def endpoint() -> str:
    """Where the server is: one that came back says so in a file beside the runs' folders."""
    try:
        return (Path(os.environ["MASTIC_RUN_FOLDER"]).parent / "address").read_text().strip()
    except OSError:
        return os.environ["MASTIC_ENDPOINT"]


def request(address: str, route: str, message: dict[str, Any]) -> urllib.request.Request:
    return urllib.request.Request(
        f"{address}/-/runs/{os.environ['MASTIC_RUN_ID']}/{route}",
        json.dumps(message).encode(),
        {"Authorization": "Bearer " + os.environ["MASTIC_RUN_TOKEN"], "Content-Type": "application/json"},
        method="POST",
    )
