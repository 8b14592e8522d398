"""A chain of transforms is one plan: Spark reads only the columns and row groups that the result needs."""

from __future__ import annotations

import re
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest

from awsglue.context import GlueContext
from awsglue.dynamicframe import DynamicFrame
from awsglue.transforms import ApplyMapping, DropFields, Join, RenameField, ResolveChoice, SelectFields


@pytest.fixture
def orders(glue_context: GlueContext, tmp_path: Path) -> DynamicFrame:
    structs = [{"zip": str(number), "city": "Here", "street": "High Street"} for number in range(9)]
    columns = {"id": range(9), "price": [1.5] * 9, "unused": ["x"] * 9, "Quantity": range(9), "address": structs}
    return parquet(glue_context, tmp_path / "orders.parquet", columns)


@pytest.fixture
def people(glue_context: GlueContext, tmp_path: Path) -> DynamicFrame:
    columns = {"id": range(9), "name": ["a"] * 9, "unused": ["y"] * 9}
    return parquet(glue_context, tmp_path / "people.parquet", columns)


def parquet(glue_context: GlueContext, file: Path, columns: dict[str, object]) -> DynamicFrame:
    pyarrow.parquet.write_table(pyarrow.table({name: list(values) for name, values in columns.items()}), file)  # type: ignore[call-overload]
    return DynamicFrame.fromDF(glue_context.spark_session.read.parquet(file.as_uri()), glue_context, file.stem)


def scans(frame: DynamicFrame, condition: str) -> dict[str, list[str]]:
    """The schema and the pushed filters of each scan below a filter on the frame's rows."""
    rows = frame.toDF().filter(condition)
    rows.collect()
    plan = rows._jdf.queryExecution().executedPlan().toString()
    found = re.findall(r"PushedFilters: \[(.*?)\], ReadSchema: struct<(.*?)>\n", plan)
    assert found, plan
    return {schema: filters.split(", ") for filters, schema in found}


def test_chain_reads_only_what_it_needs(orders: DynamicFrame, people: DynamicFrame) -> None:
    mapped = ApplyMapping.apply(
        orders,
        [
            ("ID", "long", "order.id", "long"),
            ("quantity", "long", "quantity", "string"),
            ("price", "double", "price", "double"),
            ("address.zip", "string", "zip", "string"),
            ("address.city", "string", "city", "string"),
        ],
    )
    selected = SelectFields.apply(mapped, ["order", "zip", "city", "quantity"])
    renamed = RenameField.apply(RenameField.apply(selected, "order.id", "order.key"), "city", "town")
    joined = Join.apply(renamed, people, ["order.key"], ["id"])
    dropped = DropFields.apply(joined, ["town", "unused", "id"])
    resolved = ResolveChoice.apply(dropped, specs=[("order.key", "cast:int"), ("quantity", "cast:long")])
    found = scans(resolved, "zip > '3' AND name = 'a'")
    assert found == {
        "id:bigint,Quantity:bigint,address:struct<zip:string>": [
            "IsNotNull(address.zip)",
            "GreaterThan(address.zip,3)",
            "IsNotNull(id)",
        ],
        "id:bigint,name:string": ["IsNotNull(name)", "EqualTo(name,a)", "IsNotNull(id)"],
    }
    assert resolved.toDF().count() == 9


def test_changes_inside_a_struct_are_looked_through(orders: DynamicFrame) -> None:
    changed = orders.drop_fields("address.street").rename_field("address.zip", "address.code")
    mapped = changed.apply_mapping([("address.code", "string", "code", "string"), ("address.city", "city")])
    assert scans(mapped.select_fields("code"), "code = '3'") == {
        "address:struct<zip:string>": ["IsNotNull(address.zip)", "EqualTo(address.zip,3)"]
    }
    assert scans(mapped.select_fields("city"), "city = 'Here'") == {
        "address:struct<city:string>": ["IsNotNull(address.city)", "EqualTo(address.city,Here)"]
    }


def test_filter_on_a_widened_number_reaches_the_file(orders: DynamicFrame) -> None:
    widened = orders.resolveChoice(specs=[("id", "cast:double")]).select_fields(["id"])
    assert list(scans(widened, "id > 3")) == ["id:bigint"]
    same = orders.apply_mapping([("id", "long", "key", "bigint")])
    assert scans(same, "key > 3") == {"id:bigint": ["IsNotNull(id)", "GreaterThan(id,3)"]}


def test_python_filter_passes_the_columns_by_that_nobody_needs_later(orders: DynamicFrame) -> None:
    filtered = orders.filter(lambda rec: rec["id"] > 3).select_fields("price")
    rows = filtered.toDF()
    assert rows.count() == 5
    assert [field.name for field in rows.schema] == ["price"]
