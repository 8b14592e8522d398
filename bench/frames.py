"""Dynamic frames beside plain Spark DataFrames, and DuckDB, on the same files and the same work."""

from __future__ import annotations

import statistics
import time
from pathlib import Path

import duckdb

from bench.jobs import client, run, said
from bench.servers import Mastic

BUCKET = "bench-frames"
READERS = {
    "csv": "read_csv('{folder}/csv/*.csv', header = true)",
    "json": "read_json('{folder}/json/*.json', format = 'newline_delimited')",
}
WORK = """
COPY (
    SELECT CAST(id AS bigint) AS id, CAST(customer AS int) AS customer, CAST(amount AS decimal(10,2)) AS amount,
        CAST(day AS date) AS day, note, customer_id, name
    FROM {reader} JOIN read_parquet('{folder}/customers/*.parquet') ON customer = customer_id
) TO '{folder}/out/duckdb-{kind}.parquet' (FORMAT parquet, COMPRESSION snappy)
"""


def measure(mastic: Mastic, megabytes: int, rounds: int, folder: Path) -> None:
    """Prints medians in seconds and ratios."""
    s3 = client(mastic, "s3")
    s3.create_bucket(Bucket=BUCKET)
    s3.upload_file(str(Path(__file__).with_name("frames_job.py")), BUCKET, "job.py")
    folder.mkdir()
    arguments = {"--folder": folder.as_uri(), "--megabytes": str(megabytes), "--rounds": str(rounds)}
    found = said(client(mastic, "logs"), run(client(mastic, "glue"), "frames", f"s3://{BUCKET}/job.py", arguments))
    medians = {name: statistics.median(seconds) for name, seconds in found.items()}
    print(f"\nDynamic frames on {megabytes:,} MB of text: read, map, resolve, join, write; seconds")
    print(f"{'':12}{'frames':>10}{'Spark':>10}{'ratio':>8}{'DuckDB':>10}{'ratio':>8}")
    for kind in (*READERS, "inference"):
        ours, theirs = medians[f"{kind}, frames"], medians[f"{kind}, Spark"]
        duck = f"{(by := by_duckdb(folder, kind)):10.2f}{ours / by:7.2f}x" if kind in READERS else ""
        print(f"{kind:12}{ours:10.2f}{theirs:10.2f}{ours / theirs:7.2f}x{duck}", flush=True)


def by_duckdb(folder: Path, kind: str) -> float:
    reader = READERS[kind].format(folder=folder)
    begun = time.monotonic()
    with duckdb.connect() as connection:
        connection.execute(WORK.format(reader=reader, folder=folder, kind=kind))
    return time.monotonic() - begun
