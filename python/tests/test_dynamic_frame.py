"""What a DynamicFrame shows, prints and refuses, and how it filters."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pyspark.sql.utils import IllegalArgumentException

from awsglue import DynamicFrame
from awsglue.context import GlueContext
from awsglue.dynamicframe import DynamicFrame as SameDynamicFrame
from awsglue.gluetypes import DynamicRecord


def frame_of(glue_context: GlueContext, rows: list[Any], schema: str, name: str = "") -> DynamicFrame:
    return DynamicFrame.fromDF(glue_context.spark_session.createDataFrame(rows, schema), glue_context, name)


@pytest.fixture
def people(glue_context: GlueContext) -> DynamicFrame:
    rows = [(1, "Ada", ("12345", (7,))), (2, "Béla", None), (3, None, ("54321", None))]
    return frame_of(
        glue_context, rows, "id int, name string, address struct<zip:string, deep:struct<level:int>>", "people"
    )


def test_package_exports_the_frame() -> None:
    assert DynamicFrame is SameDynamicFrame


def test_frame_goes_to_and_from_a_data_frame_under_its_name(people: DynamicFrame, glue_context: GlueContext) -> None:
    assert people.name == "people"
    assert people.count() == 3
    again = DynamicFrame.fromDF(people.toDF(), glue_context)
    assert (again.name, again.toDF().schema) == ("", people.toDF().schema)


def test_schema_is_printed_as_glue_prints_it(glue_context: GlueContext, capsys: pytest.CaptureFixture[str]) -> None:
    schema = (
        "name string, address struct<state:string, tags:map<string,struct<a:int>>>, friends array<struct<id:bigint>>, "
        "matrix array<array<double>>, price decimal(10,2), small smallint, tiny tinyint, f float, b boolean, "
        "bin binary, d date, t timestamp, n void"
    )
    frame_of(glue_context, [], schema).printSchema()
    assert capsys.readouterr().out == (
        "root\n"
        "|-- name: string\n"
        "|-- address: struct\n"
        "|    |-- state: string\n"
        "|    |-- tags: map\n"
        "|    |    |-- keyType: string\n"
        "|    |    |-- valueType: struct\n"
        "|    |    |    |-- a: int\n"
        "|-- friends: array\n"
        "|    |-- element: struct\n"
        "|    |    |-- id: long\n"
        "|-- matrix: array\n"
        "|    |-- element: array\n"
        "|    |    |-- element: double\n"
        "|-- price: decimal\n"
        "|-- small: short\n"
        "|-- tiny: byte\n"
        "|-- f: float\n"
        "|-- b: boolean\n"
        "|-- bin: binary\n"
        "|-- d: date\n"
        "|-- t: timestamp\n"
        "|-- n: null\n"
    )


def test_show_prints_one_json_object_a_line(people: DynamicFrame, capsys: pytest.CaptureFixture[str]) -> None:
    people.show(2)
    assert capsys.readouterr().out.splitlines() == [
        '{"id": 1, "name": "Ada", "address": {"zip": "12345", "deep": {"level": 7}}}',
        '{"id": 2, "name": "Béla", "address": null}',
    ]


def test_show_leaves_text_and_numbers_alone(glue_context: GlueContext, capsys: pytest.CaptureFixture[str]) -> None:
    rows = frame_of(glue_context, [('a,"b":c\\', "1.10")], "text string, price string").resolveChoice(
        specs=[("price", "cast:decimal(38,20)")]
    )
    rows.show()
    assert capsys.readouterr().out == '{"text": "a,\\"b\\":c\\\\", "price": 1.10000000000000000000}\n'


def test_frame_without_columns_can_be_counted_shown_and_mapped(
    glue_context: GlueContext, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = frame_of(glue_context, [], "a int").drop_fields("a")
    mapped = empty.apply_mapping([("id", "long", "id", "long")]).select_fields(["id"]).rename_field("id", "key")
    mapped.show()
    mapped.printSchema()
    assert capsys.readouterr().out == "root\n"
    assert mapped.count() == 0


def test_frame_without_columns_goes_through_filters_joins_and_unions(
    glue_context: GlueContext, people: DynamicFrame
) -> None:
    empty = DynamicFrame.fromDF(glue_context.spark_session.createDataFrame([], "struct<>"), glue_context)
    filtered = empty.filter(lambda rec: rec["id"] > 1)
    assert (filtered.count(), filtered.errorsCount()) == (0, 0)
    assert filtered.join("id", "id", people).count() == 0
    assert people.join("id", "id", filtered).count() == 0
    assert people.union(filtered).count() == 3
    assert filtered.resolveChoice(specs=[("id", "cast:long")]).drop_fields(["a.b", "c"]).count() == 0


def test_partitions_can_be_made_more_and_fewer(people: DynamicFrame) -> None:
    spread = people.repartition(5)
    assert spread.getNumPartitions() == 5
    assert spread.coalesce(2).getNumPartitions() == 2
    assert spread.coalesce(7).getNumPartitions() == 5
    assert people.coalesce(7, shuffle=True).getNumPartitions() == 7


def test_transforms_keep_the_name_and_joins_take_both(people: DynamicFrame) -> None:
    renamed = people.rename_field("id", "key", transformation_ctx="renamed")
    assert renamed.name == "people"
    assert people.join(["id"], ["key"], renamed).name == "peoplepeople"


def test_frame_can_be_joined_with_itself(people: DynamicFrame) -> None:
    joined = people.join("id", "id", people)
    assert joined.toDF().columns == ["id", "name", "address", ".id", ".name", ".address"]
    assert joined.count() == 3
    assert joined.drop_fields(["`.id`", "`.name`", "`.address`"]).toDF().columns == people.toDF().columns


def test_data_frames_of_one_frame_can_be_joined(glue_context: GlueContext) -> None:
    rows = glue_context.spark_session.createDataFrame([(1, 2), (2, 3)], ["id", "a.b"])
    frame = DynamicFrame.fromDF(rows, glue_context, "pairs")
    left, right = frame.toDF(), frame.toDF()
    for kind, expected in (("leftsemi", [[1, 2]]), ("leftanti", [[2, 3]]), ("inner", [[1, 2, 2, 3]])):
        assert [list(row) for row in left.join(right, left["`a.b`"] == right["id"], kind).collect()] == expected
    some = frame.filter(lambda row: row["id"] == 2).toDF()
    assert left.join(some, (left["id"] == some["id"]) & (left["`a.b`"] == some["`a.b`"]), "leftanti").count() == 1


def test_columns_that_differ_in_case_stay_apart(glue_context: GlueContext) -> None:
    left = frame_of(glue_context, [(1, "a")], "id int, name string")
    right = frame_of(glue_context, [(1, "b")], "ID int, other string")
    joined = left.join("id", "ID", right)
    assert joined.drop_fields("ID").toDF().columns == ["id", "name", "other"]
    assert joined.rename_field("ID", "key").select_fields(["key", "id"]).toDF().first() == (1, 1)


def test_apply_mapping_takes_a_lone_tuple_and_refuses_other_shapes(people: DynamicFrame) -> None:
    assert people.apply_mapping(("id", "int", "key", "long")).toDF().columns == ["key"]
    assert people.applyMapping(people, [("id", "key")]).toDF().columns == ["key"]
    with pytest.raises(TypeError, match="tuple"):
        people.apply_mapping([["id", "int", "key", "long"]])
    with pytest.raises(ValueError, match="2, 3 or 4 parts, not 5"):
        people.apply_mapping([("id", "int", "key", "long", "more")])


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        (("id", "int", "key", "integr"), 'There is no type named "integr"'),
        (("id", "int", "key", "decimal(50,2)"), "precision from 1 to 38"),
        (("id", "int", "key", "struct<a"), 'There is no type named "struct<a"'),
        (("id..x", "int", "key", "int"), "level without a name"),
        (("`id", "int", "key", "int"), "backtick that is not closed"),
    ],
)
def test_wrong_paths_and_types_are_named(people: DynamicFrame, mapping: tuple[str, ...], said: str) -> None:
    with pytest.raises(IllegalArgumentException, match=said.replace("(", "\\(")):
        people.apply_mapping([mapping])


def test_targets_that_overlap_are_refused(people: DynamicFrame) -> None:
    with pytest.raises(IllegalArgumentException, match="overlap"):
        people.apply_mapping([("id", "a"), ("name", "a.b")])
    with pytest.raises(IllegalArgumentException, match="overlap"):
        people.apply_mapping([("name", "a.b"), ("id", "a")])


def test_select_refuses_a_path_into_a_struct(people: DynamicFrame) -> None:
    with pytest.raises(IllegalArgumentException, match="leads into one"):
        people.select_fields(["address.zip"])


def test_drop_refuses_the_elements_of_an_array(people: DynamicFrame) -> None:
    with pytest.raises(IllegalArgumentException, match='not the elements of "friends"'):
        people.drop_fields(["id", "friends[]"])


def test_join_names_the_key_that_is_missing(people: DynamicFrame) -> None:
    with pytest.raises(IllegalArgumentException, match='"key" is not among the frame\'s columns'):
        people.join(["id"], ["key"], people)
    with pytest.raises(IllegalArgumentException, match="as many keys"):
        people.join(["id", "name"], ["id"], people)


def test_resolve_choice_wants_either_specs_or_a_choice(people: DynamicFrame) -> None:
    with pytest.raises(Exception, match=r"^Parameter specs and option are both specified, choose one\.$"):
        people.resolveChoice(specs=[("id", "cast:long")], choice="make_cols")
    with pytest.raises(Exception, match=r"^Parameter specs and option are both missing, add one\.$"):
        people.resolveChoice()
    assert people.resolveChoice(specs=[]).count() == 3
    assert people.resolveChoice(specs=("id", "cast:string")).toDF().schema["id"].dataType.typeName() == "string"


def test_resolve_choice_for_all_choices_leaves_other_columns_alone(people: DynamicFrame) -> None:
    for choice in ("make_cols", "make_struct", "cast:string", "project:long"):
        assert people.resolveChoice(choice=choice).toDF().schema == people.toDF().schema
    with pytest.raises(IllegalArgumentException, match='no action "keep"'):
        people.resolveChoice(choice="keep")


def test_filter_keeps_the_rows_and_the_schema(people: DynamicFrame) -> None:
    kept = people.filter(lambda rec: rec["id"] > 1)
    assert kept.toDF().schema == people.toDF().schema
    assert [row.id for row in kept.toDF().collect()] == [2, 3]


def test_filter_gives_the_function_a_record_with_attributes(people: DynamicFrame) -> None:
    def chosen(record: DynamicRecord) -> bool:
        deep = record.address["deep"]
        return isinstance(record, dict) and record.address.zip == "12345" and deep["level"] == record["id"] + 6

    assert [row.id for row in people.filter(chosen).toDF().collect()] == [1]


def test_filter_leaves_out_rows_for_which_the_function_fails(people: DynamicFrame) -> None:
    def fails(record: DynamicRecord) -> bool:
        if record.id == 1:
            raise RuntimeError("on the first row")
        return record["missing"] if record.id == 2 else True

    assert [row.id for row in people.filter(fails).toDF().collect()] == [3]
    assert people.filter(lambda rec: rec.name.upper() == "ADA").count() == 1
    assert people.filter(lambda rec: int("x")).count() == 0


def test_filter_does_not_see_rows_that_an_earlier_filter_left_out(people: DynamicFrame) -> None:
    calls = people.glue_ctx.spark_session.sparkContext.accumulator(0)

    def counted(record: DynamicRecord) -> bool:
        calls.add(1)
        return True

    twice = people.filter(lambda rec: rec.id != 2).filter(counted)
    assert twice.count() == 2
    assert calls.value == 2


@pytest.fixture
def failing() -> Callable[[DynamicRecord], bool]:
    def fails(record: DynamicRecord) -> bool:
        if record.id > 1:
            raise RuntimeError("beyond the first row")
        return True

    return fails


def test_error_records_are_counted_by_step_and_in_all(
    people: DynamicFrame, failing: Callable[[DynamicRecord], bool]
) -> None:
    filtered = people.filter(failing)
    assert (filtered.count(), filtered.stageErrorsCount(), filtered.errorsCount()) == (1, 2, 2)
    later = filtered.rename_field("id", "key").join("key", "id", filtered).filter(lambda rec: rec.nothing)
    assert (later.count(), later.stageErrorsCount(), later.errorsCount()) == (0, 0, 2)
    assert people.select_fields("id").errorsCount() == 0


def test_more_error_records_than_a_threshold_allows_fail_the_step(
    people: DynamicFrame, failing: Callable[[DynamicRecord], bool]
) -> None:
    assert people.filter(failing, stageThreshold=2, totalThreshold=2).count() == 1
    assert people.rename_field("id", "key", stageThreshold=1, totalThreshold=1).count() == 3
    with pytest.raises(RuntimeError, match="2 error records are more than stageThreshold 1 allows"):
        people.filter(failing, stageThreshold=1)
    filtered = people.filter(failing)
    assert filtered.select_fields("id", stageThreshold=1).count() == 1
    with pytest.raises(RuntimeError, match="2 error records are more than totalThreshold 1 allows"):
        filtered.select_fields("id", totalThreshold=1)
    with pytest.raises(ValueError, match="from 0 on"):
        people.select_fields("id", stageThreshold=-1)


def test_records_are_dicts_with_attributes_on_two_levels() -> None:
    record = DynamicRecord({"a": 1, "address": {"state": "WY", "deep": {"x": 1}}})
    assert (record.a, record.address.state, record.address.deep["x"]) == (1, "WY", 1)
    assert not hasattr(record.address.deep, "x")
    record.b = 2
    del record.a
    assert record == {"address": {"state": "WY", "deep": {"x": 1}}, "b": 2}
    with pytest.raises(KeyError):
        _ = record.a
