"""The job that a script belongs to.

See https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-extensions-job.html
"""

from __future__ import annotations

import sys
from typing import Any

from pyspark.sql import SparkSession, SQLContext

from awsglue import _bookmark
from awsglue.utils import bookmark_arguments


class Job:
    """Begins and ends the job's bookkeeping. A script may leave it out, and may repeat `init` and `commit`."""

    def __init__(self, glue_context: Any) -> None:
        """`glue_context` is a `GlueContext` or a Spark session."""
        if isinstance(glue_context, SparkSession):
            self._session = glue_context
        elif isinstance(glue_context, SQLContext):
            self._session = glue_context.sparkSession
        else:
            raise Exception(f"cannot init Job instance given input parameter type: {type(glue_context)}")
        self._name: str | None = None
        self._bookmark: Any = None

    def init(self, job_name: str, args: dict[str, Any] = {}) -> None:  # noqa: B006
        """Begins the job; `args` is what `getResolvedOptions` answered, or the process's arguments are taken.

        With `--job-bookmark-option job-bookmark-enable` or `job-bookmark-pause` sources that have a
        `transformation_ctx` read on from the job's bookmark as it is now.
        """
        asked = args if "job_bookmark_option" in args else bookmark_arguments(sys.argv)
        self.reset()
        if asked["job_bookmark_option"] != "job-bookmark-disable":
            self._bookmark = _bookmark.begin(
                self._session.sparkContext._jvm,
                asked["job_bookmark_option"],
                asked.get("job_bookmark_from"),
                asked.get("job_bookmark_to"),
            )
        self._name = job_name

    def isInitialized(self) -> bool:
        """Whether `init` was called, and not `reset` since."""
        return self._name is not None

    def commit(self) -> None:
        """Keeps, under `job-bookmark-enable`, what all sources have read since `init`, in one step.

        Raises with `VersionMismatchException` in the text when another run of the job has committed since `init` or
        its bookmark was reset: nothing is kept then. Writes have happened already in any case.
        """
        if self._bookmark is not None:
            self._bookmark.commit()

    def reset(self) -> None:
        """Forgets `init`: sources read everything."""
        _bookmark.end()
        self._bookmark = None
        self._name = None
