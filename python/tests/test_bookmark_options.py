"""Job bookmarks that are paused, rewound, reset, and committed by two runs at once."""

from __future__ import annotations

from typing import Any

import pytest
from bookmark_runs import DISABLE, ENABLE, JOB, PAUSE, Run, Script, entry, put, read_twice_without_moving

from awsglue.context import GlueContext


def test_a_disabled_bookmark_is_neither_read_nor_written(script: Script, s3: Any, folder: str, runs: list[Run]) -> None:
    put(s3, f"{folder}/1", "a")
    assert script.run(runs[0], DISABLE) == ["a"]
    assert script.run(runs[0]) == ["a"]
    assert script.run(runs[1], DISABLE) == ["a"]


def test_a_paused_bookmark_is_read_and_not_written(script: Script, s3: Any, runs: list[Run], glue: Any) -> None:
    read_twice_without_moving(script, s3, glue, runs, option=PAUSE)


def test_a_range_is_what_was_read_after_one_run_up_to_another(
    script: Script, s3: Any, folder: str, runs: list[Run], glue: Any
) -> None:
    first, second, third = (run["MASTIC_RUN_ID"] for run in runs)
    for run, name in zip(runs, "abc", strict=True):
        put(s3, f"{folder}/{name}", name)
        script.run(run)
    put(s3, f"{folder}/d", "d")
    before = entry(glue)
    assert script.run(runs[2], PAUSE, start=first, end=second) == ["b"]
    assert script.run(runs[2], PAUSE, start=first, end=third) == ["b", "c"]
    assert script.run(runs[2], PAUSE, start=second, end=second) == []
    assert entry(glue) == before
    with pytest.raises(Exception, match="has no run jr_none"):
        script.init(runs[2], PAUSE, start="jr_none", end=third)
    with pytest.raises(Exception, match="--job-bookmark-to need job-bookmark-pause"):
        script.init(runs[2], ENABLE, start=first, end=third)


def test_a_reset_forgets_everything(script: Script, s3: Any, folder: str, runs: list[Run], glue: Any) -> None:
    put(s3, f"{folder}/1", "a")
    script.run(runs[0])
    assert glue.reset_job_bookmark(JobName=JOB)["JobBookmarkEntry"]["Run"] == 0
    assert script.run(runs[1]) == ["a"]


def test_a_rewound_job_reads_on_after_that_run(
    script: Script, s3: Any, folder: str, runs: list[Run], glue: Any
) -> None:
    for run, name in zip(runs, "abc", strict=True):
        put(s3, f"{folder}/{name}", name)
        script.run(run)
    glue.reset_job_bookmark(JobName=JOB, RunId=runs[0]["MASTIC_RUN_ID"])
    assert script.run(runs[1]) == ["b", "c"]


def test_of_two_runs_at_once_one_commits(
    script: Script, s3: Any, folder: str, runs: list[Run], glue_context: GlueContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(s3, f"{folder}/1", "a")
    other = Script(glue_context, folder, monkeypatch)
    other.init(runs[0])
    assert other.read() == ["a"]
    assert script.run(runs[1]) == ["a"]
    with pytest.raises(Exception, match=r"VersionMismatchException: Continuation update failed for job bookmarked"):
        other.job.commit()


def test_a_process_that_lost_its_run_cannot_commit(script: Script, s3: Any, folder: str, runs: list[Run]) -> None:
    put(s3, f"{folder}/1", "a")
    with pytest.raises(Exception, match="StaleClaim: "):
        script.run(runs[0] | {"MASTIC_RUN_EPOCH": "7"})
    assert script.run(runs[0]) == ["a"]


def test_a_reset_during_a_run_refuses_its_commit(
    script: Script, s3: Any, folder: str, runs: list[Run], glue: Any
) -> None:
    put(s3, f"{folder}/1", "a")
    script.run(runs[0])
    script.init(runs[1])
    glue.reset_job_bookmark(JobName=JOB)
    with pytest.raises(Exception, match="VersionMismatchException"):
        script.job.commit()
