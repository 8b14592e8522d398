"""Stands over a driver: usage `python -I wrapper.py RUN_FOLDER EPOCH [--user=NUMBER] COMMAND...`.

In a session of its own, with the driver's output in files and its exit code in a file: so the driver survives the
server that started it. On SIGTERM it ends the driver and all that the driver started. It holds the folder's lock while
it lives: a second one, and one whose epoch is over when it comes up, ends without a driver.

With a number, the driver runs as the system user and group of it, can get no other rights, and what it writes is its
own alone. The wrapper stays who it is: what it writes is not the driver's to change.
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
PR_SET_NO_NEW_PRIVS = 38
OWNER_ALONE = 0o077


def main() -> None:
    folder, epoch, command = Path(sys.argv[1]), sys.argv[2], sys.argv[3:]
    user = int(command.pop(0).removeprefix("--user=")) if command[0].startswith("--user=") else None
    inherited = os.umask(OWNER_ALONE)
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
            preexec_fn=die_with_parent if user is None else give_up_rights,
            user=user,
            group=user,
            extra_groups=None if user is None else [],
            umask=inherited if user is None else OWNER_ALONE,
        )
    write(folder / "driver", process(driver.pid))
    if asked:
        end(signal.SIGTERM, None)
    code = driver.wait()
    signal_all(driver.pid, signal.SIGKILL)
    write(folder / "exit", f"{code} oom" if out_of_memory_kills() > killed else str(code))


def die_with_parent() -> None:
    """A driver without its wrapper would go on though its run has failed."""
    prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def give_up_rights() -> None:
    """Called when the driver is another user already: a change of user would undo the first."""
    die_with_parent()
    prctl(PR_SET_NO_NEW_PRIVS, 1)


def prctl(option: int, value: int) -> None:
    if ctypes.CDLL(None, use_errno=True).prctl(option, value, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl")


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
