"""Starts Spark's JVM directly: no shell, no launcher process, classes from an archive."""

from __future__ import annotations

import importlib.util
import os
import re
import shlex
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from mastic_driver import data_catalog
from mastic_driver.channel import RunSpec

START_SECONDS = 120
# An archive of classes is written at the end.
END_SECONDS = 180
# For the script's own traceback, which a JVM's death leads to when Spark is in use.
LAST_WORDS_SECONDS = 2
NOTICE_SECONDS = 0.3
# What Spark's own launcher opens on Java 17.
OPENED = [
    "java.lang",
    "java.lang.invoke",
    "java.lang.reflect",
    "java.io",
    "java.net",
    "java.nio",
    "java.util",
    "java.util.concurrent",
    "java.util.concurrent.atomic",
    "jdk.internal.ref",
    "sun.nio.ch",
    "sun.nio.cs",
    "sun.security.action",
    "sun.util.calendar",
]
GATEWAY = "io.mastic.runtime.driver.Gateway"
COMMIT_PROTOCOL = "io.mastic.runtime.commit.GlueCommitProtocol"
METRICS = "io.mastic.runtime.metrics.RunMetrics"
# Of use where a job has executors beside its driver; a local driver keeps all of its task slots.
AUTO_SCALING = {
    "spark.dynamicAllocation.enabled": "true",
    "spark.dynamicAllocation.shuffleTracking.enabled": "true",
    "spark.dynamicAllocation.minExecutors": "1",
}
UPLOADS = "io.mastic.runtime.commit.PendingUploadFileSystem"
COMPRESSED = "io.mastic.runtime.source.CompressedFileSystem"
S3 = "org.apache.hadoop.fs.s3a.S3AFileSystem"


class JvmError(Exception):
    """The JVM did not start."""


@dataclass
class Jvm:
    """A started JVM, which ends when its standard input is closed."""

    process: subprocess.Popen[bytes]
    information: Path
    ended: bool = False

    def watch(self, died: Callable[[str], None]) -> None:
        """Tells, from a thread of its own, when the JVM dies and the script does not end by that."""

        def wait() -> None:
            code = self.process.wait()
            time.sleep(LAST_WORDS_SECONDS)
            if not self.ended:
                died(death(code))

        threading.Thread(target=wait, name="jvm", daemon=True).start()

    def connect(self) -> None:
        """Waits for the gateway and lets pyspark find it."""
        deadline = time.monotonic() + START_SECONDS
        while not self.information.exists():
            if self.process.poll() is not None:
                raise JvmError(f"The JVM ended with {self.process.returncode} at its start")
            if time.monotonic() > deadline:
                raise JvmError(f"The JVM has not started within {START_SECONDS} s")
            time.sleep(0.02)
        port, length = struct.unpack(">ii", self.information.read_bytes()[:8])
        secret = self.information.read_bytes()[8 : 8 + length]
        os.environ["PYSPARK_GATEWAY_PORT"] = str(port)
        os.environ["PYSPARK_GATEWAY_SECRET"] = secret.decode()

    def death(self) -> str | None:
        """How the JVM died, if it did; a failed script may have noticed it a moment earlier."""
        try:
            return death(self.process.wait(NOTICE_SECONDS))
        except subprocess.TimeoutExpired:
            return None

    def end(self) -> None:
        self.ended = True
        if self.process.stdin:
            self.process.stdin.close()
        try:
            self.process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()


def stop_spark() -> None:
    """Ends Spark, and takes leave of its JVM: Python would tell it, in stack traces, what it drops at its own end."""
    if "pyspark" not in sys.modules:
        return
    from py4j.protocol import Py4JError
    from pyspark import SparkContext

    active = SparkContext._active_spark_context
    if active is not None:
        active.stop()
    gateway = SparkContext._gateway
    if gateway is not None:
        with suppress(Py4JError):
            gateway.shutdown()


def death(code: int) -> str:
    if code >= 0:
        return f"The JVM ended with exit code {code} before the script"
    name = signal.Signals(-code).name
    hint = ". If nobody did so, the machine's memory has run out: see dmesg" if name == "SIGKILL" else ""
    return f"The JVM was killed by signal {-code} ({name}){hint}"


def home() -> Path:
    return Path(os.environ["MASTIC_HOME"])


def class_path(extra: list[Path]) -> list[Path]:
    """The archive of classes holds for class paths that begin alike: so the order is fixed and additions come last."""
    return [*sorted((home() / "runtime").glob("*.jar")), *sorted((spark_home() / "jars").glob("*.jar")), *extra]


def spark_home() -> Path:
    """The folder of pyspark, found without importing it."""
    found = importlib.util.find_spec("pyspark")
    if found is None or found.origin is None:
        raise JvmError("pyspark is not installed in the driver's environment")
    return Path(found.origin).parent


def start(spec: RunSpec, folder: Path, jars: list[Path]) -> Jvm:
    settings = configuration(spec, folder)
    settings.update(user_settings(spec.arguments.get("--conf", "")))
    if settings["spark.ui.enabled"] == "true":
        # The server shows it from there.
        (folder / "ui").write_text(settings["spark.ui.port"])
        address = f"http://127.0.0.1:{settings['spark.ui.port']}"
        print(f"Spark's UI is on {address} while the job runs", file=sys.stderr, flush=True)
        print(f"mastic ui {spec.runId} shows it through the server, now and later", file=sys.stderr, flush=True)
    heap = settings.pop("spark.driver.memory", f"{spec.heapMebibytes}m")
    archive = home() / "driver.jsa"
    options = ["-XX:+UseParallelGC", f"-Xmx{heap}", *java_options()]
    if archive.exists():
        options.append(f"-XX:SharedArchiveFile={archive}")
    options += shlex.split(settings.pop("spark.driver.extraJavaOptions", ""))
    return launch(options, settings, class_path(jars), folder)


def java_options() -> list[str]:
    opened = [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in OPENED]
    return [
        *opened,
        "--add-opens=java.security.jgss/sun.security.krb5=ALL-UNNAMED",
        "-Djdk.reflect.useDirectMethodHandle=false",
        "-XX:+IgnoreUnrecognizedVMOptions",
        "-Xshare:auto",
        "-Xlog:cds=off",
        "-Xlog:cds+dynamic=off",
        f"-Dlog4j2.configurationFile={Path(__file__).parent / 'log4j2.properties'}",
    ]


def launch(options: list[str], settings: dict[str, str], jars: list[Path], folder: Path) -> Jvm:
    information = Path(tempfile.mkdtemp(dir=folder)) / "gateway"
    java = Path(os.environ["JAVA_HOME"]) / "bin" / "java"
    environment = os.environ | {
        "CLASSPATH": os.pathsep.join(map(str, jars)),
        "_PYSPARK_DRIVER_CONN_INFO_PATH": str(information),
        "SPARK_HOME": os.environ.get("SPARK_HOME") or str(spark_home()),
        "SPARK_LOCAL_HOSTNAME": "localhost",
        # Without it Spark's UI listens to the whole network.
        "SPARK_LOCAL_IP": "127.0.0.1",
        "PYSPARK_PYTHON": os.environ.get("PYSPARK_PYTHON", ""),
    }
    properties = [f"-D{name}={value}" for name, value in (identity() | settings).items()]
    # In a file, because settings may hold secrets and every user of the machine can read command lines.
    arguments = folder / "java.arguments"
    arguments.touch(mode=0o600)
    arguments.write_text("\n".join(map(quoted, [*options, *properties, GATEWAY])))
    process = subprocess.Popen([java, f"@{arguments}"], stdin=subprocess.PIPE, env=environment)
    return Jvm(process, information)


def identity() -> dict[str, str]:
    """Java asks the system for its user's name and home, and the system knows neither of a driver's own user."""
    found = {"java.io.tmpdir": tempfile.gettempdir()}
    if "USER" in os.environ and "HOME" in os.environ:
        found |= {"user.name": os.environ["USER"], "user.home": os.environ["HOME"]}
    return found


def quoted(argument: str) -> str:
    """An argument as Java's argument files have it."""
    escaped = argument.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return f'"{escaped}"'


def user_settings(argument: str) -> dict[str, str]:
    """Several settings travel in one value: `a=1 --conf b=2`."""
    found = {}
    for part in re.split(r"(?:^|\s)--conf[\s=]", argument):
        name, separator, value = part.strip().partition("=")
        if separator:
            found[name.strip()] = value.strip()
    return found


def configuration(spec: RunSpec, folder: Path) -> dict[str, str]:
    endpoint = os.environ["MASTIC_ENDPOINT"]
    events = folder / "spark-events"
    events.mkdir(exist_ok=True)
    ui = flag(spec.arguments, "--enable-spark-ui")
    settings = {
        "spark.master": f"local[{spec.cores}]",
        "spark.app.name": spec.jobName,
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.local.dir": str(folder / "local"),
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
        "spark.ui.enabled": "true" if ui else "false",
        "spark.ui.port": str(free_port()) if ui else "0",
        "spark.ui.showConsoleProgress": "false",
        "spark.eventLog.enabled": "true",
        "spark.eventLog.dir": events.as_uri(),
        "spark.hadoop.fs.s3a.endpoint": endpoint,
        "spark.hadoop.fs.s3a.endpoint.region": spec.region,
        "spark.hadoop.fs.s3a.path.style.access": "true",
        "spark.hadoop.fs.s3a.connection.ssl.enabled": "true" if endpoint.startswith("https") else "false",
        "spark.hadoop.fs.s3a.aws.credentials.provider": "com.amazonaws.auth.EC2ContainerCredentialsProviderWrapper",
        "spark.hadoop.fs.s3a.buffer.dir": str(folder / "local"),
        "spark.hadoop.fs.s3.impl": S3,
        "spark.hadoop.fs.s3n.impl": S3,
        "spark.hadoop.fs.s3a.impl": S3,
        "spark.hadoop.fs.mpu.impl": UPLOADS,
        "spark.hadoop.fs.gzip.impl": COMPRESSED,
        "spark.hadoop.fs.bzip2.impl": COMPRESSED,
        # Without markers, every file that becomes visible costs a request that deletes those of its parents.
        "spark.hadoop.fs.s3a.directory.marker.retention": "keep",
        # The defaults retry for more than six minutes when the server is away; these for about half a minute.
        "spark.hadoop.fs.s3a.attempts.maximum": "3",
        "spark.hadoop.fs.s3a.retry.limit": "5",
        "spark.hadoop.mapreduce.fileoutputcommitter.marksuccessfuljobs": "false",
        "spark.hadoop.parquet.enable.summary-metadata": "false",
        "spark.sql.session.timeZone": "UTC",
    }
    if temporary := spec.arguments.get("--TempDir"):
        settings["spark.mastic.temporary.directory"] = temporary
    if flag(spec.arguments, "--enable-glue-datacatalog"):
        settings |= data_catalog.settings(spec)
    settings |= metrics(spec)
    if flag(spec.arguments, "--enable-auto-scaling"):
        # One of the workers is the driver's.
        most = str(max(1, spec.workers - 1))
        settings |= AUTO_SCALING | {"spark.dynamicAllocation.maxExecutors": most}
    return settings | {"spark.sql.sources.commitProtocolClass": COMMIT_PROTOCOL}


def metrics(spec: RunSpec) -> dict[str, str]:
    """The listener that measures the run, as far as the job wants it; `--enable-metrics` does with any value."""
    profile = "--enable-metrics" in spec.arguments
    observability = flag(spec.arguments, "--enable-observability-metrics")
    insights = spec.arguments.get("--enable-job-insights", "true").lower() != "false"
    if not profile and not observability and not insights:
        return {}
    return {
        "spark.extraListeners": METRICS,
        "spark.mastic.metrics.profile": str(profile).lower(),
        "spark.mastic.metrics.observability": str(observability).lower(),
        "spark.mastic.insights": str(insights).lower(),
        "spark.mastic.slots": str(spec.cores),
    }


def flag(arguments: dict[str, str], name: str) -> bool:
    return arguments.get(name, "false").lower() in {"true", ""}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
