"""One server for all tests that can share it; tests name what they create after themselves."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from platform_process import Platform
from postgres_process import Postgres


@pytest.fixture(scope="session")
def platform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    started = Platform.start(tmp_path_factory.mktemp("mastic"))
    yield started
    started.stop()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    started = Postgres()
    yield started
    started.close()


@pytest.fixture
def name(request: pytest.FixtureRequest) -> str:
    """A name that no other test uses."""
    return request.node.name.removeprefix("test_").replace("_", "-").replace("[", "-").replace("]", "")[:60]
