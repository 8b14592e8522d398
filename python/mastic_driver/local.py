"""Spark beside the caller, without a run: usage `python -m mastic_driver.local SCRIPT ARGUMENTS...`.

Runs a Glue script on the spot. What it reads and writes on S3 and in the catalog is the running server's, in the
name of the credentials of the environment.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mastic_driver import files, jvm, modules, script
from mastic_driver.channel import RunSpec

# Those that speak to the driver; all reach the script as well.
DRIVER = {
    "--additional-python-modules",
    "--conf",
    "--enable-glue-datacatalog",
    "--extra-files",
    "--extra-jars",
    "--extra-py-files",
    "--python-modules-installer-option",
    "--TempDir",
}
BOOKMARKS = {"--job-bookmark-option", "--job-bookmark-from", "--job-bookmark-to"}
SETTINGS = [
    "spark.hadoop.fs.s3a.aws.credentials.provider=com.amazonaws.auth.EnvironmentVariableCredentialsProvider",
    # The runtime's own has the server complete what a run wrote, and here is no run: files come one by one.
    "spark.sql.sources.commitProtocolClass=org.apache.spark.sql.execution.datasources.SQLHadoopMapReduceCommitProtocol",
]
# Nobody listens there: without a server there is no S3 and no catalog.
NOWHERE = "http://127.0.0.1:1"
HEAP_MEBIBYTES = 2048
EXIT = re.compile(r"SystemExit: (\d{1,3})\b")


def main() -> int:
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    path, given = Path(sys.argv[1]).resolve(), sys.argv[2:]
    if not path.is_file():
        print(f"mastic: there is no script {path}", file=sys.stderr)
        return 2
    named = pairs(given)
    if named.get("--job-bookmark-option", "job-bookmark-disable") != "job-bookmark-disable":
        print("mastic: this is no run of a job: there is no bookmark, and sources read everything", file=sys.stderr)
    if "MASTIC_ENDPOINT" not in os.environ:
        print("mastic: no server runs: there are local files alone, no S3 and no catalog", file=sys.stderr)
    kept = without(given, BOOKMARKS)
    if "--JOB_NAME" not in named:
        kept += ["--JOB_NAME", path.stem]
    try:
        with spark(named.get("--JOB_NAME", path.stem), {name: named[name] for name in DRIVER & named.keys()}):
            error = script.run(path, [str(path), *kept])
    except (files.MissingFileError, modules.ModulesError, jvm.JvmError) as e:
        error = str(e)
    if error is None:
        return 0
    print(f"mastic: {error}", file=sys.stderr)
    code = EXIT.match(error)
    return int(code.group(1)) if code else 1


def pairs(arguments: list[str]) -> dict[str, str]:
    """The values by name, of `--name value`, `--name=value` and `--name`, which is true."""
    found = {}
    for at, argument in enumerate(arguments):
        name, separator, value = argument.partition("=")
        if name.startswith("--"):
            follower = arguments[at + 1] if at + 1 < len(arguments) else "--"
            found[name] = value if separator else "true" if follower.startswith("--") else follower
    return found


def without(arguments: list[str], names: set[str]) -> list[str]:
    kept: list[str] = []
    dropped = False
    for argument in arguments:
        if argument.startswith("--"):
            dropped = argument.partition("=")[0] in names
        if not dropped:
            kept.append(argument)
    return kept


@contextmanager
def spark(name: str, arguments: dict[str, str]) -> Iterator[None]:
    """A JVM that pyspark finds, in a folder that ends with it."""
    with tempfile.TemporaryDirectory(prefix="mastic-local-") as temporary:
        folder = Path(temporary)
        os.environ.setdefault("MASTIC_ENDPOINT", NOWHERE)
        os.environ["PYSPARK_PYTHON"] = sys.executable
        for path in files.paths(arguments.get("--extra-files", "")):
            files.fetch(path, Path.cwd())
        modules.add(arguments, folder, Path(os.environ.get("MASTIC_MODULES", str(folder / "modules"))))
        jars = [files.fetch(path, folder / "jars") for path in files.paths(arguments.get("--extra-jars", ""))]
        java = jvm.start(specification(name, arguments), folder, jars)
        try:
            java.connect()
            yield
            jvm.stop_spark()
        finally:
            java.end()


def specification(name: str, arguments: dict[str, str]) -> RunSpec:
    conf = " --conf ".join([*SETTINGS, arguments["--conf"]] if "--conf" in arguments else SETTINGS)
    return RunSpec(
        runId="local",
        jobName=name,
        kind="SPARK",
        scriptLocation="",
        # Insights are told over the channel of a run.
        arguments=arguments | {"--conf": conf, "--enable-job-insights": "false"},
        glueVersion="5.1",
        accountId=os.environ.get("MASTIC_ACCOUNT", ""),
        region=os.environ.get("AWS_REGION", "us-east-1"),
        epoch=0,
        workers=2,
        cores=os.cpu_count() or 2,
        heapMebibytes=HEAP_MEBIBYTES,
    )


if __name__ == "__main__":
    sys.exit(main())
