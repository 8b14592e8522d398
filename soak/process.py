"""A server process that is killed at any moment, also before it listens, and started again where it was."""

from __future__ import annotations

import json
import os
import re
import subprocess
import time
from pathlib import Path

from bench.requests import Server
from bench.servers import ROOT, answers, clean_environment, free_port

PATIENCE_SECONDS = 120
#: Where the server writes an object until it is whole, and what holds the folder meanwhile.
TORN = re.compile(r"(.*%-.*|\.hold-)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class Crashing:
    """One data folder and one port; whoever is done with it calls `kill`."""

    def __init__(self, data: Path, settings: dict[str, str] | None = None) -> None:
        self.data = data
        data.mkdir(parents=True)
        self.port = free_port()
        self.endpoint = f"http://127.0.0.1:{self.port}"
        self._environment = clean_environment() | (settings or {})
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Starts a process and does not wait for it."""
        command: list[str | Path] = [ROOT / "mastic", "server", "--data", self.data, "--port", str(self.port)]
        with (self.data / "server.log").open("ab") as log:
            self._process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=self._environment
            )

    def listening(self) -> Server:
        """Waits until the process answers.

        Raises:
            RuntimeError: it ended, or does not answer in time
        """
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not answers(self.endpoint + "/healthz"):
            if not self.is_alive() or time.monotonic() > deadline:
                raise RuntimeError(f"the server did not come up; see {self.data}/server.log")
            time.sleep(0.02)
        keys = json.loads((self.data / "credentials").read_text())
        return Server("mastic", self.endpoint, keys["accessKeyId"], keys["secretAccessKey"])

    def is_alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    @property
    def pid(self) -> int:
        if self._process is None:
            raise RuntimeError("no process was started")
        return self._process.pid

    def kill(self) -> None:
        """SIGKILL; does nothing if the process is over."""
        if self._process is not None:
            self._process.kill()
            self._process.wait(30)

    def torn_files(self) -> list[Path]:
        """Of objects that were not written to their end; those of a living server are among them."""
        return [file for file in (self.data / "objects").rglob("*") if TORN.fullmatch(file.name)]

    def resident_mebibytes(self) -> float:
        pages = int(Path(f"/proc/{self.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / (1 << 20)
