"""Runs all parts of the soak and prints what was done and found; the exit code is 1 if anything is wrong."""

from __future__ import annotations

import argparse
import secrets
import signal
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from e2e.postgres_process import Postgres

from soak import graphs, growth, long_run, malformed
from soak.kills import Kills
from soak.process import Crashing

DATABASES = ("h2", "postgresql")


def kill(folder: Path, database: str, kills: int, minutes: float, seed: str) -> list[str]:
    if database == "h2":
        return kill_on(Crashing(folder), None, database, kills, minutes, seed)
    with closing(Postgres()) as postgres:
        return kill_on(Crashing(folder, postgres.settings("soak")), postgres, database, kills, minutes, seed)


def kill_on(
    crashing: Crashing, postgres: Postgres | None, database: str, kills: int, minutes: float, seed: str
) -> list[str]:
    try:
        killing = Kills(crashing, postgres, seed, lambda line: print(f"  {database} {line}", flush=True))
        outcome = killing.run(kills, minutes * 60)
        outcome.show(database)
        return outcome.faults
    finally:
        crashing.kill()


def main() -> int:
    arguments = argparse.ArgumentParser(prog="python -m soak", description=__doc__)
    arguments.add_argument("--database", choices=DATABASES, help="the only one whose server is killed (default: both)")
    arguments.add_argument("--kills", type=int, default=100, help="of the server on each database; 0 for none")
    arguments.add_argument("--kill-minutes", type=float, default=60, help="at most, for each database (default 60)")
    arguments.add_argument("--growth-minutes", type=float, default=60, help="of writes to H2's file; 0 for none")
    arguments.add_argument("--malformed", type=int, default=100_000, help="malformed requests; 0 for none")
    arguments.add_argument("--graphs", type=int, default=5_000, help="random graphs of visual jobs; 0 for none")
    arguments.add_argument("--long-run-minutes", type=float, default=70, help="of one Spark job; 0 for none")
    arguments.add_argument("--seed", default=secrets.token_hex(4), help="of what is random, but for the machine's part")
    arguments.add_argument("--folder", type=Path, help="a new folder that is kept; else a temporary one")
    asked = arguments.parse_args()
    # Whoever stops the soak means its servers too, which are ended on the way out.
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    print(f"Seed {asked.seed}")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = asked.folder or Path(name)
        faults: list[str] = []
        if asked.kills:
            for database in DATABASES if asked.database is None else (asked.database,):
                faults += kill(folder / database, database, asked.kills, asked.kill_minutes, asked.seed)
        if asked.growth_minutes:
            print(f"\nH2's file in {asked.growth_minutes:g} minutes of writes")
            faults += growth.measure(folder / "growth", asked.growth_minutes).faults
        if asked.malformed:
            print(f"\n{asked.malformed:,} malformed requests")
            faults += malformed.measure(folder / "malformed", asked.malformed).faults
        if asked.graphs:
            print(f"\n{asked.graphs:,} random graphs of visual jobs")
            faults += graphs.measure(folder / "graphs", asked.graphs, asked.seed).faults
        if asked.long_run_minutes:
            print(f"\nA Spark job of {asked.long_run_minutes:g} minutes, whose first credentials are good for 60")
            faults += long_run.measure(folder / "long-run", asked.long_run_minutes).faults
    for fault in faults:
        print(f"FAULT: {fault[:2000]}")
    print(f"\n{len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
