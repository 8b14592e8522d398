"""Job bookmarks: what the runs of a job read of S3, against a real server."""

from __future__ import annotations

import time
from typing import Any

from bookmark_runs import PAUSE, Run, Script, date, entry, put, put_dated, read_twice_without_moving, states

from conftest import BUCKET
from platform_process import Platform


def test_the_second_run_reads_what_is_new(script: Script, s3: Any, folder: str, runs: list[Run], glue: Any) -> None:
    put(s3, f"{folder}/1", "a")
    put(s3, f"{folder}/2", "b")
    assert script.run(runs[0]) == ["a", "b"]
    assert script.run(runs[1]) == []
    put(s3, f"{folder}/3", "c")
    assert script.run(runs[1]) == ["c"]
    assert script.run(runs[2]) == []
    assert entry(glue)["RunId"] == runs[2]["MASTIC_RUN_ID"]


def test_nothing_new_is_a_frame_without_columns(script: Script, s3: Any, folder: str, runs: list[Run]) -> None:
    put(s3, f"{folder}/1", "a")
    script.run(runs[0])
    script.init(runs[0])
    frame = script.context.create_dynamic_frame.from_options(
        "s3", {"paths": [folder]}, "csv", transformation_ctx=folder
    )
    assert frame.count() == 0
    assert frame.toDF().columns == []
    mapped = frame.apply_mapping([("col0", "string", "name", "string")])
    assert mapped.count() == 0
    script.context.write_dynamic_frame.from_options(mapped, "s3", {"path": f"{folder}-out"}, "parquet")
    sink = script.context.getSink("s3", path=f"{folder}-table/", enableUpdateCatalog=True)
    sink.setCatalogInfo(catalogDatabase="default", catalogTableName="nothing_new")
    sink.setFormat("glueparquet")
    sink.writeFrame(mapped)


def test_a_modified_file_is_read_again_whole(script: Script, s3: Any, folder: str, runs: list[Run]) -> None:
    put(s3, f"{folder}/1", "a")
    put(s3, f"{folder}/2", "b")
    script.run(runs[0])
    put(s3, f"{folder}/1", "a\nmore")  # perhaps within the second in which it was written first
    assert script.run(runs[1]) == ["a", "more"]


def test_deleted_files_do_not_matter(script: Script, s3: Any, folder: str, runs: list[Run]) -> None:
    put(s3, f"{folder}/1", "a")
    put(s3, f"{folder}/2", "b")
    script.run(runs[0])
    s3.delete_object(Bucket=BUCKET, Key=f"{folder.removeprefix(f's3://{BUCKET}/')}/1")
    assert script.run(runs[1]) == []


def test_what_comes_late_within_the_band_is_read(
    script: Script, s3: Any, folder: str, runs: list[Run], platform: Platform
) -> None:
    put(s3, f"{folder}/new", "a")
    assert script.run(runs[0]) == ["a"]
    for age, name in ((800, "late"), (1_000, "too_late")):
        put(s3, f"{folder}/{name}", name)
        date(platform, f"{folder}/{name}", time.time() - age)
    assert script.run(runs[1]) == ["late"]
    assert script.run(runs[1], maxBand=2_000_000) == []
    assert script.run(runs[1], PAUSE) == []


def test_with_a_smaller_band_less_is_remembered(
    script: Script, s3: Any, folder: str, runs: list[Run], glue: Any, platform: Platform
) -> None:
    for name, age in (("1", 5_000), ("2", 60), ("3", 1)):
        put(s3, f"{folder}/{name}", name)
        date(platform, f"{folder}/{name}", time.time() - age)
    assert script.run(runs[0], maxBand="10000") == ["1", "2", "3"]
    assert len(states(glue)[folder]["band"]) == 1
    assert script.run(runs[1], maxBand="10000") == []


def test_the_surplus_of_the_band_waits(
    script: Script, s3: Any, folder: str, runs: list[Run], platform: Platform
) -> None:
    put_dated(s3, platform, folder, "dcba")
    assert script.run(runs[0], maxFilesInBand=3) == ["b", "c", "d"]
    assert script.run(runs[1], maxFilesInBand=3) == []
    assert script.run(runs[1]) == ["a"]


def test_an_object_that_is_written_during_a_run_is_read_by_the_next(
    script: Script, s3: Any, folder: str, runs: list[Run]
) -> None:
    put(s3, f"{folder}/1", "a")
    script.init(runs[0])
    assert script.read() == ["a"]
    put(s3, f"{folder}/2", "b")
    script.job.commit()
    assert script.run(runs[1]) == ["b"]
    assert script.run(runs[2]) == []


def test_a_run_that_does_not_commit_moves_nothing(script: Script, s3: Any, runs: list[Run], glue: Any) -> None:
    read_twice_without_moving(script, s3, glue, runs, commit=False)
    assert script.run(runs[2]) == ["b"]


def test_init_and_commit_in_a_loop(script: Script, s3: Any, folder: str, runs: list[Run]) -> None:
    for name in "abc":
        put(s3, f"{folder}/{name}", name)
        assert script.run(runs[0]) == [name]
    script.init(runs[0])
    for name in "de":
        put(s3, f"{folder}/{name}", name)
        assert script.read() == [name]
        script.job.commit()


def test_two_sources_have_a_context_each(script: Script, s3: Any, folder: str, runs: list[Run]) -> None:
    put(s3, f"{folder}/1", "a")
    script.init(runs[0])
    assert script.read(ctx=f"{folder}-x") == ["a"]
    script.job.commit()
    put(s3, f"{folder}/2", "b")
    script.init(runs[1])
    assert script.read(ctx=f"{folder}-x") == ["b"]
    assert script.read(ctx=f"{folder}-y") == ["a", "b"]
    script.job.commit()
    script.init(runs[2])
    assert script.read(ctx=f"{folder}-x") + script.read(ctx=f"{folder}-y") == []


def test_a_source_without_a_context_reads_everything(script: Script, s3: Any, folder: str, runs: list[Run]) -> None:
    put(s3, f"{folder}/1", "a")
    assert script.run(runs[0], ctx="") == ["a"]
    assert script.run(runs[1], ctx="") == ["a"]
