"""A catalog of a size that companies have: many partitions in one table, many tables in one database."""

from __future__ import annotations

import json
import random
import statistics
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bench import requests
from bench.requests import Sent, Server

DATABASE = "large"
TABLE = "events"
HOURS = 24
REGIONS = 32
PER_DAY = HOURS * REGIONS
BATCH = 100
PAGE = 1000


@dataclass(frozen=True)
class Figures:
    """What one server took: milliseconds, but for the rates a second."""

    name: str
    partitions: int
    created_rate: float
    by_key: tuple[float, float]
    by_leading_keys: tuple[float, float]
    by_last_key: tuple[float, float]
    first_page: float
    last_page: float
    full_scan: float


def call(server: Server, operation: str, parameters: dict[str, object]) -> Sent:
    return requests.send_one(server, requests.glue(server, operation, parameters))


def values(number: int) -> list[str]:
    """Days as a real table has them, so that the newest lies at the end of the order of keys."""
    day, rest = divmod(number, PER_DAY)
    hour, region = divmod(rest, REGIONS)
    year, of_year = divmod(day, 336)
    month, of_month = divmod(of_year, 28)
    return [f"{2020 + year}-{month + 1:02}-{of_month + 1:02}", str(hour), f"r{region:02}"]


def storage(location: str) -> dict[str, object]:
    columns = [{"Name": f"column_{number}", "Type": "string"} for number in range(20)]
    return {"Columns": columns, "Location": location, "SerdeInfo": {"SerializationLibrary": "x"}}


def parquet(location: str) -> dict[str, object]:
    """A place that Spark reads."""
    return storage(location) | {
        "InputFormat": "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat",
        "OutputFormat": "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat",
        "SerdeInfo": {"SerializationLibrary": "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe"},
    }


def create_table(server: Server, place: dict[str, object]) -> None:
    call(server, "CreateDatabase", {"DatabaseInput": {"Name": DATABASE}})
    keys = [{"Name": "day", "Type": "date"}, {"Name": "hour", "Type": "int"}, {"Name": "region", "Type": "string"}]
    table = {"Name": TABLE, "StorageDescriptor": place, "PartitionKeys": keys}
    call(server, "CreateTable", {"DatabaseName": DATABASE, "TableInput": table})


def create_partitions(server: Server, partitions: int, place: Callable[[list[str]], dict[str, object]]) -> float:
    """Partitions a second by BatchCreatePartition over one connection; `place` says where one lies, by its values."""
    seconds = 0.0
    for start in range(0, partitions, BATCH):
        inputs = [
            {"Values": of, "StorageDescriptor": place(of)}
            for of in map(values, range(start, min(start + BATCH, partitions)))
        ]
        sent = call(
            server,
            "BatchCreatePartition",
            {"DatabaseName": DATABASE, "TableName": TABLE, "PartitionInputList": inputs},
        )
        if json.loads(sent.answer).get("Errors"):
            raise RuntimeError(f"{server.name} did not create all: {sent.answer[:300]!r}")
        seconds += sent.seconds
    return partitions / seconds


def get_partitions(server: Server, **more: object) -> Sent:
    return call(server, "GetPartitions", {"DatabaseName": DATABASE, "TableName": TABLE, **more})


def pages(server: Server, **more: object) -> Iterator[Sent]:
    token: dict[str, object] = {}
    while True:
        sent = get_partitions(server, MaxResults=PAGE, **token, **more)
        yield sent
        following = json.loads(sent.answer).get("NextToken")
        if not following:
            return
        token = {"NextToken": following}


def milliseconds(count: int, one: Callable[[int], Sent]) -> tuple[float, float]:
    """The half and the 99th of a hundred, of `count` calls after a few that warm the server."""
    for number in range(5):
        one(number)
    taken = sorted(1000 * one(number).seconds for number in range(count))
    cuts = statistics.quantiles(taken, n=100, method="inclusive")
    return cuts[49], cuts[98]


def measure(server: Server, partitions: int) -> Figures:
    create_table(server, storage("s3://large/events/"))
    rate = create_partitions(server, partitions, lambda of: storage("s3://large/events/" + "/".join(of)))
    some = random.Random(4)

    def by_key(_: int) -> Sent:
        asked = {"DatabaseName": DATABASE, "TableName": TABLE, "PartitionValues": values(some.randrange(partitions))}
        return call(server, "GetPartition", asked)

    def by_leading_keys(_: int) -> Sent:
        day, hour, _region = values(some.randrange(partitions))
        return get_partitions(server, Expression=f"day = '{day}' and hour = {hour}")

    def by_last_key(_: int) -> Sent:
        return get_partitions(server, Expression=f"region = 'r{some.randrange(REGIONS):02}'", MaxResults=PAGE)

    keyed, leading, last = milliseconds(300, by_key), milliseconds(100, by_leading_keys), milliseconds(20, by_last_key)
    # moto gives all in one page, whatever is asked for.
    read = [(1000 * page.seconds, len(json.loads(page.answer)["Partitions"])) for page in pages(server)]
    if sum(found for _, found in read) != partitions:
        raise RuntimeError(f"{server.name} gave {sum(found for _, found in read)} of {partitions} partitions")
    taken = [took for took, _ in read]
    # The last page may be short and one page alone may meet a collection of garbage: a few of each end.
    few = max(1, min(5, len(taken) // 4))
    return Figures(
        server.name,
        partitions,
        rate,
        keyed,
        leading,
        last,
        statistics.median(taken[:few]),
        statistics.median(taken[-few - 1 : -1] or taken[-1:]),
        sum(taken) / 1000,
    )


def show(found: list[Figures]) -> None:
    print(f"{'':28}" + "".join(f"{one.name + f' {one.partitions:,}':>24}" for one in found))

    def line(name: str, text: Callable[[Figures], str]) -> None:
        print(f"{name:28}" + "".join(f"{text(one):>24}" for one in found), flush=True)

    def both(of: tuple[float, float]) -> str:
        return f"{of[0]:.1f} / {of[1]:.1f}"

    line("created a second", lambda one: f"{one.created_rate:,.0f}")
    line("GetPartition, p50 / p99 ms", lambda one: both(one.by_key))
    line("day and hour, p50 / p99 ms", lambda one: both(one.by_leading_keys))
    line("last key, p50 / p99 ms", lambda one: both(one.by_last_key))
    line("first page ms", lambda one: f"{one.first_page:.1f}")
    line("last page ms", lambda one: f"{one.last_page:.1f}")
    line("last to first page", lambda one: f"{one.last_page / one.first_page:.2f}x")
    line("all pages s", lambda one: f"{one.full_scan:.1f}")


def tables(server: Server, count: int) -> None:
    """Creates many tables and reads them all, page by page."""
    call(server, "CreateDatabase", {"DatabaseInput": {"Name": "wide"}})
    seconds = 0.0
    for number in range(count):
        table = {"Name": f"table_{number:06}", "StorageDescriptor": storage(f"s3://wide/{number}/")}
        seconds += call(server, "CreateTable", {"DatabaseName": "wide", "TableInput": table}).seconds
    taken, found, token = [], 0, {}
    while True:
        sent = call(server, "GetTables", {"DatabaseName": "wide", "MaxResults": 100, **token})
        answer = json.loads(sent.answer)
        taken.append(1000 * sent.seconds)
        found += len(answer["TableList"])
        if not answer.get("NextToken"):
            break
        token = {"NextToken": answer["NextToken"]}
    if found != count:
        raise RuntimeError(f"{server.name} listed {found} of {count} tables")
    cuts = statistics.quantiles(sorted(taken), n=100, method="inclusive")
    print(
        f"{server.name:16}{count:,} tables created at {count / seconds:,.0f} a second, listed by 100 in "
        f"{sum(taken) / 1000:.1f} s: p50 {cuts[49]:.1f} ms, p99 {cuts[98]:.1f} ms",
        flush=True,
    )
