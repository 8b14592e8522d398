"""The pages of docs/api/ say what the code says."""

from __future__ import annotations

import api_reference


def test_pages_are_as_they_would_be_written() -> None:
    pages = api_reference.pages()
    written = {file.name: file.read_text() for file in api_reference.FOLDER.glob("*.md")}
    assert sorted(written) == sorted(pages)
    stale = [name for name, content in pages.items() if written[name] != content]
    assert not stale, f"`make docs` writes {stale} anew"


def test_everything_public_is_described() -> None:
    silent = [
        f"{name}: {heading}"
        for name, content in api_reference.pages().items()
        for heading in content.split("\n#")[1:]
        if not heading.split("```")[-1].strip() or heading.count("\n") < 2
    ]
    assert not silent
