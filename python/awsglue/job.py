"""The job that a script belongs to.

See https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-extensions-job.html
"""

from __future__ import annotations

import logging
from typing import Any

from pyspark.sql import SparkSession, SQLContext

_log = logging.getLogger("awsglue.job")


class Job:
    """Begins and ends the job's bookkeeping. A script may leave it out, and may repeat `init` and `commit`."""

    def __init__(self, glue_context: Any) -> None:
        """`glue_context` is a `GlueContext` or a Spark session."""
        if not isinstance(glue_context, (SQLContext, SparkSession)):
            raise Exception(f"cannot init Job instance given input parameter type: {type(glue_context)}")
        self._glue_context = glue_context
        self._name: str | None = None

    def init(self, job_name: str, args: dict[str, Any] = {}) -> None:  # noqa: B006
        """Begins the job under its name; `args` is what `getResolvedOptions` answered.

        Job bookmarks do not work yet: asking for them is said in the log, and every run reads all of its input.
        """
        wanted = args.get("job_bookmark_option")
        if wanted in ("job-bookmark-enable", "job-bookmark-pause"):
            _log.warning("%s has no effect: Mastic does not keep job bookmarks yet, so all input is read", wanted)
        self._name = job_name

    def isInitialized(self) -> bool:
        """Whether `init` was called, and not `reset` since."""
        return self._name is not None

    def commit(self) -> None:
        """Ends the job's bookkeeping. Writes have happened already: there is nothing to save without bookmarks."""

    def reset(self) -> None:
        """Forgets `init`."""
        self._name = None
