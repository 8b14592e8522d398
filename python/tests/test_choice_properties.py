"""Random records through unions, joins, nesting and relationalize: no value is lost, and none changes its type."""

from __future__ import annotations

import json
import random
import secrets
from typing import Any

import pytest

from awsglue.context import GlueContext
from awsglue.dynamicframe import DynamicFrame

ROUNDS = 4
NAMES = ["a", "b", "c d", "struct", "int", "e.f"]


@pytest.fixture(params=range(ROUNDS))
def chance(request: pytest.FixtureRequest) -> random.Random:
    seed = f"{secrets.token_hex(4)}-{request.param}"
    print(f"seed {seed}")
    return random.Random(seed)


def value(chance: random.Random, depth: int) -> Any:
    kind = chance.randrange(8 if depth else 6)
    if kind == 6:
        return record(chance, depth - 1)
    if kind == 7:
        return [value(chance, depth - 1) for _ in range(chance.randrange(3))]
    return [None, True, chance.randrange(100), 2**40 + chance.randrange(100), chance.randrange(100) + 0.5, "text"][kind]


def record(chance: random.Random, depth: int) -> dict[str, Any]:
    return {name: value(chance, depth) for name in chance.sample(NAMES, chance.randrange(4))}


def records(chance: random.Random, first: int) -> list[dict[str, Any]]:
    return [{"id": first + number, **record(chance, 2)} for number in range(8)]


def frame(glue_context: GlueContext, s3: Any, path: str, rows: list[dict[str, Any]]) -> DynamicFrame:
    bucket, _, key = path.removeprefix("s3://").partition("/")
    s3.put_object(Bucket=bucket, Key=f"{key}/rows.json", Body="\n".join(map(json.dumps, rows)))
    return glue_context.create_dynamic_frame.from_options("s3", {"paths": [path]}, "json")


def shown(frame: DynamicFrame) -> list[Any]:
    lines = frame._jdf.firstAsJson(1000)
    return sorted((whole(json.loads(line)) for line in lines), key=lambda row: json.dumps(row, sort_keys=True))


def whole(found: Any) -> Any:
    """A value without fields that have none: to a frame, null and missing are the same."""
    if isinstance(found, dict):
        return {name: whole(inner) for name, inner in found.items() if inner is not None and whole(inner) is not None}
    return [whole(inner) for inner in found] if isinstance(found, list) else found


def expected(rows: list[Any]) -> list[Any]:
    return sorted(map(whole, rows), key=lambda row: json.dumps(row, sort_keys=True))


def test_a_union_has_the_records_of_both(
    glue_context: GlueContext, s3: Any, folder: str, chance: random.Random
) -> None:
    one, other = records(chance, 0), records(chance, 8)
    united = frame(glue_context, s3, f"{folder}/one", one).union(frame(glue_context, s3, f"{folder}/other", other))
    assert shown(united) == expected(one + other)


def test_nesting_and_joining_keep_values(
    glue_context: GlueContext, s3: Any, folder: str, chance: random.Random
) -> None:
    one, other = records(chance, 0), records(chance, 4)
    left = frame(glue_context, s3, f"{folder}/one", one)
    right = frame(glue_context, s3, f"{folder}/other", other)
    names = [field.name for field in right.schema() if field.name != "id"]
    nested = right.apply_mapping([("id", "key"), *((f"`{name}`", f"right.`{name}`") for name in names)])
    joined = left.join(["id"], ["key"], nested)
    by_id = {row["id"]: row for row in one}
    pairs = [
        {**by_id[row["id"]], "key": row["id"], "right": {name: row.get(name) for name in names}}
        for row in other
        if row["id"] in by_id
    ]
    if not names:
        pairs = [{name: inner for name, inner in pair.items() if name != "right"} for pair in pairs]
    assert shown(joined) == expected(pairs)


def test_written_records_are_read_back(glue_context: GlueContext, s3: Any, folder: str, chance: random.Random) -> None:
    rows = records(chance, 0)
    given = frame(glue_context, s3, f"{folder}/in", rows)
    glue_context.write_dynamic_frame.from_options(given, "s3", {"path": f"{folder}/out"}, "json")
    back = glue_context.create_dynamic_frame.from_options("s3", {"paths": [f"{folder}/out"]}, "json")
    assert shown(back) == expected(rows)


def test_relations_put_together_are_the_records(
    glue_context: GlueContext, s3: Any, folder: str, chance: random.Random
) -> None:
    def element() -> dict[str, Any]:
        return {"v": chance.randrange(9), "deep": [chance.choice("xyz") for _ in range(chance.randrange(3))]}

    rows = [{"id": number, "list": [element() for _ in range(chance.randrange(4))]} for number in range(8)]
    relations = frame(glue_context, s3, f"{folder}/in", rows).repartition(3).relationalize("r", f"{folder}/staging")
    tables = {key: [row.asDict() for row in relations[key].toDF().collect()] for key in relations.keys()}  # noqa: SIM118

    def elements(table: str, key: Any) -> list[dict[str, Any]]:
        return sorted((row for row in tables.get(table, []) if row["id"] == key), key=lambda row: row["index"])

    def texts_of(key: Any) -> list[str]:
        return [deep["list.val.deep.val"] for deep in elements("r_list.val.deep", key)]

    together = [
        {
            "id": root["id"],
            "list": [
                {
                    "v": element["list.val.v"],
                    "deep": texts_of(element["list.val.deep"]),
                }
                for element in elements("r_list", root["list"])
            ],
        }
        for root in tables["r"]
    ]
    assert expected(together) == expected(rows)
