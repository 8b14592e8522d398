"""The distribution where other users can read it, as isolation by users takes it."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from platform_process import MASTIC, ROOT

HOME = ROOT / "build" / "home"
PACKAGES = "venv/lib/python3.11/site-packages"


def is_open(path: Path) -> bool:
    """Whether everybody can use a path: links are followed as the system does."""
    real = Path(os.path.realpath(path))
    return all(part.stat().st_mode & stat.S_IXOTH for part in [real, *real.parents] if part.is_dir() or part == real)


def python() -> Path | None:
    """A Python 3.11 for everybody: the drivers' own, which may lie in somebody's home, else the system's."""
    candidates = [HOME / "venv" / "bin" / "python", Path("/usr/bin/python3.11")]
    return next((path for path in candidates if path.exists() and is_open(path)), None)


def obstacle() -> str | None:
    """Why drivers cannot run as users of their own in a test here."""
    if os.geteuid() != 0:
        return "only root can start drivers as other users"
    if not is_open(ROOT / "mastic"):
        return f"the checkout {ROOT} lies where other users cannot read it"
    return None if python() else "this machine has no Python 3.11 that other users can read"


@contextmanager
def distribution(interpreter: Path) -> Iterator[Path]:
    """The checkout's distribution with another interpreter; yields its `mastic`."""
    if interpreter.is_relative_to(HOME):
        yield MASTIC
        return
    with open_folder() as home:
        (home / "bin").mkdir()
        shutil.copy(MASTIC, home / "bin" / "mastic")
        for name in ("lib", "runtime", "python"):
            (home / name).symlink_to((HOME / name).resolve())
        (home / "venv" / "bin").mkdir(parents=True)
        (home / "venv" / "bin" / "python").symlink_to(interpreter)
        (home / "venv" / "pyvenv.cfg").write_text(f"home = {interpreter.parent}\n")
        (home / PACKAGES).parent.mkdir(parents=True)
        (home / PACKAGES).symlink_to((HOME / PACKAGES).resolve())
        yield home / "bin" / "mastic"


@contextmanager
def open_folder() -> Iterator[Path]:
    """A folder that everybody can enter: those of pytest are their user's alone."""
    with tempfile.TemporaryDirectory(prefix="mastic-open") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)
