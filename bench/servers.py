"""Starts the two servers that are compared, each on a port and in a folder of its own."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.requests import Server

ROOT = Path(__file__).resolve().parent.parent
PATIENCE_SECONDS = 60


@dataclass(frozen=True)
class Mastic:
    """A server of this checkout.

    Attributes:
        first_answer: seconds from the start of its process to its first answer
    """

    server: Server
    data: Path
    pid: int
    first_answer: float

    def resident_mebibytes(self) -> float:
        pages = int(Path(f"/proc/{self.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / (1 << 20)


def clean_environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not re.match(r"AWS_|MASTIC_", name)}


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5):
            return True
    except (urllib.error.URLError, ConnectionError):
        return False


def wait(process: subprocess.Popen[bytes], url: str) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not answers(url):
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"nothing listens on {url}")
        time.sleep(0.01)


@contextmanager
def running(
    command: list[str | Path], log: Path, settings: dict[str, str] | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    with log.open("ab") as output:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            env=clean_environment() | {"MASTIC_ISOLATION": "none"} | (settings or {}),
        )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(30)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def mastic(data: Path, name: str = "mastic", settings: dict[str, str] | None = None) -> Iterator[Mastic]:
    """A server on a data folder of its own; `settings` are environment variables."""
    data.mkdir(parents=True)
    port = free_port()
    endpoint = f"http://127.0.0.1:{port}"
    start = time.monotonic()
    command: list[str | Path] = [ROOT / "mastic", "server", "--data", data, "--port", str(port)]
    with running(command, data / "server.log", settings) as process:
        wait(process, endpoint + "/healthz")
        first_answer = time.monotonic() - start
        keys = json.loads((data / "credentials").read_text())
        server = Server(name, endpoint, keys["accessKeyId"], keys["secretAccessKey"])
        yield Mastic(server, data, process.pid, first_answer)


@contextmanager
def moto(folder: Path) -> Iterator[Server]:
    """moto's server, which keeps everything in memory and verifies no signature."""
    folder.mkdir(parents=True)
    port = free_port()
    endpoint = f"http://127.0.0.1:{port}"
    command: list[str | Path] = [Path(sys.executable).parent / "moto_server", "-H", "127.0.0.1", "-p", str(port)]
    with running(command, folder / "moto.log") as process:
        wait(process, endpoint + "/moto-api/")
        yield Server("moto", endpoint, "AKIAIOSFODNN7EXAMPLE", "secret")
