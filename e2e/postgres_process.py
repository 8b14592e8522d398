"""A throw-away PostgreSQL from Debian's package on a loopback port, for tests of a server that stores there."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path

PASSWORD = "a secret of the tests"


def programs() -> Path:
    """Of the newest version that is installed."""
    versions = [int(path.name) for path in Path("/usr/lib/postgresql").glob("[0-9]*") if path.name.isdigit()]
    assert versions, "no PostgreSQL is installed. Install it with: apt-get install postgresql"
    return Path(f"/usr/lib/postgresql/{max(versions)}/bin")


class Postgres:
    """One cluster; databases in it are made as tests need them."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="mastic-postgres"))
        # PostgreSQL refuses to run as root.
        self.user = "postgres" if os.geteuid() == 0 else None
        if self.user:
            shutil.chown(self.folder, self.user)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        password = self.folder / "password"
        password.write_text(PASSWORD)
        password.chmod(0o644)
        self._run(
            *("initdb", "-D", self.folder / "data", "-U", "mastic", "--pwfile", password, "--auth=scram-sha-256"),
            *("--encoding=UTF8", "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en-US", "--no-sync"),
        )
        self.start()

    def _run(self, program: str, *arguments: object) -> str:
        done = subprocess.run(
            [programs() / program, *map(str, arguments)],
            user=self.user,
            extra_groups=[] if self.user else None,
            env={"PATH": os.environ["PATH"], "PGPASSWORD": PASSWORD, "LC_ALL": "C.UTF-8"},
            cwd="/",
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, f"{program} failed: {done.stdout}{done.stderr}"
        return done.stdout

    def start(self) -> None:
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off"
        self._run("pg_ctl", "-D", self.folder / "data", "-l", self.folder / "log", "-w", "-o", options, "start")

    def stop(self, mode: str = "fast") -> None:
        """`immediate` is a crash."""
        self._run("pg_ctl", "-D", self.folder / "data", "-w", "-m", mode, "stop")

    def close(self) -> None:
        self.stop("immediate")
        shutil.rmtree(self.folder)

    def sql(self, database: str, statement: str) -> str:
        """What psql answers, unaligned and without headings."""
        return self._run(
            *("psql", "-h", "127.0.0.1", "-p", self.port, "-U", "mastic", "-d", database, "-qAt", "-c", statement)
        ).strip()

    def dump(self, database: str) -> str:
        """All that a database holds, as SQL."""
        return self._run("pg_dump", "-h", "127.0.0.1", "-p", self.port, "-U", "mastic", database)

    def settings(self, database: str) -> dict[str, str]:
        """Makes a database and gives the environment of a server that stores in it."""
        self.sql("postgres", f'create database "{database}"')
        return {
            "MASTIC_DATABASE_URL": f"postgresql://127.0.0.1:{self.port}/{database}",
            "MASTIC_DATABASE_USER": "mastic",
            "MASTIC_DATABASE_PASSWORD": PASSWORD,
        }
