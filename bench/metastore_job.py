"""The job that `bench.metastore` runs: Spark SQL on a table of many partitions, in whatever metastore the job has.

Arguments: `--folder`, an empty one, where all partitions lie; `--partitions`, how many there are to be; `--made`,
whether they are there already; `--found`, a folder where MSCK finds as many, or `none`. Prints one line of JSON.
"""

import json
import statistics
import sys
import threading
import time
from pathlib import Path

from pyspark.sql import SparkSession

from awsglue.utils import getResolvedOptions

HOURS, REGIONS, STATEMENT = 24, 32, 1000
SELECTS = 30

args = getResolvedOptions(sys.argv, ["folder", "partitions", "made", "found"])
spark = SparkSession.builder.getOrCreate()
process = spark.sparkContext._jvm.java.lang.ProcessHandle.current().pid()  # type: ignore[union-attr]
partitions = int(args["partitions"])


def cpu() -> float:
    """Seconds of CPU that the JVM has used."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / 100


def key(number: int) -> str:
    day, rest = divmod(number, HOURS * REGIONS)
    hour, region = divmod(rest, REGIONS)
    year, of_year = divmod(day, 336)
    month, of_month = divmod(of_year, 28)
    return f"day='{2020 + year}-{month + 1:02}-{of_month + 1:02}', hour={hour}, region='r{region:02}'"


def make() -> float:
    """Seconds for making the table; all partitions are one empty folder, so that only the metastore works."""
    spark.sql("CREATE DATABASE large")
    columns = ", ".join(f"column_{number} string" for number in range(20))
    spark.sql(
        f"CREATE TABLE large.events ({columns}, day date, hour int, region string) USING parquet"
        f" OPTIONS (path '{args['folder']}') PARTITIONED BY (day, hour, region)"
    )
    begun = time.monotonic()
    for first in range(0, partitions, STATEMENT):
        places = " ".join(
            f"PARTITION ({key(number)}) LOCATION '{args['folder']}'"
            for number in range(first, min(first + STATEMENT, partitions))
        )
        spark.sql(f"ALTER TABLE large.events ADD {places}")
    return time.monotonic() - begun


spark.range(1000).selectExpr("id % 7 AS k").groupBy("k").count().collect()
used, begun = cpu(), time.monotonic()
spark.sql("SHOW DATABASES").collect()
first_call = {"cpu": cpu() - used, "seconds": time.monotonic() - begun}
making = 0.0 if args["made"] == "true" else make()


def select(number: int) -> float:
    start = time.monotonic()
    if spark.table("large.events").where(key(number).replace(",", " AND ")).count() != 0:
        raise RuntimeError("the partitions are empty")
    return time.monotonic() - start


def alive() -> float:
    """MiB of the heap that are in use after a collection."""
    spark.sparkContext._jvm.java.lang.System.gc()  # type: ignore[union-attr]
    heap = spark.sparkContext._jvm.java.lang.management.ManagementFactory.getMemoryMXBean()  # type: ignore[union-attr]
    return float(heap.getHeapMemoryUsage().getUsed()) / (1 << 20)


def watched(statement: str) -> dict[str, float]:
    """The seconds of a statement, and by how many MiB what is alive on the heap grew meanwhile."""
    before, begun = alive(), time.monotonic()
    work = threading.Thread(target=lambda: spark.sql(statement).collect())
    work.start()
    most = before
    while work.is_alive():
        most = max(most, alive())
        work.join(0.5)
    return {"seconds": time.monotonic() - begun, "mebibytes": most - before}


def found_and_dropped(folder: Path) -> dict[str, dict[str, float]]:
    """MSCK of as many folders as there are partitions, and DROP of the table with them."""
    for number in range(partitions):
        (folder / key(number).replace("'", "").replace(", ", "/")).mkdir(parents=True)
    spark.sql(
        f"CREATE TABLE large.found (a string, day date, hour int, region string) USING parquet"
        f" OPTIONS (path '{folder.as_uri()}') PARTITIONED BY (day, hour, region)"
    )
    return {
        "msck": watched("MSCK REPAIR TABLE large.found"),
        "drop": watched("DROP TABLE large.found"),
    }


step = max(partitions // SELECTS, 1)
selects = sorted(select(number) for number in range(0, partitions, step))
print(
    json.dumps(
        {
            "cpu": first_call["cpu"],
            "seconds": first_call["seconds"],
            "making": making,
            "select": statistics.median(selects),
            "slowest": selects[-1],
        }
        | ({} if args["found"] == "none" else found_and_dropped(Path(args["found"])))
    )
)
