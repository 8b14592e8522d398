"""Claims the run of the environment, runs its script and reports the result."""

from __future__ import annotations

import functools
import os
import sys
import time
from pathlib import Path

from mastic_driver import channel, event_logs, files, insights, jvm, modules, script
from mastic_driver.channel import RunSpec

STARTED = time.time()


def main() -> int:
    Path(os.environ["TMPDIR"]).mkdir(exist_ok=True)
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    spec = channel.claim()
    phase("claimed")
    try:
        error = run(spec)
    except (files.MissingFileError, modules.ModulesError, jvm.JvmError) as e:
        print(e, file=sys.stderr)
        error = str(e)
    sys.stdout.flush()
    insights.tell(spec, error)
    phase("ended")
    channel.report(error)
    return 0 if error is None else 1


def phase(name: str) -> None:
    """One line a phase in the error log, by which starts are measured."""
    print(f"mastic phase={name} seconds={time.time() - STARTED:.3f}", file=sys.stderr, flush=True)


def run(spec: RunSpec) -> str | None:
    folder = channel.own_folder()
    kept = Path(os.environ["MASTIC_MODULES"])
    os.environ["PYSPARK_PYTHON"] = sys.executable
    print(greeting(spec), file=sys.stderr, flush=True)
    for path in files.paths(spec.arguments.get("--extra-files", "")):
        files.fetch(path, Path.cwd())
    modules.add(spec.arguments, folder, kept)
    if spec.kind == "SHELL":
        return run_script(spec, folder)
    jars = [files.fetch(path, folder / "jars") for path in files.paths(spec.arguments.get("--extra-jars", ""))]
    java = jvm.start(spec, folder, jars)
    try:
        return run_script(spec, folder, java)
    finally:
        java.end()


def greeting(spec: RunSpec) -> str:
    if spec.kind == "SHELL":
        return f"Mastic runs this Python-shell job on Python {sys.version.split()[0]}"
    return (
        f"Mastic runs this job, which asks for Glue {spec.glueVersion}, on the one runtime it has: "
        f"Spark 3.5.7, Python {sys.version.split()[0]}, Java 17; {spec.cores} task slots, {spec.heapMebibytes} MiB heap"
    )


def run_script(spec: RunSpec, folder: Path, java: jvm.Jvm | None = None) -> str | None:
    if not spec.scriptLocation:
        return "The job has no Command.ScriptLocation"
    fetched = files.fetch(spec.scriptLocation, folder / "script")
    if java is not None:
        java.connect()
        java.watch(functools.partial(jvm_died, spec))
        phase("jvm")
    error = script.run(fetched, script.arguments(spec, fetched))
    phase("script")
    if java is None:
        return error
    death = java.death() if error else None
    if death is not None:
        return f"{death}: {error}"
    jvm.stop_spark()
    event_logs.keep(spec, folder / "spark-events")
    return error


def jvm_died(spec: RunSpec, reason: str) -> None:
    """Without its JVM a Spark job is over, whatever its script is waiting for."""
    print(reason, file=sys.stderr, flush=True)
    insights.tell(spec, reason)
    sys.stdout.flush()
    channel.report(reason)
    os._exit(1)


if __name__ == "__main__":
    sys.exit(main())
