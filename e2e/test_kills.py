"""Some kills of a server that writes, on each database; `make soak` goes on with the same for an hour."""

from __future__ import annotations

from pathlib import Path

import pytest
from soak.kills import Kills
from soak.process import Crashing

from postgres_process import Postgres


@pytest.mark.parametrize("database", ["h2", "postgresql"])
def test_a_server_that_is_killed_again_and_again_keeps_what_it_acknowledged(
    database: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    postgres: Postgres | None = request.getfixturevalue("postgres") if database == "postgresql" else None
    crashing = Crashing(tmp_path / "data", postgres.settings("kills") if postgres else None)
    try:
        outcome = Kills(crashing, postgres, "make test", print).run(kills=3, seconds=20)
    finally:
        crashing.kill()
    assert outcome.faults == []
    assert outcome.happened["kills"] >= 1
    assert (outcome.happened["crashes of PostgreSQL"] > 0) == (database == "postgresql")
    assert sum(stream.acknowledged for stream in outcome.streams) > 0
    assert sum(stream.checks for stream in outcome.streams) > 0
