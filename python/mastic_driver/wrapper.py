"""Stands over a driver: usage `python -I wrapper.py RUN_FOLDER EPOCH COMMAND...`.

In a session of its own, with the driver's output in files and its exit code in a file: so the driver survives the
server that started it. On SIGTERM it ends the driver and all that the driver started. It holds the folder's lock while
it lives: a second one, and one whose epoch is over when it comes up, ends without a driver.
"""

from __future__ import annotations

import ctypes
import fcntl
import os
import signal
import subprocess
import sys
from pathlib import Path
from types import FrameType

PATIENCE_SECONDS = 5
PR_SET_PDEATHSIG = 1


def main() -> None:
    folder, epoch, command = Path(sys.argv[1]), sys.argv[2], sys.argv[3:]
    os.setsid()
    lock = (folder / "lock").open("a")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        sys.exit("This run has a driver already")
    if (folder / "epoch").read_text() != epoch:
        sys.exit(f"This run was started again since: epoch {epoch} is over")
    killed = out_of_memory_kills()
    write(folder / "wrapper", process(os.getpid()))
    asked = False
    driver: subprocess.Popen[bytes] | None = None

    def end(signal_number: int, frame: FrameType | None) -> None:
        nonlocal asked
        asked = True
        if driver is not None:
            signal_all(driver.pid, signal.SIGTERM)
            signal.alarm(PATIENCE_SECONDS)

    def kill(signal_number: int, frame: FrameType | None) -> None:
        if driver is not None:
            signal_all(driver.pid, signal.SIGKILL)

    # Before there is a driver: a signal that comes while it starts must not leave it alone.
    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGALRM, kill)
    with (folder / "output.log").open("ab") as output, (folder / "error.log").open("ab") as error:
        driver = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=error,
            start_new_session=True,
            preexec_fn=die_with_parent,
        )
    write(folder / "driver", process(driver.pid))
    if asked:
        end(signal.SIGTERM, None)
    code = driver.wait()
    signal_all(driver.pid, signal.SIGKILL)
    write(folder / "exit", f"{code} oom" if out_of_memory_kills() > killed else str(code))


def die_with_parent() -> None:
    """A driver without its wrapper would go on though its run has failed."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def out_of_memory_kills() -> int:
    """How often this machine's kernel has killed a process for want of memory."""
    try:
        counts = dict(line.split() for line in Path("/proc/vmstat").read_text().splitlines())
        return int(counts.get("oom_kill", 0))
    except OSError:
        return 0


def process(pid: int) -> str:
    """A process's number and when it started, in clock ticks since the machine did: together they name it."""
    stat = Path(f"/proc/{pid}/stat").read_text()
    return f"{pid} {stat[stat.rindex(')') + 2 :].split()[19]}"


def signal_all(group: int, number: signal.Signals) -> None:
    try:
        os.killpg(group, number)
    except ProcessLookupError:
        return


def write(file: Path, text: str) -> None:
    whole = file.with_suffix(".new")
    whole.write_text(text)
    whole.replace(file)


if __name__ == "__main__":
    main()
