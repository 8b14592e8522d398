"""Python modules that a job asks for: its own files, and packages from an index, kept for the next run."""

from __future__ import annotations

import fcntl
import hashlib
import os
import subprocess
import sys
from pathlib import Path

from mastic_driver import files


class ModulesError(Exception):
    """Packages cannot be installed."""


def add(arguments: dict[str, str], folder: Path, kept: Path) -> None:
    """Puts the job's files and packages on the path of this process and of Spark's Python workers."""
    found = [str(path) for path in extra_files(arguments.get("--extra-py-files", ""), folder)]
    wanted = arguments.get("--additional-python-modules", "")
    if wanted:
        found.append(str(installed(wanted, arguments.get("--python-modules-installer-option", ""), folder, kept)))
    sys.path[1:1] = found
    os.environ["PYTHONPATH"] = os.pathsep.join([*found, os.environ.get("PYTHONPATH", "")])


def extra_files(argument: str, folder: Path) -> list[Path]:
    """Archives as they are; for modules the folder that holds them."""
    fetched = [files.fetch(path, folder / "py-files") for path in files.paths(argument)]
    return list(dict.fromkeys(path if path.suffix in {".zip", ".whl", ".egg"} else path.parent for path in fetched))


def installed(argument: str, options: str, folder: Path, kept: Path) -> Path:
    """The folder of a set of packages, installed once for all runs that name the same set."""
    specifications = [
        str(files.fetch(item, folder / "wheels")) if item.startswith("s3") else item for item in files.paths(argument)
    ]
    named = [Path(item).name if "/" in item else item for item in specifications]
    key = hashlib.sha256("\n".join([*sorted(named), options]).encode()).hexdigest()[:32]
    target = kept / key
    kept.mkdir(parents=True, exist_ok=True)
    with (kept / f"{key}.lock").open("w") as lock:
        # A second run with the same set waits for the first to install it.
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not target.exists():
            install(specifications, options.split(), target)
    return target


def install(specifications: list[str], options: list[str], target: Path) -> None:
    half = target.with_suffix(".new")
    print(f"Installing {' '.join(specifications)}", file=sys.stderr, flush=True)
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    done = subprocess.run(
        [*pip, "--upgrade", "--target", half, *options, *specifications], capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise ModulesError("--additional-python-modules cannot be installed: " + done.stderr.strip()[-2000:])
    half.rename(target)
