"""One server for all tests that can share it; tests name what they create after themselves."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from open_distribution import distribution, open_folder, python
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


@pytest.fixture(scope="module")
def s3(platform: Platform) -> Any:
    return platform.client("s3")


@pytest.fixture
def bucket(s3: Any, name: str) -> str:
    """A bucket that no other test uses."""
    created = f"{re.sub('[^a-z]+', '-', name)[:50].strip('-')}-{os.urandom(3).hex()}"
    s3.create_bucket(Bucket=created)
    return created


@pytest.fixture(scope="module")
def program() -> Iterator[Path]:
    """The command line of a distribution that all users of the machine may read."""
    interpreter = python()
    assert interpreter is not None
    with distribution(interpreter) as found:
        yield found


@pytest.fixture
def runs() -> Iterator[Path]:
    """A runs folder that all users of the machine may enter; it is not there yet."""
    with open_folder() as folder:
        yield folder / "runs"
