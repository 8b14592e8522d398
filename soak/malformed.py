"""Malformed requests by the hundred thousand, made from the service models, against a server process."""

from __future__ import annotations

import re
import subprocess
import time
from pathlib import Path

from bench.servers import ROOT, clean_environment

from soak.kills import Outcome
from soak.process import Crashing

#: The heap may fill up to its limit of 512 MiB before it is collected; what is alive in it afterwards must not grow.
LARGEST_MEBIBYTES = 900
ALIVE_GROWTH_MEBIBYTES = 32
SECONDS_BETWEEN_LOOKS = 2.0
PARTS = 5


def measure(folder: Path, requests: int) -> Outcome:
    """In parts: what is alive on the heap is compared after the first and after the last."""
    outcome = Outcome()
    crashing = Crashing(folder)
    try:
        crashing.start()
        crashing.listening()
        alive: list[float] = []
        for part in range(PARTS):
            largest = _send(crashing, requests // PARTS, part, outcome)
            alive.append(_alive_mebibytes(crashing.pid))
            sent = requests // PARTS * (part + 1)
            print(f"  {sent:9,} requests, {largest:.0f} MiB resident at most, {alive[-1]:.1f} MiB alive", flush=True)
            if largest > LARGEST_MEBIBYTES:
                outcome.faults.append(f"the server takes {largest:.0f} MiB after {sent:,} malformed requests")
        if alive[-1] - alive[0] > ALIVE_GROWTH_MEBIBYTES:
            outcome.faults.append(f"what is alive grew from {alive[0]:.0f} to {alive[-1]:.0f} MiB")
    finally:
        crashing.kill()
    return outcome


def command(requests: int, seed: int, data: Path) -> list[str]:
    """The generator is the one of the Java tests."""
    return [
        *("mvn", "-q", "-B", "-Dmdep.skip", "-pl", "server", "-am", "-Dmastic.postgresql.skip=true"),
        *("-Dtest=MalformedRequestsTest", "-Dsurefire.failIfNoSpecifiedTests=false", "test"),
        *(f"-Dmastic.malformed={requests}", f"-Dmastic.malformed.seed={seed}", f"-Dmastic.malformed.server={data}"),
    ]


def _send(crashing: Crashing, requests: int, part: int, outcome: Outcome) -> float:
    """The most that was resident meanwhile."""
    largest = 0.0
    log = crashing.data / "malformed.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            command(requests, part, crashing.data), cwd=ROOT, stdout=output, stderr=output, env=clean_environment()
        )
        while process.poll() is None:
            largest = max(largest, crashing.resident_mebibytes())
            time.sleep(SECONDS_BETWEEN_LOOKS)
    if process.returncode != 0:
        outcome.faults.append(f"malformed requests: {log.read_text()[-4000:]}")
    return largest


def _alive_mebibytes(pid: int) -> float:
    """What a full collection leaves on the heap."""
    subprocess.run(["jcmd", str(pid), "GC.run"], check=True, capture_output=True)
    text = subprocess.run(["jcmd", str(pid), "GC.heap_info"], check=True, capture_output=True, text=True).stdout
    used = re.findall(r"(?:def new|tenured) generation\s+total \d+K, used (\d+)K", text)
    return sum(int(kibibytes) for kibibytes in used) / 1024
