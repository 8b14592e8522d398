"""What a script does with its arguments, and small things that Glue scripts import from here.

See https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-extensions-get-resolved-options.html
"""

from __future__ import annotations

import argparse
import traceback
from typing import Any, NoReturn

# The arguments of the last call of `getResolvedOptions`, for transforms that fall back on them.
_global_args: dict[str, Any] = {}

_BOOKMARK = "job-bookmark-option"
_CONTINUATION = "continuation-option"
_RANGE = ("job-bookmark-from", "job-bookmark-to")
_RESERVED = (_BOOKMARK, _CONTINUATION, *_RANGE, *(f"--{name}" for name in _RANGE))
_FOLDERS = ("TempDir", "RedshiftTempDir")
_CONTINUATIONS = {
    "continuation-enabled": "job-bookmark-enable",
    "continuation-readonly": "job-bookmark-pause",
    "continuation-ignore": "job-bookmark-disable",
}
_IDENTITIES = ("JOB_ID", "JOB_RUN_ID", "SECURITY_CONFIGURATION")


class GlueArgumentError(Exception):
    """An argument is missing, ambiguous, or has a value that it cannot have."""


class _ArgumentParser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise GlueArgumentError(message)


def getResolvedOptions(args: list[str], options: list[str]) -> dict[str, Any]:
    """The values of a job's arguments by name, dashes in names as underscores.

    `args` is `sys.argv`, whose first element is passed over; `options` names the wanted arguments without leading
    dashes, and each must be there, except `TempDir` and `RedshiftTempDir`. Arguments may be `--name value` or
    `--name=value`, may be abbreviated, and those not asked for are passed over. Glue's own arguments
    (`job_bookmark_option`, `JOB_RUN_ID`, `TempDir` and others) are always in the result, `None` where absent.

    Raises `GlueArgumentError` for a missing, ambiguous or wrong value, `RuntimeError` for reserved names among
    `options` and for bookmark arguments that do not fit together.
    """
    for name in _RESERVED:
        if name in options:
            raise RuntimeError(f"Using reserved arguments --{name.removeprefix('--')}")
    found = _parsed(args, options)
    for folder, other in (_FOLDERS, reversed(_FOLDERS)):
        if found[folder] is None:
            found[folder] = found[other]
    _global_args.clear()
    _global_args.update(found)
    return found


def bookmark_arguments(args: list[str]) -> dict[str, Any]:
    """The arguments about the job's bookmark alone; fails as `getResolvedOptions`."""
    return {name: value for name, value in _parsed(args, []).items() if name.startswith("job_bookmark")}


def _parsed(args: list[str], options: list[str]) -> dict[str, Any]:
    found = vars(_parser(options).parse_known_args(args[1:])[0])
    continued = found.pop("continuation_option")
    if found["job_bookmark_option"] is None:
        found["job_bookmark_option"] = _CONTINUATIONS.get(continued, "job-bookmark-disable")
    _check_range(found)
    return found


def _parser(options: list[str]) -> argparse.ArgumentParser:
    # Without help: an argument of a job may be called that.
    parser = _ArgumentParser(add_help=False)
    parser.add_argument(f"--{_BOOKMARK}", choices=sorted(_CONTINUATIONS.values()))
    parser.add_argument(f"--{_CONTINUATION}", choices=sorted(_CONTINUATIONS))
    for name in (*_RANGE, *_IDENTITIES, "enable-data-lineage", *_FOLDERS):
        parser.add_argument(f"--{name}")
    parser.add_argument("--encryption-type", choices=["sse-s3"])
    for name in options:
        if name not in _FOLDERS:
            parser.add_argument(f"--{name}", required=True)
    return parser


def _check_range(found: dict[str, Any]) -> None:
    given = [name for name in _RANGE if found[name.replace("-", "_")] is not None]
    if found["job_bookmark_option"] == "job-bookmark-pause":
        if len(given) == 1:
            (missing,) = set(_RANGE) - set(given)
            raise RuntimeError(f"Missing option or value for --{missing}")
    elif given:
        names = ", ".join(f"--{name}" for name in given)
        raise RuntimeError(f"Invalid option(s) {names}: they need --{_BOOKMARK} job-bookmark-pause")


def makeOptions(sc: Any, py_obj: Any) -> Any:
    """Options for a JVM reader or writer: a dict crosses as a Java map."""
    return sc._jvm.PythonUtils.toScalaMap(py_obj) if isinstance(py_obj, dict) else py_obj


def callsite() -> str:
    """The Python stack of the caller, as text."""
    return "".join(traceback.format_list(traceback.extract_stack()[:-1]))
