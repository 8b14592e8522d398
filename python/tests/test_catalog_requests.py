"""How much reads of tables ask of the catalog: only for the partitions that are needed."""

from __future__ import annotations

import re
import urllib.request
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from awsglue.context import GlueContext
from platform_process import Platform

DATABASE = "asked"
TABLE = "days"
COUNTED = re.compile(r'mastic_requests_total\{operation="glue:(\w+)",status="\d+"\} ([\d.]+)')
PARTITIONS = 2_100


@pytest.fixture(scope="module")
def table(glue: Any) -> Iterator[str]:
    """A table of 2,100 partitions without files: a page of GetPartitions has a thousand."""
    glue.create_database(DatabaseInput={"Name": DATABASE})
    storage = {
        "Columns": [{"Name": "id", "Type": "int"}],
        "Location": "s3://shared-spark/asked",
        "InputFormat": "org.apache.hadoop.mapred.TextInputFormat",
        "SerdeInfo": {"SerializationLibrary": "org.openx.data.jsonserde.JsonSerDe"},
    }
    keys = [{"Name": "year", "Type": "string"}, {"Name": "n", "Type": "int"}, {"Name": "d", "Type": "date"}]
    description = {"Name": TABLE, "StorageDescriptor": storage, "PartitionKeys": keys}
    glue.create_table(DatabaseName=DATABASE, TableInput=description)
    values = [[str(2020 + n % 3), str(n), str(date(2020, 1, 1) + timedelta(n))] for n in range(PARTITIONS)]
    for first in range(0, PARTITIONS, 100):
        batch = [
            {"Values": one, "StorageDescriptor": storage | {"Location": f"s3://shared-spark/asked/{one[1]}"}}
            for one in values[first : first + 100]
        ]
        glue.batch_create_partition(DatabaseName=DATABASE, TableName=TABLE, PartitionInputList=batch)
    yield TABLE
    glue.delete_database(Name=DATABASE)


def counted(platform: Platform) -> Counter[str]:
    with urllib.request.urlopen(f"{platform.endpoint}/metrics") as answer:
        found = COUNTED.findall(answer.read().decode())
    totals: Counter[str] = Counter()
    for operation, count in found:
        totals[operation] += int(float(count))
    return totals


@pytest.mark.parametrize(
    ("predicate", "catalogs", "pages"),
    [
        ("year == '2021' and n < 300", "", 1),
        ("year in ('2021', '2022') and n > 2090 and n % 2 = 0", "", 1),
        ("(n = 1 or 5 >= n) and year != '2020'", "", 1),
        ("n between 10 and 20", "", 1),
        ("d = '2021-02-03' or d < date'2020-01-05'", "", 1),
        ("year = '2021'", "n < 30", 1),
        ("", "n < 30", 1),
        # What the catalog cannot evaluate as Spark does is asked for whole, and filtered here.
        ("year > 2021 and substring(year, 4) = '9'", "", 3),
        ("n = 1 or length(year) = 5", "", 3),
        ("d > 'no date'", "", 3),
    ],
)
def test_only_the_needed_partitions_are_asked_for(
    platform: Platform, glue_context: GlueContext, table: str, predicate: str, catalogs: str, pages: int
) -> None:
    options = {"catalogPartitionPredicate": catalogs} if catalogs else {}
    before = counted(platform)
    frame = glue_context.create_dynamic_frame.from_catalog(
        DATABASE, table, push_down_predicate=predicate, additional_options=options
    )
    asked = counted(platform) - before
    assert asked == {"GetTable": 1, "GetPartitions": pages}
    assert [field.name for field in frame.schema()] == ["id", "year", "n", "d"]
