"""Archives the classes of a small Spark job: usage `python -m mastic_driver.archive HOME`.

A driver that starts from the archive needs half the time. It is a cache: without it jobs start all the same.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from mastic_driver import jvm


def main() -> None:
    home = Path(sys.argv[1])
    os.environ["MASTIC_HOME"] = str(home)
    os.environ.setdefault("JAVA_HOME", java_home())
    os.environ["PYSPARK_PYTHON"] = sys.executable
    archive = home / "driver.jsa"
    archive.unlink(missing_ok=True)
    folder = Path(tempfile.mkdtemp())
    try:
        options = ["-XX:+UseParallelGC", "-Xmx1g", *jvm.java_options(), f"-XX:ArchiveClassesAtExit={archive}"]
        settings = {
            "spark.master": "local[2]",
            "spark.app.name": "archive",
            "spark.ui.enabled": "false",
            "spark.driver.host": "127.0.0.1",
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.sql.warehouse.dir": str(folder / "warehouse"),
        }
        started = jvm.launch(options, settings, jvm.class_path([]), folder)
        started.connect()
        exercise(folder)
        # Closed, not killed: the archive is written at the JVM's own end.
        assert started.process.stdin is not None
        started.process.stdin.close()
        started.process.wait(120)
    finally:
        shutil.rmtree(folder)
    if not archive.exists():
        sys.exit("The archive of classes was not written")


def java_home() -> str:
    java = shutil.which("java")
    if java is None:
        sys.exit("There is no Java: install a JDK 17 and set JAVA_HOME")
    said = subprocess.run([java, "-XshowSettings:properties", "-version"], capture_output=True, text=True, check=True)
    line = next(line for line in said.stderr.splitlines() if "java.home" in line)
    return line.split("=", 1)[1].strip()


def exercise(folder: Path) -> None:
    """Loads the classes that jobs load: readers, writers, a join, an aggregate, a Python function."""
    from pyspark.sql import SparkSession, functions

    spark = SparkSession.builder.getOrCreate()
    rows = spark.createDataFrame(
        [(number, f"name {number % 7}", number * 0.5) for number in range(100)], "a int, b string, c double"
    )
    for form in ("json", "csv", "parquet"):
        rows.write.format(form).save(str(folder / form))
        read = spark.read.schema(rows.schema).format(form).load(str(folder / form))
        read.join(read.groupBy("b").agg(functions.sum("c").alias("d")), "b").orderBy("a").collect()
    rows.select(functions.udf(lambda text: text.upper())("b")).collect()
    spark.stop()


if __name__ == "__main__":
    main()
