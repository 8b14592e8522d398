"""The transforms of visual jobs whose results are not written down in cases: random values, times, and partitions."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from frame_texts import texts

import gs_array_to_cols
import gs_concat
import gs_derived
import gs_explode
import gs_lookup
import gs_now
import gs_pivot
import gs_record_matching
import gs_repartition
import gs_sequence_id
import gs_split
import gs_unpivot
import gs_uuid
from awsglue.context import GlueContext
from awsglue.dynamicframe import DynamicFrame
from gs_common import separated

GS = (
    *(gs_array_to_cols, gs_concat, gs_derived, gs_explode, gs_lookup, gs_now, gs_pivot, gs_record_matching),
    *(gs_repartition, gs_sequence_id, gs_split, gs_unpivot, gs_uuid),
)


@pytest.fixture
def numbers(glue_context: GlueContext) -> Any:
    """A hundred rows in four partitions."""
    rows = glue_context.spark_session.range(0, 100, 1, 4).selectExpr("id", "id % 3 as `k.y`")
    return DynamicFrame.fromDF(rows, glue_context, "numbers")


def values(frame: Any, name: str) -> list[Any]:
    return [row[name] for row in frame.toDF().collect()]


def test_each_module_adds_the_method_of_its_name() -> None:
    assert all(callable(getattr(DynamicFrame, module.__name__)) for module in GS)


def test_uuid_differs_in_each_row_and_stays_with_it(numbers: Any) -> None:
    frame = numbers.gs_uuid()
    first = values(frame, "uuid")
    assert len(set(first)) == 100
    assert all(len(each) == 36 and str(uuid.UUID(each)) == each for each in first)
    assert values(frame, "uuid") == first


def test_the_time_of_the_run_is_the_same_in_all_rows_and_nodes(numbers: Any) -> None:
    before = datetime.now(UTC) - timedelta(hours=1)
    one = numbers.gs_now()
    other = numbers.gs_now(colName="day", dateFormat="%Y-%m-%d %H:%M:%S.%f")
    (time,) = set(values(one, "timestamp"))
    (text,) = {row["text"] for row in one.toDF().selectExpr("cast(timestamp as string) as text").collect()}
    (day,) = set(values(other, "day"))
    assert day.rstrip("0").rstrip(".") == text
    assert before < time.astimezone(UTC) <= datetime.now(UTC)


def test_identifiers_are_unique_and_increase(numbers: Any) -> None:
    found = values(numbers.gs_sequence_id("number"), "number")
    assert found == sorted(set(found))


def test_unique_identifiers_differ_from_those_of_other_times(numbers: Any) -> None:
    first, second = (values(numbers.gs_sequence_id(unique=True), "id") for _ in range(2))
    assert first == sorted(set(first))
    assert max(first) < min(second)


def test_partitions_are_as_many_as_asked_for(numbers: Any) -> None:
    assert numbers.gs_repartition("1").getNumPartitions() == 1
    assert numbers.gs_repartition(numPartitionsStr="7").getNumPartitions() == 7
    cores = numbers.glue_ctx.spark_session.sparkContext.defaultParallelism
    assert numbers.gs_repartition().getNumPartitions() == 3 * cores


def test_rows_with_the_same_values_come_into_one_partition(numbers: Any) -> None:
    balanced = numbers.gs_repartition("5", partitionCols="`k.y`")
    assert balanced.getNumPartitions() == 5
    places = balanced.toDF().selectExpr("`k.y` as k", "spark_partition_id() as place").distinct().collect()
    assert sorted(row["k"] for row in places) == [0, 1, 2]


def test_record_matching_is_refused_with_a_reason(numbers: Any) -> None:
    with pytest.raises(NotImplementedError, match="FindMatches transform that was trained on AWS"):
        numbers.gs_record_matching("tfm-1")


def test_transforms_run_no_spark_job_but_for_pivots(numbers: Any) -> None:
    context = numbers.glue_ctx.spark_session.sparkContext
    context.setJobGroup("studio", "counted")
    made = (
        numbers.gs_derived("text", "'a b'")
        .gs_split("text", " ")
        .gs_array_to_cols("text", "one, two")
        .gs_explode("text", "text")
        .gs_concat("both", ["one", "two"])
        .gs_unpivot("name", "value", ["one", "two"])
    )
    assert not context.statusTracker().getJobIdsForGroup("studio")
    assert made.gs_pivot("id", "count", ["name"]).toDF().columns[-2:] == ["one", "two"]
    assert context.statusTracker().getJobIdsForGroup("studio")


def test_a_pivot_of_too_many_values_is_refused(numbers: Any) -> None:
    configuration = numbers.glue_ctx.spark_session.conf
    configuration.set("spark.sql.pivotMaxValues", "50")
    try:
        with pytest.raises(Exception, match=r"The pivot by \[id\] of `k.y` cannot be computed.* more than 50 distinct"):
            numbers.gs_pivot("`k.y`", "sum", ["id"])
    finally:
        configuration.unset("spark.sql.pivotMaxValues")


def test_names_are_separated_by_commas_outside_backticks() -> None:
    assert separated(" a , b") == ["a", "b"]
    assert separated("`a,b`, c``d") == ["`a,b`", "c``d"]
    assert separated("a,,b,") == ["a", "", "b", ""]
    assert separated("") == separated(None) == separated("  ") == []
    assert separated(["a,b"]) == ["a,b"]
    with pytest.raises(ValueError, match="not closed"):
        separated("`a, b")


TRADES = [
    (1001, "AMZN", "AMZN MAR 24 23 102 PUT", "usd", 17.18, [18, 38], None),
    (1002, "BMW.DE", "BMW.DE APR 28 23 101 CALL", "eur", 14.71, None, [9, 59, 54]),
    (1003, "BMW.DE", "BMW.DE MAR 24 23 96 PUT", "eur", 2.98, [28], None),
    (1004, "JPM", "JPM JUN 30 23 140 CALL", "usd", 11.83, [33, 42, 55, 67], None),
    (1005, "AMZN", "AMZN MAY 26 23 95 CALL", "usd", 11.44, None, [41, 62, 12]),
]
COLUMNS = "order_id bigint, symbol string, instrument string, currency string, price double"


def test_option_trades_give_their_summary_and_orders(glue_context: GlueContext, glue: Any) -> None:
    spark = glue_context.spark_session
    glue.create_database(DatabaseInput={"Name": "trades"})
    spark.sql(
        "CREATE EXTERNAL TABLE trades.exchange_rates (currency string, exchange_rate double) "
        "LOCATION 's3://shared-spark/exchange_rates/'"
    )
    spark.sql("INSERT INTO trades.exchange_rates VALUES ('usd', 1.0), ('eur', 1.09), ('gbp', 1.24)")
    rows = spark.createDataFrame(TRADES, f"{COLUMNS}, bought array<int>, sold array<int>")
    exploded: Any = (
        DynamicFrame.fromDF(rows, glue_context, "trades")
        .gs_split(colName="instrument", pattern="\\s+", newColName="instrument_arr")  # type: ignore[attr-defined]
        .gs_array_to_cols("instrument_arr", "month, day, year, strike_price, type", indexes="2, 3, 4, 5, 6")
        .gs_derived("year", "CASE WHEN length(year) = 2 THEN ('20' || year) ELSE year END")
        .gs_concat("expiration_date", ["year", "month", "day"], spacer="-")
        .gs_unpivot("action", "contracts", ["bought", "sold"])
        .gs_explode("contracts", "contracts")
    )
    summary = exploded.select_fields(["symbol", "type", "contracts"]).gs_pivot("contracts", "sum", ["type"])
    assert summary.toDF().columns == ["symbol", "CALL", "PUT"]
    assert texts(summary.toDF()) == [["AMZN", "115", "56"], ["BMW.DE", "122", "28"], ["JPM", "197", None]]
    orders = (
        exploded.drop_fields(["instrument_arr", "month", "day", "year"])
        .gs_lookup("trades.exchange_rates", "currency", "exchange_rate")
        .gs_derived("total_usd", "round(contracts * price * exchange_rate, 2)")
        .gs_now(colName="ingest_date", dateFormat="%Y-%m-%d")
    ).toDF()
    total = orders.selectExpr("count(*)", "sum(contracts)", "round(sum(total_usd), 2)").collect()[0]
    assert tuple(total) == (13, 518, 6655.28)
    assert len(orders.columns) == 13
    assert {row[0] for row in orders.select("expiration_date").collect()} >= {"2023-MAR-24", "2023-APR-28"}
