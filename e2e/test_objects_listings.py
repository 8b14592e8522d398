"""S3 by boto3: listings, their order and their pages."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from s3_requests import listed, put_many


def test_keys_are_listed_by_the_bytes_of_their_utf8(s3: Any, bucket: str) -> None:
    keys = [
        "a",
        "a!",
        "a/b",
        "a0",
        "B",
        "z",
        "é",
        "\uffee",
        "\U0001f600",
        "\U0001f600/x",
        "z/z",
        "long" * 50 + "é",
        "long" * 50 + "a/b",
    ]
    put_many(s3, bucket, keys)
    assert listed(s3, bucket) == sorted(keys, key=str.encode)
    assert listed(s3, bucket, PaginationConfig={"PageSize": 1}) == sorted(keys, key=str.encode)


def test_a_delimiter_folds_keys_into_prefixes(s3: Any, bucket: str) -> None:
    put_many(s3, bucket, ["a", "d/1", "d/2", "d/e/3", "d!", "f/4", "x|y", "x|z"])
    answer = s3.list_objects_v2(Bucket=bucket, Delimiter="/")
    assert [found["Key"] for found in answer["Contents"]] == ["a", "d!", "x|y", "x|z"]
    assert [found["Prefix"] for found in answer["CommonPrefixes"]] == ["d/", "f/"]
    assert answer["KeyCount"] == 6
    below = s3.list_objects_v2(Bucket=bucket, Delimiter="/", Prefix="d/")
    assert [found["Key"] for found in below["Contents"]] == ["d/1", "d/2"]
    assert [found["Prefix"] for found in below["CommonPrefixes"]] == ["d/e/"]
    bars = s3.list_objects_v2(Bucket=bucket, Delimiter="|", Prefix="x")
    assert [found["Prefix"] for found in bars["CommonPrefixes"]] == ["x|"]
    half = s3.list_objects_v2(Bucket=bucket, Delimiter="/", Prefix="d")
    assert [found["Key"] for found in half["Contents"]] == ["d!"]
    assert [found["Prefix"] for found in half["CommonPrefixes"]] == ["d/"]


def test_pages_meet_every_key_and_prefix_once(s3: Any, bucket: str) -> None:
    keys = [f"{folder}/{number}" for folder in ("a", "b", "c") for number in range(5)] + ["a!", "b-x", "top"]
    put_many(s3, bucket, keys)
    for size in (1, 2, 3, 7):
        assert listed(s3, bucket, PaginationConfig={"PageSize": size}) == sorted(keys)
        pages = s3.get_paginator("list_objects_v2").paginate(
            Bucket=bucket, Delimiter="/", PaginationConfig={"PageSize": size}
        )
        found = [p["Prefix"] for page in pages for p in page.get("CommonPrefixes", [])]
        assert found == ["a/", "b/", "c/"], size
        old = s3.get_paginator("list_objects").paginate(Bucket=bucket, PaginationConfig={"PageSize": size})
        assert [o["Key"] for page in old for o in page.get("Contents", [])] == sorted(keys), size


def test_start_after_names_a_key_that_need_not_exist(s3: Any, bucket: str) -> None:
    put_many(s3, bucket, ["a", "b/1", "b/2", "c"])
    assert listed(s3, bucket, StartAfter="aa") == ["b/1", "b/2", "c"]
    assert listed(s3, bucket, StartAfter="b/1") == ["b/2", "c"]
    assert listed(s3, bucket, StartAfter="b/") == ["b/1", "b/2", "c"]
    assert listed(s3, bucket, StartAfter="z") == []
    assert listed(s3, bucket, Prefix="b/", StartAfter="a") == ["b/1", "b/2"]


def test_a_page_of_no_keys_is_empty(s3: Any, bucket: str) -> None:
    put_many(s3, bucket, ["a"])
    answer = s3.list_objects_v2(Bucket=bucket, MaxKeys=0)
    assert (answer["KeyCount"], answer["IsTruncated"]) == (0, False)


def test_thousands_of_objects_are_listed_whole_and_in_order(s3: Any, bucket: str) -> None:
    keys = [f"p={number % 7}/part-{number:05}" for number in range(4_000)]
    put_many(s3, bucket, keys, 16)
    assert listed(s3, bucket) == sorted(keys)


def test_a_listing_holds_finished_objects_alone_while_others_come_and_go(s3: Any, bucket: str) -> None:
    stop = threading.Event()

    def change(thread: int) -> None:
        mine = s3
        for number in range(150):
            mine.put_object(Bucket=bucket, Key=f"folder/{thread}-{number % 3}", Body=b"whole")
            mine.delete_object(Bucket=bucket, Key=f"folder/{thread}-{number % 3}")

    def look() -> set[str]:
        seen: set[str] = set()
        while not stop.is_set():
            seen.update(listed(s3, bucket))
        return seen

    with ThreadPoolExecutor(5) as pool:
        looking = pool.submit(look)
        changing = [pool.submit(change, thread) for thread in range(4)]
        try:
            for one in changing:
                one.result()
        finally:
            stop.set()
    assert looking.result() <= {f"folder/{thread}-{number}" for thread in range(4) for number in range(3)}
    assert "CommonPrefixes" not in s3.list_objects_v2(Bucket=bucket, Delimiter="/")
