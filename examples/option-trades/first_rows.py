"""Prints the first rows of a catalog table over Parquet files: `python first_rows.py DATABASE TABLE`."""

import io
import sys
from urllib.parse import urlsplit

import boto3
import pandas as pd


def main(database: str, table: str) -> None:
    location = boto3.client("glue").get_table(DatabaseName=database, Name=table)["Table"]["StorageDescriptor"][
        "Location"
    ]
    bucket, prefix = urlsplit(location).netloc, urlsplit(location).path.lstrip("/")
    s3 = boto3.client("s3")
    listed = s3.list_objects_v2(Bucket=bucket, Prefix=prefix).get("Contents", [])
    newest = max((item for item in listed if item["Size"]), key=lambda item: item["LastModified"])
    body = s3.get_object(Bucket=bucket, Key=newest["Key"])["Body"].read()
    print(pd.read_parquet(io.BytesIO(body)).head(5).to_string(index=False))


main(sys.argv[1], sys.argv[2])
