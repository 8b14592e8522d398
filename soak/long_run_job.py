"""The job of `soak.long_run`: each minute it asks and writes with every client that a script has."""

import sys
import time

import boto3
from pyspark.sql import SparkSession

from awsglue.utils import getResolvedOptions

args = getResolvedOptions(sys.argv, ["bucket", "minutes"])
bucket, end = args["bucket"], time.monotonic() + float(args["minutes"]) * 60
spark = SparkSession.builder.getOrCreate()
s3, glue = boto3.client("s3"), boto3.client("glue")
spark.sql(f"CREATE DATABASE long_run LOCATION 's3://{bucket}/tables'")
spark.sql("CREATE TABLE long_run.minutes (text string) PARTITIONED BY (minute int) STORED AS PARQUET")
keys: set[str] = set()
minute = 0
while minute == 0 or time.monotonic() < end:
    minute += 1
    begun = time.monotonic()
    spark.sql(f"INSERT INTO long_run.minutes PARTITION (minute = {minute}) VALUES ('written')")  # noqa: S608 - a number of our own
    s3.put_object(Bucket=bucket, Key=f"minutes/{minute}", Body=b"written")
    found = spark.sql("SELECT count(DISTINCT minute) AS minutes FROM long_run.minutes").first()["minutes"]
    listed = sum(
        len(page.get("Contents", []))
        for page in s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix="minutes/")
    )
    pages = glue.get_paginator("get_partitions").paginate(DatabaseName="long_run", TableName="minutes")
    partitions = sum(len(page["Partitions"]) for page in pages)
    if {found, listed, partitions} != {minute}:
        raise RuntimeError(f"minute {minute}: {found} by Spark, {listed} objects, {partitions} partitions")
    keys.add(boto3.DEFAULT_SESSION.get_credentials().access_key)
    print(f"minute {minute}: {found} rows, objects and partitions; {len(keys)} access keys so far", flush=True)
    time.sleep(max(0.0, min(60.0 - (time.monotonic() - begun), end - time.monotonic())))
