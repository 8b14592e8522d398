"""The page of Python libraries says what is installed."""

from __future__ import annotations

import importlib.metadata
import re

from platform_process import ROOT


def test_versions_of_the_page_are_those_that_are_installed() -> None:
    page = (ROOT / "docs" / "python-libraries.md").read_text()
    told = re.findall(r"^\| ([\w-]+) \| ([\d.a-z]+) \|", page, re.MULTILINE)
    assert len(told) > 10
    assert {name: importlib.metadata.version(name) for name, _ in told} == dict(told)


def test_what_the_page_misses_is_not_installed() -> None:
    page = (ROOT / "docs" / "python-libraries.md").read_text()
    missing = re.findall(r"`(\w+)`", page.split("Not here")[1].split(". They come")[0])
    installed = {found.metadata["Name"].lower() for found in importlib.metadata.distributions()}
    assert "awswrangler" in missing
    assert not installed & set(missing)
