"""Prints the rows of a folder's Parquet files as JSON; the drivers' Python runs `parquet_rows.py BUCKET PREFIX`."""

import io
import sys

import boto3
import pandas as pd

bucket, prefix = sys.argv[1:]
s3 = boto3.client("s3")
keys = [item["Key"] for item in s3.list_objects_v2(Bucket=bucket, Prefix=prefix).get("Contents", []) if item["Size"]]
bodies = [s3.get_object(Bucket=bucket, Key=key)["Body"].read() for key in keys]
print(pd.concat(pd.read_parquet(io.BytesIO(body)) for body in bodies).to_json(orient="records"))
