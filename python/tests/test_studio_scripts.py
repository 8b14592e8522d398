"""Scripts in the shape that Glue Studio generates run as they are, in the way in which the driver runs scripts."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from frame_texts import texts

from awsglue.context import GlueContext
from mastic_driver import script
from platform_process import ROOT

FOLDER = ROOT / "examples" / "studio"
BUCKET = "studio"
Rows = list[list[str | None]]


def lines(*records: dict[str, Any]) -> str:
    return "\n".join(map(json.dumps, records))


def provider(*values: Any) -> dict[str, Any]:
    names = ("provider id", "discharges", "zip", "region", "covered", "total", "medicare", "city")
    return {"street": "Main Street"} | dict(zip(names, values, strict=True))


def address(city: str) -> str:
    return json.dumps({"street": "Main Street", "city": city}, separators=(",", ":"))


INPUTS: dict[str, dict[str, str]] = {
    "csv_to_json": {"in/a.csv": 'id;customer;city;amount\n1;"Ada; A.";Here;9.505\n2;Bob;There;none\n'},
    "filter_to_catalog": {
        "in/a.json": lines(
            {"name": "Ada", "age": 36, "state": "NY"},
            {"name": "Abe", "age": 7, "state": "NY"},
            {"name": "Bob", "age": 40, "state": "LA"},
            {"name": "Ann", "age": 18, "state": "LA"},
        )
    },
    "join_of_tables": {
        "orders/day=2026-01-01/a.csv": "1,10,5.5\n",
        "orders/day=2026-01-02/a.csv": "2,10,6.5\n3,11,7.5\n4,99,8.5\n",
        "customers/a.csv": "10,Ada\n11,Bob\n",
    },
    "other_joins": {
        "left/a.json": lines({"id": 1, "a": "x"}, {"id": 2, "a": "y"}, {"id": 3, "a": "z"}),
        "right/a.json": lines({"key": 1, "b": "x"}, {"key": 2, "b": "other"}, {"key": 4, "b": "lone"}),
    },
    "sql_and_aggregate": {
        "in/a.json": lines(*({"region": region, "amount": n} for region, n in [("e", 1), ("e", 2), ("e", 3), ("w", 5)]))
    },
    "union_and_duplicates": {
        "one/a.json": lines({"id": 1, "v": "a"}, {"id": 2, "v": "b"}),
        "two/a.json": lines({"id": 2, "v": "b"}, {"id": 3, "v": "c"}),
    },
    "null_fields": {
        "in/a.json": lines(
            {"id": 1, "blank": "", "minus": -1, "none": None, "kept": "null"},
            {"id": 2, "blank": "null", "minus": -1, "none": None, "kept": "x"},
        )
    },
    "router": {
        "in/a.json": lines(
            {"id": 1, "seconds": 90, "price": 1},
            {"id": 2, "seconds": 5, "price": 0},
            {"id": 3, "seconds": 5, "price": 2},
        )
    },
    "custom_code": {"in/a.json": lines({"word": "ab"}, {"word": "abc"}, {"word": "abcd"})},
    "data_quality": {"in/a.json": lines({"id": 1, "distance": 5}, {"id": 2, "distance": -1}, {"distance": 7})},
    "split_to_table": {"in/a.json": lines({"id": 1, "name": "a", "x": 1}, {"id": 2, "name": "b", "x": 2})},
    "choices_and_relations": {
        "in/a.json": lines(
            {
                "provider id": 1,
                "charge": "$10.50",
                "details": '{"beds": 5}',
                "contacts": [{"type": "fax", "value": "1"}, {"type": "phone", "value": "2"}],
            },
            {"provider id": "2", "charge": "$7", "details": "{}", "contacts": []},
            {"provider id": "none", "charge": "free", "details": None},
        )
    },
    "legislators": {
        "persons/a.json": lines(
            {
                "id": "p1",
                "name": "Ada",
                "links": [{"note": "wiki", "url": "a"}, {"note": "home", "url": "b"}],
                "names": [{"lang": "fr", "name": "Adele"}],
            },
            {"id": "p2", "name": "Bob", "links": [], "names": [{"lang": "de", "name": "Robert"}]},
            {"id": "p3", "name": "Eve", "links": [{"note": "wiki", "url": "c"}]},
        ),
        "memberships/a.json": lines(
            {"person_id": "p1", "organization_id": "house", "area": {"id": "ny", "number": 5}},
            {"person_id": "p1", "organization_id": "senate", "area": {"id": "ny"}},
            {"person_id": "p2", "organization_id": "house", "area": {"id": "la", "number": 2}},
            {"person_id": "gone", "organization_id": "house"},
        ),
        "organizations/a.json": lines(
            {"id": "house", "name": "House", "seats": 435, "identifiers": [{"scheme": "w"}], "other_names": []},
            {"id": "senate", "name": "Senate", "seats": 100, "other_names": [{"lang": "de", "name": "Senat"}]},
        ),
    },
    "medicare": {
        "in/a.json": lines(
            provider(1001, 91, 36301, 4, "$32963.07", "$5777.24", "$4763.73", "Here"),
            provider(1002, "14", "35957-12", "AL - Dothan", "$15131.85", "$5787.57", "$4976.71", "There"),
            provider("MAUSTON WI 53948", "none", "none", 7, "$10.50", "$10.50", "$1.25", "Far"),
            provider(1003, 1, 1, 1, "$1", "$2", "$3", "Dropped"),
        )
    },
}
OUTPUTS: dict[str, list[tuple[str, str, Rows]]] = {
    "csv_to_json": [
        (
            "out",
            "json",
            [["9.51", '{"city":"Here","name":"Ada; A."}', "1"], [None, '{"city":"There","name":"Bob"}', "2"]],
        )
    ],
    "filter_to_catalog": [("out", "parquet", [["Ada", "36", "NY"], ["Ann", "18", "LA"]])],
    "join_of_tables": [("out", "csv", [["2", "6.5", "2026-01-02", "Ada"], ["3", "7.5", "2026-01-02", "Bob"]])],
    "other_joins": [
        ("out/left", "json", [["x", "x", "1", "1"], ["y", "other", "2", "2"], ["z", None, "3", None]]),
        ("out/anti", "json", [["z", "3"]]),
        (
            "out/outer",
            "json",
            [
                ["x", "x", "1", "1"],
                ["y", None, "2", None],
                ["z", None, "3", None],
                [None, "other", None, "2"],
                [None, "lone", None, "4"],
            ],
        ),
        ("out/right", "json", [["x", "x", "1", "1"], ["y", "other", "2", "2"], [None, "lone", None, "4"]]),
        ("out/semi", "json", [["x", "1"], ["y", "2"]]),
    ],
    "sql_and_aggregate": [("out", "json", [["1", "w", "10"], ["2", "e", "10"]])],
    "union_and_duplicates": [
        ("out/distinct", "parquet", [["1", "a"], ["2", "b"], ["3", "c"]]),
        ("out/by_id", "orc", [["1", "a"], ["2", "b"], ["3", "c"]]),
    ],
    "null_fields": [("out", "json", [["1", "null"], ["2", "x"]])],
    "router": [("out/long", "json", [["1", "1", "90"]]), ("out/default", "json", [["3", "2", "5"]])],
    "custom_code": [("out", "json", [["ABC", "abc"], ["ABCD", "abcd"]])],
    "data_quality": [
        (
            "out/rules",
            "json",
            [
                ["Passed", "RowCount > 2"],
                ["Failed", 'IsComplete "id"'],
                ["Failed", 'ColumnValues "distance" > 0'],
            ],
        ),
        ("out/rows", "json", [["Passed", "1"], ["Failed", "2"], ["Failed", None]]),
    ],
    "split_to_table": [("table", "parquet", [["1", "a"], ["2", "b"]]), ("sample", "json", [["1", "a", "1"]])],
    "choices_and_relations": [
        ("out/root", "json", [["10.5", "0", "5", "1"], ["7.0", "1", None, "2"]]),
        ("out/contacts", "json", [["fax", "1", "0", "0"], ["phone", "2", "0", "1"]]),
    ],
    # Where the keys begin is up to the order of the join's rows, which is the same in each run.
    "legislators": [
        (
            "out/history",
            "json",
            [
                ["ny", "5", "p1", "1", "Ada", "1", "House", "house", "435"],
                ["ny", None, "p1", "0", "Ada", "0", "Senate", "senate", "100"],
                ["la", "2", "p2", "2", "Bob", "2", "House", "house", "435"],
            ],
        ),
        (
            "out/history_links",
            "json",
            [
                ["0", "0", "wiki", "a"],
                ["0", "1", "home", "b"],
                ["1", "0", "wiki", "a"],
                ["1", "1", "home", "b"],
            ],
        ),
        (
            "out/history_names",
            "json",
            [["0", "0", "fr", "Adele"], ["1", "0", "fr", "Adele"], ["2", "0", "de", "Robert"]],
        ),
    ],
    "medicare": [
        (
            "out",
            "parquet",
            [
                [
                    "1001",
                    "91",
                    "36301",
                    None,
                    '{"int":4,"string":null}',
                    "32963.07",
                    "5777.24",
                    "4763.73",
                    address("Here"),
                ],
                [
                    "1002",
                    "14",
                    None,
                    "35957-12",
                    '{"int":null,"string":"AL - Dothan"}',
                    "15131.85",
                    "5787.57",
                    "4976.71",
                    address("There"),
                ],
                [None, None, None, "none", '{"int":7,"string":null}', "10.5", "10.5", "1.25", address("Far")],
            ],
        )
    ],
}


@pytest.fixture(scope="module")
def tables(studio: str, glue: Any) -> None:
    glue.create_database(DatabaseInput={"Name": "studio"})

    def storage(columns: str, place: str, csv: bool = True) -> dict[str, Any]:
        types = [dict(zip(("Name", "Type"), column.split(), strict=True)) for column in columns.split(", ")]
        library = "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe"
        parquet = "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe"
        serde = {"SerializationLibrary": library, "Parameters": {"field.delim": ","}}
        return {
            "Columns": types,
            "Location": f"s3://{BUCKET}/{place}/",
            "SerdeInfo": serde if csv else {"SerializationLibrary": parquet},
        }

    orders = storage("id bigint, customer bigint, amount double", "join_of_tables/orders")
    keys = [{"Name": "day", "Type": "string"}]
    csv = {"classification": "csv"}
    glue.create_table(
        DatabaseName="studio",
        TableInput={"Name": "orders", "StorageDescriptor": orders, "PartitionKeys": keys, "Parameters": csv},
    )
    for day in ("2026-01-01", "2026-01-02"):
        place = orders | {"Location": f"s3://{BUCKET}/join_of_tables/orders/day={day}/"}
        glue.create_partition(
            DatabaseName="studio", TableName="orders", PartitionInput={"Values": [day], "StorageDescriptor": place}
        )
    customers = storage("id bigint, name string", "join_of_tables/customers")
    glue.create_table(
        DatabaseName="studio", TableInput={"Name": "customers", "StorageDescriptor": customers, "Parameters": csv}
    )
    named = storage("id int, name string", "split_to_table/table", csv=False)
    glue.create_table(DatabaseName="studio", TableInput={"Name": "named", "StorageDescriptor": named})


@pytest.fixture
def untouched() -> Iterator[None]:
    """What the driver changes for a script is its process's alone otherwise."""
    before = sys.modules["__main__"], sys.argv, list(sys.path)
    yield
    sys.modules["__main__"], sys.argv, sys.path[:] = before


def test_every_script_is_run() -> None:
    assert {file.stem for file in FOLDER.glob("*.py")} == set(INPUTS) == set(OUTPUTS)


@pytest.mark.parametrize("name", sorted(INPUTS))
def test_script_runs_and_gives_its_rows(
    name: str, glue_context: GlueContext, s3: Any, tables: None, untouched: None, capsys: pytest.CaptureFixture[str]
) -> None:
    for key, body in INPUTS[name].items():
        s3.put_object(Bucket=BUCKET, Key=f"{name}/{key}", Body=body)
    file = Path(FOLDER / f"{name}.py")
    failure = script.run(file, [str(file), "--JOB_NAME", name])
    assert failure is None, capsys.readouterr().err
    spark = glue_context.spark_session
    for folder, kind, rows in OUTPUTS[name]:
        reader = spark.read.option("header", True) if kind == "csv" else spark.read
        read = reader.format(kind).load(f"s3://{BUCKET}/{name}/{folder}")
        assert texts(read) == sorted(rows, key=repr), folder
    for view in spark.catalog.listTables():
        if view.isTemporary:
            spark.catalog.dropTempView(view.name)
