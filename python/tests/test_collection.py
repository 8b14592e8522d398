"""Collections of frames, and the transforms that make and take them."""

from __future__ import annotations

import pytest

from awsglue.context import GlueContext
from awsglue.dynamicframe import DynamicFrame, DynamicFrameCollection
from awsglue.transforms import FlatMap, MapToCollection, RenameField, SelectFromCollection, SplitFields


@pytest.fixture
def people(glue_context: GlueContext) -> DynamicFrame:
    rows = glue_context.spark_session.createDataFrame([(1, "Ada", 36)], "id int, name string, age int")
    return DynamicFrame.fromDF(rows, glue_context, "people")


@pytest.fixture
def split(people: DynamicFrame) -> DynamicFrameCollection:
    return SplitFields.apply(people, ["id", "name"], transformation_ctx="split")


def test_split_fields_gives_the_listed_fields_and_the_others(split: DynamicFrameCollection) -> None:
    assert list(split.keys()) == ["people1", "people2"]
    assert [frame.name for frame in split.values()] == ["people1", "people2"]
    assert split["people1"].toDF().columns == ["id", "name"]
    assert split["people2"].toDF().columns == ["age"]


def test_split_fields_takes_names(people: DynamicFrame) -> None:
    assert list(people.split_fields("id", "keys", "rest").keys()) == ["keys", "rest"]
    nameless = DynamicFrame.fromDF(people.toDF(), people.glue_ctx)
    assert list(SplitFields.apply(nameless, ["id"]).keys()) == ["frame1", "frame2"]


def test_collection_is_made_of_a_dict_or_a_list(people: DynamicFrame, glue_context: GlueContext) -> None:
    assert DynamicFrameCollection([people], glue_context)["people"] is people
    assert len(DynamicFrameCollection({"a": people, "b": people}, glue_context)) == 2
    with pytest.raises(TypeError):
        DynamicFrameCollection(people, glue_context)  # type: ignore[arg-type]


def test_selected_frame_is_empty_if_the_key_is_missing(split: DynamicFrameCollection) -> None:
    assert SelectFromCollection.apply(dfc=split, key="people2").count() == 1
    missing = SelectFromCollection.apply(split, "people3")
    assert (missing.count(), missing.toDF().columns) == (0, [])
    with pytest.raises(KeyError):
        split["people3"]


def test_map_gives_the_function_each_frame_and_its_context(split: DynamicFrameCollection) -> None:
    contexts = []

    def first(frame: DynamicFrame, context: str) -> DynamicFrame:
        contexts.append(context)
        return frame.select_fields(frame.toDF().columns[0])

    mapped = MapToCollection.apply(split, first, "ctx")
    assert [frame.toDF().columns for frame in mapped.values()] == [["id"], ["age"]]
    assert contexts == ["ctx:people1", "ctx:people2"]
    with pytest.raises(TypeError, match="answered <class 'int'>"):
        split.map(lambda frame, context: frame.count())


def test_flat_map_applies_a_transform_to_each_frame(split: DynamicFrameCollection) -> None:
    renamed = FlatMap.apply(split, RenameField, "frame", "ctx", old_name="id", new_name="key")
    assert [frame.toDF().columns for frame in renamed.values()] == [["key", "name"], ["age"]]


def test_flat_map_keys_the_frames_of_collections_after_both(split: DynamicFrameCollection) -> None:
    flat = FlatMap.apply(split, SplitFields, "frame", paths=["name"], name1="a", name2="b")
    assert list(flat.keys()) == ["people1_a", "people1_b", "people2_a", "people2_b"]
