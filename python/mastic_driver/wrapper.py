"""Stands over a driver: usage `python -I wrapper.py RUN_FOLDER COMMAND...`.

In a session of its own, with the driver's output in files and its exit code in a file: so the driver survives the
server that started it. On SIGTERM it ends the driver and all that the driver started.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from types import FrameType

PATIENCE_SECONDS = 5


def main() -> None:
    folder = Path(sys.argv[1])
    os.setsid()
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
            sys.argv[2:], stdin=subprocess.DEVNULL, stdout=output, stderr=error, start_new_session=True
        )
    write(folder / "driver", process(driver.pid))
    if asked:
        end(signal.SIGTERM, None)
    code = driver.wait()
    signal_all(driver.pid, signal.SIGKILL)
    write(folder / "exit", str(code))


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
