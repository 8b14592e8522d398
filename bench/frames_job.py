"""The job that `bench.frames` runs: the same work by dynamic frames and by plain Spark DataFrames, in turns.

Arguments: `--folder`, an empty one; `--megabytes`, about how much text of each format there is; `--rounds`. Leaves the
data for others to work on, and prints one line of JSON: seconds of each round, by kind of work.
"""

import json
import sys
import time
from collections.abc import Callable

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.functions import col

from awsglue.context import GlueContext
from awsglue.dynamicframe import DynamicFrame
from awsglue.transforms import ApplyMapping, Join, ResolveChoice
from awsglue.utils import getResolvedOptions

BYTES_A_ROW = {"csv": 84, "json": 160}
MAPPINGS = [
    ("id", "string", "id", "long"),
    ("customer", "string", "customer", "int"),
    ("amount", "string", "amount", "double"),
    ("day", "string", "day", "date"),
    ("note", "string", "note", "string"),
]

args = getResolvedOptions(sys.argv, ["folder", "megabytes", "rounds"])
folder, megabytes, rounds = args["folder"], int(args["megabytes"]), int(args["rounds"])
spark = SparkSession.builder.getOrCreate()
glue_context = GlueContext(spark)


def generate() -> None:
    customers = spark.range(10_000).selectExpr("cast(id as int) customer_id", "concat('name ', id) name")
    customers.repartition(1).write.parquet(f"{folder}/customers")
    for kind, size in BYTES_A_ROW.items():
        rows = spark.range(megabytes * 1_000_000 // size).selectExpr(
            "id",
            "cast(pmod(xxhash64(id), 10000) as int) customer",
            "round(rand(7) * 1000, 2) amount",
            "cast(date_add(date '2026-01-01', cast(id % 365 as int)) as string) day",
            "concat('a note of some length about order ', id) note",
            "cast(10000 + id % 90000 as int) zip",
        )
        if kind == "csv":
            rows.drop("zip").repartition(8).write.option("header", True).csv(f"{folder}/csv")
        else:
            rows.repartition(8).write.json(f"{folder}/json")
            # A few values of another type make a choice of the column.
            few = rows.limit(1000).withColumn("zip", col("zip").cast("string"))
            few.coalesce(1).write.mode("append").json(f"{folder}/json")


def frames(kind: str, number: int) -> None:
    options = {"withHeader": True} if kind == "csv" else {}
    read = glue_context.create_dynamic_frame.from_options("s3", {"paths": [f"{folder}/{kind}"]}, kind, options)
    customers = DynamicFrame.fromDF(spark.read.parquet(f"{folder}/customers"), glue_context, "customers")
    mapped = ApplyMapping.apply(read, MAPPINGS)
    resolved = ResolveChoice.apply(mapped, specs=[("amount", "cast:decimal(10,2)")])
    joined = Join.apply(resolved, customers, ["customer"], ["customer_id"])
    joined.toDF().write.parquet(f"{folder}/out/frames-{kind}-{number}")


def plain(kind: str, number: int) -> None:
    read = (
        spark.read.option("header", True).csv(f"{folder}/csv") if kind == "csv" else spark.read.json(f"{folder}/json")
    )
    mapped: DataFrame = read.select(*(col(name).cast(to.replace("long", "bigint")) for name, _, _, to in MAPPINGS))
    resolved = mapped.withColumn("amount", col("amount").cast("decimal(10,2)"))
    customers = spark.read.parquet(f"{folder}/customers")
    joined = resolved.join(customers, resolved["customer"] == customers["customer_id"])
    joined.write.parquet(f"{folder}/out/plain-{kind}-{number}")


def inferred_by_frames(kind: str, number: int) -> None:
    frame = glue_context.create_dynamic_frame.from_options("s3", {"paths": [f"{folder}/{kind}"]}, kind)
    if frame.schema().field_map["zip"].dataType.typeName() != "choice":
        raise RuntimeError("the zip is no choice")


def inferred_by_spark(kind: str, number: int) -> None:
    spark.read.json(f"{folder}/{kind}")


WORK: dict[str, tuple[str, Callable[[str, int], None]]] = {
    "csv, frames": ("csv", frames),
    "csv, Spark": ("csv", plain),
    "json, frames": ("json", frames),
    "json, Spark": ("json", plain),
    "inference, frames": ("json", inferred_by_frames),
    "inference, Spark": ("json", inferred_by_spark),
}

generate()
found: dict[str, list[float]] = {name: [] for name in WORK}
for number in range(rounds + 1):
    for name, (kind, work) in WORK.items():
        begun = time.monotonic()
        work(kind, number)
        # The first round warms the JVM.
        if number:
            found[name].append(time.monotonic() - begun)
print(json.dumps(found))
