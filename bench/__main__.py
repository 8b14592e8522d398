"""Runs all measurements and prints them: about six minutes on two cores."""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3
import botocore.config
from e2e.postgres_process import Postgres

from bench import cold_start, frames, graphs, large_catalog, metastore, requests
from bench.requests import Measured, Request, Server
from bench.servers import Mastic, mastic, moto

DATABASE = "bench"
BUCKET = "bench"
BODY = b"x" * 4096


@dataclass(frozen=True)
class Case:
    """What is measured: requests of one thread of one round."""

    name: str
    threads: int
    count: int
    request: Callable[[Server, int, int, int], Request]


def get_table(server: Server, round_number: int, thread: int, number: int) -> Request:
    return requests.glue(server, "GetTable", {"DatabaseName": DATABASE, "Name": f"t{number % 10}"})


def get_partitions(server: Server, round_number: int, thread: int, number: int) -> Request:
    asked = {"DatabaseName": DATABASE, "TableName": "t0", "Expression": f"day = '{number % 28 + 1:02}'"}
    return requests.glue(server, "GetPartitions", asked)


def put_object(server: Server, round_number: int, thread: int, number: int) -> Request:
    return requests.put(server, BUCKET, f"put/{round_number}/{thread}/{number}", BODY)


CASES = [
    Case("GetTable, 1 connection", 1, 1500, get_table),
    Case("GetTable, 8 threads", 8, 300, get_table),
    Case("GetPartitions, 1 connection", 1, 300, get_partitions),
    Case("PutObject 4 KiB, 1 connection", 1, 600, put_object),
    Case("PutObject 4 KiB, 8 threads", 8, 150, put_object),
]


def prepare(server: Server) -> None:
    glue, s3 = client(server, "glue"), client(server, "s3")
    s3.create_bucket(Bucket=BUCKET)
    glue.create_database(DatabaseInput={"Name": DATABASE})
    columns = [{"Name": f"column_{number}", "Type": "string"} for number in range(20)]
    storage = {"Columns": columns, "Location": f"s3://{BUCKET}/t/", "SerdeInfo": {"SerializationLibrary": "x"}}
    for number in range(10):
        table = {
            "Name": f"t{number}",
            "StorageDescriptor": storage,
            "PartitionKeys": [{"Name": "day", "Type": "string"}],
        }
        glue.create_table(DatabaseName=DATABASE, TableInput=table)
    partitions = [{"Values": [f"{day:02}"], "StorageDescriptor": storage} for day in range(1, 29)]
    glue.batch_create_partition(DatabaseName=DATABASE, TableName="t0", PartitionInputList=partitions)


def client(server: Server, service: str) -> Any:
    return boto3.client(
        service,
        endpoint_url=server.endpoint,
        region_name=requests.REGION,
        aws_access_key_id=server.access_key,
        aws_secret_access_key=server.secret_key,
        config=botocore.config.Config(read_timeout=300),
    )


def compare(servers: list[Server], rounds: int) -> None:
    """Rounds of both servers in turns, so that what else the machine does meets both."""
    print(f"\n{'':32}{'requests/s':>24}{'':8}{'p50 ms':>20}{'p99 ms':>22}")
    print(f"{'':32}{'mastic':>12}{'moto':>12}{'ratio':>8}{'mastic':>10}{'moto':>10}{'mastic':>12}{'moto':>10}")
    for case in CASES:
        found: dict[str, list[Measured]] = {server.name: [] for server in servers}
        for number in range(rounds + 1):
            for server in servers:
                found[server.name].append(one_round(case, server, number))
        # The first round warms the servers.
        ours, theirs = (middle(found[server.name][1:]) for server in servers)
        print(
            f"{case.name:32}{ours.rate:12.0f}{theirs.rate:12.0f}{ours.rate / theirs.rate:7.1f}x"
            f"{ours.p50:10.2f}{theirs.p50:10.2f}{ours.p99:12.2f}{theirs.p99:10.2f}",
            flush=True,
        )


def one_round(case: Case, server: Server, number: int) -> Measured:
    def prepared(thread: int) -> list[Request]:
        return [case.request(server, number, thread, at) for at in range(case.count)]

    return requests.measure(server, prepared, case.threads)


def middle(found: list[Measured]) -> Measured:
    return Measured(
        statistics.median(one.rate for one in found),
        statistics.median(one.p50 for one in found),
        statistics.median(one.p99 for one in found),
    )


def listing(server: Server, keys: int) -> None:
    s3 = client(server, "s3")
    bucket = "bench-listing"
    s3.create_bucket(Bucket=bucket)
    threads = 8

    def prepared(thread: int) -> list[Request]:
        return [requests.put(server, bucket, f"p={n % 7}/part-{n:06}", b"") for n in range(thread, keys, threads)]

    put = requests.measure(server, prepared, threads)
    start = time.monotonic()
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket)
    found = sum(page["KeyCount"] for page in pages)
    seconds = time.monotonic() - start
    if found != keys:
        raise RuntimeError(f"{found} of {keys} keys were listed")
    print(f"  {server.name:8}{keys:>8} keys put at {put.rate:5.0f}/s, listed whole in {seconds:5.1f} s", flush=True)


def starts(server: Mastic, rounds: int) -> None:
    found = cold_start.measure(server, rounds)
    names = list(found["archive"][0])
    print("\nCold start of a Spark job, seconds by phase (median)")
    print(f"{'':14}" + "".join(f"{name:>14}" for name in names))
    for kind, measured in found.items():
        print(f"{kind:14}" + "".join(f"{statistics.median(one[name] for one in measured):14.2f}" for name in names))


def large_catalog_of(partitions: int, compared: int, wide: int) -> None:
    """Both databases in turns, and moto with as many partitions as it bears."""
    print("\nA large catalog")
    with tempfile.TemporaryDirectory() as name, closing(Postgres()) as postgres:
        folder = Path(name)
        found = []
        for database, settings in (("H2", {}), ("PostgreSQL", postgres.settings("bench"))):
            with mastic(folder / database, database, settings) as one:
                found.append(large_catalog.measure(one.server, partitions))
                print(f"{database:16}server holds {one.resident_mebibytes():.0f} MiB after {partitions:,} partitions")
                if wide:
                    large_catalog.tables(one.server, wide)
        with mastic(folder / "compared", "H2") as ours, moto(folder / "moto") as theirs:
            found += [large_catalog.measure(server, compared) for server in (ours.server, theirs)]
        large_catalog.show(found)


def main() -> None:
    arguments = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    arguments.add_argument("--rounds", type=int, default=5, help="rounds of each request (default 5)")
    arguments.add_argument("--keys", type=int, default=100_000, help="objects that are listed; 0 for none")
    arguments.add_argument("--starts", type=int, default=3, help="runs of each cold start; 0 for none")
    arguments.add_argument("--partitions", type=int, default=1_000_000, help="of the large table; 0 for none")
    arguments.add_argument("--compared", type=int, default=10_000, help="partitions beside moto (default 10,000)")
    arguments.add_argument("--tables", type=int, default=100_000, help="of the large database; 0 for none")
    arguments.add_argument("--spark-partitions", type=int, default=100_000, help="of a table in Spark SQL; 0 for none")
    arguments.add_argument("--frames-megabytes", type=int, default=1000, help="of text in dynamic frames; 0 for none")
    asked = arguments.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with mastic(folder / "mastic") as ours, moto(folder / "moto") as theirs:
            print(f"Server: first answer after {ours.first_answer:.2f} s, idle {ours.resident_mebibytes():.0f} MiB")
            for server in (ours.server, theirs):
                prepare(server)
            compare([ours.server, theirs], asked.rounds)
            graphs.measure(ours, asked.rounds)
            if asked.keys:
                print("\nListing, page by page with boto3")
                listing(ours.server, asked.keys)
                # moto reads all keys for each page: a tenth of them is enough to wait for.
                listing(theirs, asked.keys // 10)
            print(f"\nServer after that: {ours.resident_mebibytes():.0f} MiB")
            if asked.starts:
                starts(ours, asked.starts)
    if asked.partitions:
        large_catalog_of(asked.partitions, asked.compared, asked.tables)
    if asked.spark_partitions:
        with tempfile.TemporaryDirectory() as name, mastic(Path(name) / "mastic") as ours:
            metastore.measure(ours, asked.spark_partitions, Path(name) / "rows")
    if asked.frames_megabytes:
        with tempfile.TemporaryDirectory() as name, mastic(Path(name) / "mastic") as ours:
            frames.measure(ours, asked.frames_megabytes, 3, Path(name) / "data")


if __name__ == "__main__":
    main()
