"""Graphs of visual jobs at random by the thousand, whose scripts run in one Spark: the tests' own, more of them."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from bench.servers import ROOT, clean_environment

from soak.kills import Outcome

#: A Spark that has run so many scripts is ended: views and compiled code stay in it.
AT_ONCE = 500


def measure(folder: Path, graphs: int, seed: str) -> Outcome:
    folder.mkdir(parents=True)
    outcome = Outcome()
    for first in range(0, graphs, AT_ONCE):
        count = min(AT_ONCE, graphs - first)
        log = folder / f"graphs-{first}.log"
        settings = {"MASTIC_RANDOM_GRAPHS": str(count), "MASTIC_RANDOM_GRAPHS_SEED": f"{seed}-{first}"}
        command = [ROOT / ".venv" / "bin" / "python", "-m", "pytest", "-q", "python/tests/test_random_graphs.py"]
        with log.open("wb") as output:
            done = subprocess.run(command, cwd=ROOT, stdout=output, stderr=output, env=clean_environment() | settings)
        failed = re.findall(r"^FAILED (.*)$", log.read_text(), re.MULTILINE)
        outcome.faults += [f"seed {seed}-{first}: {each}" for each in failed]
        if done.returncode != 0 and not failed:
            outcome.faults.append(f"graphs with seed {seed}-{first}: {log.read_text()[-4000:]}")
        print(f"  {first + count:9,} graphs, {len(outcome.faults)} faults", flush=True)
    return outcome
