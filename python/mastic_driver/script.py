"""Runs a user's script as the main module, and words how it failed."""

from __future__ import annotations

import hashlib
import os
import re
import sys
import tokenize
import traceback
import types
from pathlib import Path

from mastic_driver import nodes
from mastic_driver.channel import RunSpec

# The flags that speak to the platform; Glue does not pass them on.
INTERNAL = {"--scriptLocation", "--job-language"}


def arguments(spec: RunSpec, script: Path) -> list[str]:
    """`sys.argv` as Glue gives it: every argument with its value, and the job's and the run's names."""
    named = {name: value for name, value in spec.arguments.items() if name not in INTERNAL}
    named |= {"--JOB_NAME": spec.jobName, "--JOB_ID": job_id(spec), "--JOB_RUN_ID": spec.runId}
    return [str(script), *(text for name, value in named.items() for text in (name, value))]


def job_id(spec: RunSpec) -> str:
    return "j_" + hashlib.sha256(f"{spec.accountId}/{spec.region}/{spec.jobName}".encode()).hexdigest()


def run(script: Path, argv: list[str]) -> str | None:
    """Runs the script to its end.

    Returns:
        None after success, which `sys.exit(0)` is as well; else the error's message with the script's line.
    """
    module = types.ModuleType("__main__")
    module.__file__ = str(script)
    sys.modules["__main__"] = module
    sys.argv = argv
    sys.path.insert(0, str(script.parent))
    try:
        code = compile(script.read_bytes(), str(script), "exec")
        exec(code, module.__dict__)
    except SystemExit as e:
        return None if e.code in {None, 0} else f"SystemExit: {e.code}{place(e, script)}"
    except BaseException as e:
        traceback.print_exc()
        return message(e) + place(e, script)
    return None


def message(error: BaseException) -> str:
    """The error's type and text; of an error in the JVM its cause, not the stack."""
    java = getattr(error, "java_exception", None)
    if java is not None:
        return root_cause(java)
    if isinstance(error, SyntaxError):
        return f"SyntaxError: {error.msg} (line {error.lineno})"
    text = str(error).strip().split("\n\nJVM stacktrace:")[0].split("\nJVM stacktrace:")[0]
    return f"{type(error).__name__}: {text}"


def root_cause(java: object) -> str:
    cause = java
    while cause.getCause() is not None:  # type: ignore[attr-defined]
        cause = cause.getCause()  # type: ignore[attr-defined]
    return str(cause.toString()).split("\n\tat ")[0]  # type: ignore[attr-defined]


def place(error: BaseException, script: Path) -> str:
    """The innermost line of the script that the error came through, after the visual job's node that it is about."""
    lines = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == str(script)]
    if not lines:
        return ""
    last = lines[-1]
    quoted = f": {last.line}" if last.line else ""
    # What a batch of a stream failed of comes through the JVM, as a text.
    batch = re.findall(f'File "{re.escape(str(script))}", line (\\d+)', str(error))
    numbers = [*(frame.lineno for frame in lines), *map(int, batch)]
    return f"{node(script, numbers)} [{os.path.basename(script)}, line {last.lineno}{quoted}]"


def node(script: Path, lines: list[int | None]) -> str:
    """The node in whose block the innermost of the lines is that is in any: others are of functions in the script."""
    with tokenize.open(script) as source:
        text = source.read()
    for line in reversed(lines):
        name = nodes.node_at(text, line or 0)
        if name is not None:
            return f' (node "{name}", line {line})'
    return ""
