"""H2's file under an hour of writes that replace one another: what is dead in it has to leave it."""

from __future__ import annotations

import threading
import time
from pathlib import Path

from soak.kills import Outcome
from soak.link import Link, LostError, RefusedError
from soak.process import Crashing
from soak.streams import DATABASE, differs, table

TABLES = 48
THREADS = 4
#: The file is copied when it is larger than 64 MiB; meanwhile and until then it grows, and a copy lies beside it.
LARGEST_MEBIBYTES = 256
PRINTED = 12


def measure(folder: Path, minutes: float) -> Outcome:
    """Updates a constant set of tables without keeping their versions."""
    outcome = Outcome()
    crashing = Crashing(folder)
    try:
        crashing.start()
        _prepare(crashing)
        over = threading.Event()
        written = [0] * TABLES
        writers = [
            threading.Thread(target=_update, args=(crashing, thread, written, over, outcome))
            for thread in range(THREADS)
        ]
        for writer in writers:
            writer.start()
        _watch(folder / "database", minutes * 60, written, over, outcome)
        over.set()
        for writer in writers:
            writer.join()
        crashing.kill()
        crashing.start()
        _check(crashing, written, outcome)
    finally:
        crashing.kill()
    return outcome


def _prepare(crashing: Crashing) -> None:
    link = Link(crashing.listening())
    link.glue("CreateDatabase", DatabaseInput={"Name": DATABASE})
    for number in range(TABLES):
        link.glue("CreateTable", DatabaseName=DATABASE, TableInput=table(f"t{number}", "update 0"))
    link.close()


def _update(crashing: Crashing, thread: int, written: list[int], over: threading.Event, outcome: Outcome) -> None:
    link = Link(crashing.listening())
    try:
        while not over.is_set():
            for number in range(thread, TABLES, THREADS):
                changed = table(f"t{number}", f"update {written[number] + 1}")
                link.glue("UpdateTable", DatabaseName=DATABASE, TableInput=changed, SkipArchive=True)
                written[number] += 1
    except (LostError, RefusedError, OSError) as e:
        outcome.faults.append(f"an update failed: {e}")
        over.set()
    finally:
        link.close()


def _watch(database: Path, seconds: float, written: list[int], over: threading.Event, outcome: Outcome) -> None:
    start = time.monotonic()
    largest = 0.0
    shown = 0
    while (passed := time.monotonic() - start) < seconds and not over.wait(0.25):
        size = mebibytes(database)
        largest = max(largest, size)
        if passed >= shown * seconds / PRINTED:
            shown += 1
            print(f"  {passed:6.0f} s {sum(written):10,} updates {size:8.1f} MiB, at most {largest:.1f}", flush=True)
        if size > LARGEST_MEBIBYTES:
            outcome.faults.append(f"H2 takes {size:.0f} MiB after {sum(written):,} updates of {TABLES} tables")
            over.set()
    print(f"H2: {sum(written):,} updates of {TABLES} tables, {largest:.1f} MiB at most, {mebibytes(database):.1f} now")


def mebibytes(folder: Path) -> float:
    """Of all files, of which some may go away meanwhile."""
    found = 0
    for file in folder.iterdir():
        try:
            found += file.stat().st_size
        except FileNotFoundError:
            continue
    return found / (1 << 20)


def _check(crashing: Crashing, written: list[int], outcome: Outcome) -> None:
    link = Link(crashing.listening())
    for number, newest in enumerate(written):
        found = link.glue("GetTable", DatabaseName=DATABASE, Name=f"t{number}")["Table"]
        if differs(table(f"t{number}", f"update {newest}"), found):
            outcome.faults.append(f"t{number} is not what its update {newest} was: {found}")
    link.close()
