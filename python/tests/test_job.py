"""Job: what scripts call first and last."""

from __future__ import annotations

import pytest

from awsglue.context import GlueContext
from awsglue.job import Job
from awsglue.utils import getResolvedOptions


def test_a_script_begins_and_ends_its_job(glue_context: GlueContext) -> None:
    args = getResolvedOptions(["script.py", "--JOB_NAME", "trades"], ["JOB_NAME"])
    job = Job(glue_context)
    assert not job.isInitialized()
    for _ in range(2):
        job.init(args["JOB_NAME"], args)
        assert job.isInitialized()
        job.commit()
    job.reset()
    assert not job.isInitialized()


def test_a_session_will_do(glue_context: GlueContext) -> None:
    job = Job(glue_context.spark_session)
    job.init("trades")
    job.commit()


def test_anything_else_will_not() -> None:
    with pytest.raises(Exception, match=r"^cannot init Job instance given input parameter type: <class 'str'>$"):
        Job("context")


@pytest.mark.parametrize("option", ["job-bookmark-enable", "job-bookmark-pause"])
def test_bookmarks_are_said_to_have_no_effect(
    glue_context: GlueContext, caplog: pytest.LogCaptureFixture, option: str
) -> None:
    Job(glue_context).init("trades", {"job_bookmark_option": option})
    assert f"{option} has no effect: Mastic does not keep job bookmarks yet" in caplog.text


def test_no_bookmarks_need_no_words(glue_context: GlueContext, caplog: pytest.LogCaptureFixture) -> None:
    Job(glue_context).init("trades", {"job_bookmark_option": "job-bookmark-disable"})
    assert not caplog.text
