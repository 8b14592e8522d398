"""The categories of failures, by texts that Spark, boto3 and Python really give."""

from __future__ import annotations

import pytest

from mastic_driver import insights

SEEN = {
    "SyntaxError: invalid syntax (line 3)": "SYNTAX_ERROR",
    "ModuleNotFoundError: No module named 'polars'": "IMPORT_ERROR",
    "SystemExit: 3": "SYSTEM_EXIT_ERROR",
    "java.lang.OutOfMemoryError: Java heap space": "OUT_OF_MEMORY_ERROR",
    "java.io.IOException: No space left on device": "DISK_NO_SPACE_ERROR",
    "ClientError: An error occurred (AccessDenied) when calling the PutObject operation": "PERMISSION_ERROR",
    "AnalysisException: [TABLE_OR_VIEW_NOT_FOUND] The table or view `t` cannot be found.": "QUERY_ERROR",
    "org.apache.spark.SparkArithmeticException: [DIVIDE_BY_ZERO] Division by zero.": "QUERY_ERROR",
    "EntityNotFoundException: Entity Not Found": "RESOURCE_NOT_FOUND_ERROR",
    "FileNotFoundError: [Errno 2] No such file or directory: 'x'": "RESOURCE_NOT_FOUND_ERROR",
    "s3://b/k.py cannot be read: Not Found": "RESOURCE_NOT_FOUND_ERROR",
    "java.net.ConnectException: Connection refused": "CONNECTION_ERROR",
    "ValueError: not enough values to unpack": "INVALID_ARGUMENT_ERROR",
    "The JVM ended with 1 at its start": "LAUNCH_ERROR",
    "org.apache.spark.SparkException: Job aborted": "UNCLASSIFIED_SPARK_ERROR",
    "KeyError: 'a'": "UNCLASSIFIED_ERROR",
}


@pytest.mark.parametrize("error", SEEN)
def test_a_failure_has_glues_category(error: str) -> None:
    assert insights.category(error) == SEEN[error]


def test_there_are_glues_28_categories() -> None:
    assert len({*insights.CATEGORIES, "UNCLASSIFIED_ERROR"}) == 28


def test_the_event_names_the_scripts_last_line() -> None:
    event = insights.event('AnalysisException: [X] y [job.py, line 12: spark.sql("[a], line 3")]')
    assert (event["script"], event["Last Executed Line number"]) == ("job.py", 12)
    assert insights.event("The JVM was killed by signal 9 (SIGKILL)")["Last Executed Line number"] == -1
