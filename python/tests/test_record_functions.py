"""Functions of a script on records: map, mapPartitions, filter, and the records that they fail on."""

from __future__ import annotations

import datetime
import decimal
import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from frame_texts import texts

from awsglue.context import GlueContext
from awsglue.dynamicframe import DynamicFrame
from awsglue.transforms import ErrorsAsDynamicFrame, Map


@pytest.fixture
def people(glue_context: GlueContext) -> DynamicFrame:
    rows = [(1, "Ada", ("NY", "1"), {"k": 1}), (2, "Bob", ("LA", "2"), None), (3, None, None, {})]
    schema = "id bigint, name string, address struct<state:string,zip:string>, marks map<string,int>"
    return DynamicFrame.fromDF(glue_context.spark_session.createDataFrame(rows, schema), glue_context, "people")


def test_map_answers_records_with_new_fields(people: DynamicFrame) -> None:
    def change(record: Any) -> Any:
        record["state"] = record.address.state if record["address"] else None
        record["half"] = record.id / 2
        del record["address"]
        return record

    mapped = Map.apply(people, f=change)
    assert mapped.name == "people"
    assert mapped.toDF().dtypes == [
        ("id", "bigint"),
        ("name", "string"),
        ("marks", "map<string,int>"),
        ("state", "string"),
        ("half", "double"),
    ]
    assert texts(mapped.toDF()) == sorted(
        [["1", "Ada", '{"k":1}', "NY", "0.5"], ["2", "Bob", None, "LA", "1.0"], ["3", None, "{}", None, "1.5"]],
        key=repr,
    )


def test_map_makes_choices_of_answers_that_differ(people: DynamicFrame) -> None:
    mapped = people.map(lambda record: {"v": record["id"] if record["id"] < 3 else "three", "n": record["id"] * 2**31})
    assert mapped.schema().field_map["v"].dataType.typeName() == "choice"
    assert mapped.toDF().schema["n"].dataType.simpleString() == "bigint"
    assert texts(mapped.resolveChoice(choice="cast:string").select_fields(["v"]).toDF()) == [["1"], ["2"], ["three"]]


def test_map_takes_all_kinds_of_values(people: DynamicFrame) -> None:
    day, moment = datetime.date(2026, 1, 2), datetime.datetime(2026, 1, 2, 3, 4, 5)

    def answer(record: Any) -> dict[str, Any]:
        return {
            "day": day,
            "moment": moment,
            "amount": decimal.Decimal("12.50") if record["id"] == 1 else decimal.Decimal(100),
            "data": b"x",
            "flag": True,
            "list": [{"a": 1}, {"b": "x"}],
            "tuple": (1, 2),
            "nothing": None,
        }

    types = dict(people.map(answer).toDF().dtypes)
    assert types == {
        "day": "date",
        "moment": "timestamp",
        "amount": types["amount"],
        "data": "binary",
        "flag": "boolean",
        "list": "array<struct<a:int,b:string>>",
        "tuple": "array<int>",
        "nothing": "void",
    }
    assert [row["amount"] for row in people.map(answer).toDF().collect()] == [decimal.Decimal("12.5"), 100, 100]


def test_map_runs_a_function_once_and_when_it_is_needed(people: DynamicFrame, tmp_path: Path) -> None:
    calls = tmp_path / "calls"

    def change(record: Any) -> Any:
        with calls.open("a") as log:
            log.write("x")
        return record

    mapped = people.map(change)
    assert not calls.exists()
    mapped.schema()
    mapped.count()
    assert mapped.select_fields(["id"]).filter(lambda record: record["id"] > 1).count() == 2
    assert calls.read_text() == "xxx"


def test_what_map_fails_on_is_an_error_record(people: DynamicFrame) -> None:
    def change(record: Any) -> Any:
        if record["id"] == 2:
            raise ValueError("no Bob")
        return {} if record["id"] == 3 else record

    mapped = people.map(change, info="the change")
    assert mapped.count() == 1
    assert mapped.stageErrorsCount() == mapped.errorsCount() == 2
    errors = ErrorsAsDynamicFrame.apply(mapped)
    assert errors.name == "people_errors"
    found = sorted((row["error"] for row in errors.toDF().collect()), key=lambda error: error["msg"])
    assert [error["msg"] for error in found] == [
        "User-specified function returned None instead of DynamicRecord",
        "no Bob",
    ]
    assert found[1]["callsite"]["info"] == "the change"
    assert "test_record_functions.py" in found[1]["callsite"]["site"]
    assert "ValueError: no Bob" in found[1]["stackTrace"]
    assert '"name": "Bob"' in found[1]["dynamicRecord"]


def test_errors_of_all_steps_are_told(people: DynamicFrame) -> None:
    def refuse(record: Any) -> Any:
        raise RuntimeError(record["id"])

    first = people.filter(lambda record: record["id"] != 1 or refuse(record))
    second = first.map(lambda record: record if record["id"] == 2 else refuse(record))
    assert (first.stageErrorsCount(), second.stageErrorsCount(), second.errorsCount()) == (1, 1, 2)
    later = second.select_fields(["id"])
    assert (later.stageErrorsCount(), later.errorsCount(), later.count()) == (0, 2, 1)
    assert sorted(row["error"]["msg"] for row in later.errorsAsDynamicFrame().toDF().collect()) == ["1", "3"]
    assert later.union(later).errorsCount() == 2
    assert people.errorsAsDynamicFrame().count() == 0
    assert people.errorsAsDynamicFrame().toDF().columns == ["error"]


@pytest.mark.parametrize(("stage", "total", "fails"), [(0, 0, False), (1, 0, True), (2, 2, False), (0, 1, True)])
def test_thresholds_bound_the_error_records(people: DynamicFrame, stage: int, total: int, fails: bool) -> None:
    def run() -> DynamicFrame:
        return people.map(
            lambda record: None if record["id"] < 3 else record, stageThreshold=stage, totalThreshold=total
        )

    if fails:
        with pytest.raises(RuntimeError, match="2 error records"):
            run()
    else:
        run().assertErrorThreshold()


def test_partitions_are_mapped_as_envelopes(people: DynamicFrame) -> None:
    def numbered(index: int, envelopes: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        for place, envelope in zip(itertools.count(), envelopes):
            assert sorted(envelope) == ["errorMessage", "isError", "record"]
            envelope["record"] = {"place": place, "partition": index, "id": envelope["record"]["id"]}
            envelope["isError"] = envelope["record"]["id"] == 3
            yield envelope

    mapped = people.coalesce(1).mapPartitionsWithIndex(numbered)
    assert texts(mapped.toDF()) == [["0", "0", "1"], ["1", "0", "2"]]
    assert mapped.errorsCount() == 1
    assert people.mapPartitions(lambda envelopes: itertools.islice(envelopes, 1)).coalesce(1).count() >= 1


def test_what_no_record_can_hold_is_an_error(people: DynamicFrame) -> None:
    with pytest.raises(Exception, match="A record cannot hold complex"):
        people.map(lambda record: {"v": 1j}).count()
