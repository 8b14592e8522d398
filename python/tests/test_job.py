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


def test_an_option_that_there_is_not_is_refused(glue_context: GlueContext) -> None:
    with pytest.raises(Exception, match="--job-bookmark-option is on: it is job-bookmark-enable or job-bookmark-pause"):
        Job(glue_context).init("trades", {"job_bookmark_option": "on"})


def test_the_arguments_of_the_process_stand_in(glue_context: GlueContext, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["script.py", "--job-bookmark-option", "job-bookmark-pause"])
    monkeypatch.delenv("MASTIC_RUN_ID")
    with pytest.raises(
        Exception, match="MASTIC_RUN_ID is not set: writes to S3 and job bookmarks need a Mastic server"
    ):
        Job(glue_context).init("trades")
