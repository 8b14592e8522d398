"""Round after round: write, kill, start, compare."""

from __future__ import annotations

import random
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from bench.requests import Server
from e2e.postgres_process import Postgres

from soak.link import HANGS_SECONDS, Link, LostError, RefusedError
from soak.process import Crashing
from soak.runs import StartedRuns
from soak.streams import BUCKET, DATABASE, CreatedPartitions, CreatedTables, PutObjects, Stream, UpdatedTable

KINDS: list[type[Stream]] = [CreatedTables, UpdatedTable, CreatedPartitions, PutObjects, PutObjects, StartedRuns]
#: All that was ever written is compared so often, and at the end; in between what the round itself has written.
ROUNDS_BETWEEN_WHOLE_CHECKS = 5
LONGEST_START_SECONDS = 4.0
SWEPT_SECONDS = 60


@dataclass
class Outcome:
    """What was done and found."""

    happened: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    streams: list[Stream] = field(default_factory=list)

    def show(self, database: str) -> None:
        print(f"\n{database}: " + ", ".join(f"{count:,} {what}" for what, count in self.happened.items()))
        print(f"{'':24}{'acknowledged':>14}{'lost, done':>14}{'lost, undone':>14}{'facts checked':>16}")
        for operation in dict.fromkeys(kind.operation for kind in KINDS):
            streams = [stream for stream in self.streams if stream.operation == operation]
            told = sum(stream.acknowledged for stream in streams)
            done, undone = sum(stream.done for stream in streams), sum(stream.undone for stream in streams)
            print(f"{operation:24}{told:14,}{done:14,}{undone:14,}{sum(stream.checks for stream in streams):16,}")
        print(f"{database}: {len(self.faults)} faults", flush=True)


class Kills:
    """A server on one database that is killed again and again."""

    def __init__(self, crashing: Crashing, postgres: Postgres | None, seed: str, say: Callable[[str], None]) -> None:
        self._crashing = crashing
        self._postgres = postgres
        self._random = random.Random(seed)
        self._seed = seed
        self._say = say
        self.outcome = Outcome()
        crashing.start()
        self._server = crashing.listening()
        link = Link(self._server)
        link.make_bucket(BUCKET)
        link.glue("CreateDatabase", DatabaseInput={"Name": DATABASE})
        link.close()

    def run(self, kills: int, seconds: float) -> Outcome:
        """Until so many kills, or so much time."""
        end = time.monotonic() + seconds
        number = 0
        while self.outcome.happened["kills"] < kills and time.monotonic() < end and not self.outcome.faults:
            number += 1
            self._round(number)
        # One kill more, with nothing outstanding: what was found so far is found again.
        self._kill()
        self.outcome.happened["files of torn objects"] += len(self._crashing.torn_files())
        self._start()
        self._check(self.outcome.streams, ended=True)
        self._check_swept()
        return self.outcome

    def _check_swept(self) -> None:
        """What kills left of objects is deleted in the background after a start."""
        deadline = time.monotonic() + SWEPT_SECONDS
        while (torn := self._crashing.torn_files()) and time.monotonic() < deadline:
            time.sleep(0.1)
        self.outcome.faults += [f"{file} is left of an object and stays" for file in torn]

    def _round(self, number: int) -> None:
        streams = [kind(f"r{number}_{kind.operation.lower()}_{at}", self._seed) for at, kind in enumerate(KINDS)]
        link = Link(self._server)
        for stream in streams:
            stream.prepare(link)
        link.close()
        self.outcome.streams += streams
        database_dies = self._postgres is not None and number % 3 == 1
        self._write(streams, database_dies)
        self._start()
        whole = number % ROUNDS_BETWEEN_WHOLE_CHECKS == 0
        self._check(self.outcome.streams if whole else streams, ended=whole)
        happened = ", ".join(f"{count} {what}" for what, count in self.outcome.happened.items())
        self._say(f"round {number}: {happened}, {len(self.outcome.faults)} faults")

    def _write(self, streams: list[Stream], database_dies: bool) -> None:
        """All streams at once, until something is killed under them."""
        over = threading.Event()
        writers = [
            threading.Thread(target=self._stream, args=(stream, self._server, over, database_dies))
            for stream in streams
        ]
        for writer in writers:
            writer.start()
        time.sleep(self._random.uniform(0.2, 3.0))
        if database_dies and self._postgres is not None:
            self._postgres.stop("immediate")
            self.outcome.happened["crashes of PostgreSQL"] += 1
            over.set()
            self._postgres.start()
        if not database_dies or self._random.random() < 0.5:
            self._kill()
        over.set()
        for writer in writers:
            writer.join(HANGS_SECONDS * 2)
            if writer.is_alive():
                self.outcome.faults.append("a request hangs")

    def _stream(self, stream: Stream, server: Server, over: threading.Event, database_dies: bool) -> None:
        link = Link(server)
        try:
            while not over.is_set():
                stream.step(link)
        except LostError:
            pass
        except RefusedError as e:
            if not (database_dies and e.status >= 500):
                self.outcome.faults.append(f"{stream.name}: {e}")
        except Exception as e:
            self.outcome.faults.append(f"{stream.name}: {e!r}")
        finally:
            link.close()

    def _kill(self) -> None:
        self._crashing.kill()
        self.outcome.happened["kills"] += 1

    def _start(self) -> None:
        """Sometimes a start is killed as well, at any moment of it."""
        while not self._crashing.is_alive():
            self._crashing.start()
            if self._random.random() < 0.3:
                time.sleep(self._random.uniform(0, LONGEST_START_SECONDS))
                self._kill()
                self.outcome.happened["of them in a start"] += 1
        self._server = self._crashing.listening()

    def _check(self, streams: list[Stream], ended: bool) -> None:
        link = Link(self._server)
        try:
            for stream in streams:
                self.outcome.faults += stream.check(link)
            if ended:
                for stream in streams:
                    if isinstance(stream, StartedRuns):
                        self.outcome.faults += stream.ended(link)
            self.outcome.happened["openings checked"] += 1
        except (LostError, RefusedError) as e:
            self.outcome.faults.append(f"what was written cannot be read: {e}")
        finally:
            link.close()
