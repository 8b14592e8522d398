"""Tells which node of a visual job a line of its script belongs to."""

from __future__ import annotations

import io
import tokenize

LED_BY = "# Script generated for node "


def node_at(script: str, line: int) -> str | None:
    """The name of the node in whose block the line is: from the comment with the node's name to an empty line.

    Comments count as such only where Python sees them: texts of SQL and of rules may hold anything.
    """
    found = None
    for token in tokenize.generate_tokens(io.StringIO(script).readline):
        number = token.start[0]
        if number > line:
            break
        if token.type == tokenize.COMMENT and token.string.startswith(LED_BY):
            found = token.string.removeprefix(LED_BY)
        elif token.type == tokenize.NL and not token.line.strip() and number < line:
            found = None
    return found
