"""The page of Python libraries says what is installed."""

from __future__ import annotations

import importlib.metadata
import re

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from platform_process import ROOT


@pytest.fixture
def page() -> str:
    return (ROOT / "docs" / "python-libraries.md").read_text()


@pytest.fixture
def listed(page: str) -> dict[str, str]:
    """The versions that the page's table tells, by canonical name."""
    told = re.findall(r"^\| ([\w-]+) \| ([\d.a-z]+) \|", page, re.MULTILINE)
    return {canonicalize_name(name): version for name, version in told}


@pytest.fixture
def locked() -> dict[str, str]:
    """The versions of `requirements.lock`, by canonical name."""
    lines = (ROOT / "python" / "requirements.lock").read_text().splitlines()
    pins = [line.partition("==") for line in lines if line and not line.startswith("#")]
    return {canonicalize_name(name): version.split()[0] for name, _, version in pins}


def needed(names: set[str]) -> set[str]:
    """These libraries and all that they need here."""
    found: set[str] = set()
    left = set(names)
    while left:
        name = left.pop()
        found.add(name)
        requirements = map(Requirement, importlib.metadata.requires(name) or [])
        left |= {
            canonicalize_name(other.name) for other in requirements if not other.marker or other.marker.evaluate()
        } - found
    return found


def test_versions_of_the_page_are_those_that_are_installed(listed: dict[str, str]) -> None:
    assert len(listed) > 10
    assert {name: importlib.metadata.version(name) for name in listed} == listed


def test_versions_of_the_page_are_those_of_the_lock(listed: dict[str, str], locked: dict[str, str]) -> None:
    assert {name: locked.get(name) for name in listed} == listed


def test_what_is_locked_is_on_the_page_or_needed_by_what_is(listed: dict[str, str], locked: dict[str, str]) -> None:
    assert set(locked) - needed(set(listed)) == set()


def test_what_the_page_misses_is_not_installed(page: str) -> None:
    missing = re.findall(r"`(\w+)`", page.split("Not here")[1].split(". They come")[0])
    installed = {found.metadata["Name"].lower() for found in importlib.metadata.distributions()}
    assert "awswrangler" in missing
    assert not installed & set(missing)
