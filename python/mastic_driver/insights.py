"""Says of a failed run what kind of failure it was, where in the script, and tells Glue's error metrics of it."""

from __future__ import annotations

import re
import sys
import time

from mastic_driver import channel, jvm
from mastic_driver.channel import RunSpec

# The last number that a run may give to what it measures: that of its end.
LAST_NUMBER = 4_999
LINE = re.compile(r" \[(?P<script>[^\[\]]+), line (?P<line>\d+)(?:: .*)?\]$", re.DOTALL)
TRACE_CHARACTERS = 16_000

# Looked for in this order in the error's type and text: what is special stands before what is general.
CATEGORIES = {
    "SYNTAX_ERROR": r"^(SyntaxError|IndentationError|TabError)\b",
    "IMPORT_ERROR": r"^(ModuleNotFoundError|ImportError)\b",
    "SYSTEM_EXIT_ERROR": r"^SystemExit\b",
    "GLUE_JOB_BOOKMARK_VERSION_MISMATCH_ERROR": r"VersionMismatchException",
    "OUT_OF_MEMORY_ERROR": r"OutOfMemoryError|MemoryError|memory has run out",
    "DISK_NO_SPACE_ERROR": r"No space left on device",
    "THROTTLING_ERROR": r"Throttling|SlowDown|TooManyRequests|Rate exceeded",
    "LAKEFORMATION_ERROR": r"Lake ?Formation",
    "PERMISSION_ERROR": r"AccessDenied|is not authorized|PermissionError|AccessControlException|403 Forbidden",
    "DATA_LAKE_FRAMEWORK_ERROR": r"org\.apache\.(iceberg|hudi)|io\.delta|DELTA_",
    "DYNAMODB_ERROR": r"[Dd]ynamo ?D[Bb]",
    "REDSHIFT_ERROR": r"[Rr]edshift",
    "GLUE_VALIDATION_ERROR": r"GlueArgumentError|ValidationException",
    "QUERY_ERROR": r"AnalysisException|ParseException|ArithmeticException|DateTimeException|NumberFormatException"
    r"|\[(UNRESOLVED|DIVIDE_BY_ZERO|CAST_|PARSE_|TABLE_OR_VIEW_NOT_FOUND|DATATYPE_MISMATCH)",
    "RESOURCES_ALREADY_EXISTS_ERROR": r"AlreadyExists|already exists",
    "RESOURCE_NOT_FOUND_ERROR": r"EntityNotFound|NoSuchBucket|NoSuchKey|FileNotFound|NoSuchObject|cannot be read: ",
    "S3_ERROR": r"AmazonS3Exception|S3Exception|S3AFileSystem|AWSS3IOException",
    "CONNECTION_ERROR": r"Connect(ion|Exception|TimeoutException)|UnknownHostException|CommunicationsException",
    "TIMEOUT_ERROR": r"Timeout|timed out",
    "UNSUPPORTED_OPERATION_ERROR": r"UnsupportedOperation|NotImplementedError|OperationNotSupported",
    "GLUE_INTERNAL_SERVICE_ERROR": r"InternalServiceException",
    "GLUE_OPERATION_TIMEOUT_ERROR": r"OperationTimeoutException",
    "INVALID_ARGUMENT_ERROR": r"IllegalArgumentException|InvalidInputException|InvalidParameter"
    r"|^(ValueError|TypeError)\b",
    "GLUE_ERROR": r"com\.amazonaws\.services\.glue|software\.amazon\.awssdk\.services\.glue|io\.mastic\.runtime",
    "COMPILATION_ERROR": r"CompileException|CodeGenerator",
    "LAUNCH_ERROR": r"The JVM (ended|has not started)|has no Command\.ScriptLocation",
    "UNCLASSIFIED_SPARK_ERROR": r"SparkException|Py4JJavaError|PySpark|org\.apache\.spark",
}


def category(error: str) -> str:
    """One of Glue's 28 error categories."""
    found = (name for name, pattern in CATEGORIES.items() if re.search(pattern, error))
    return next(found, "UNCLASSIFIED_ERROR")


def tell(spec: RunSpec, error: str | None) -> None:
    """Writes the cause of a failure into its log stream, and the metrics of the run's end; neither fails the run."""
    try:
        if (
            error is not None
            and spec.kind != "SHELL"
            and spec.arguments.get("--enable-job-insights", "true") != "false"
        ):
            channel.send("insights/job-insights-rca-driver", event(error))
        if jvm.flag(spec.arguments, "--enable-observability-metrics"):
            channel.send("metrics", {"number": LAST_NUMBER, "values": outcome(error)})
    except Exception as e:
        print(f"Job insights were not told: {e}", file=sys.stderr, flush=True)


def event(error: str) -> dict[str, object]:
    """The event by which Glue tells a failure, in one line of JSON."""
    place = LINE.search(error)
    return {
        "Event": "GlueETLJobExceptionEvent",
        "Timestamp": time.time_ns() // 1_000_000,
        "Failure Reason": error[:TRACE_CHARACTERS],
        "Error Category": category(error),
        "Last Executed Line number": int(place["line"]) if place else -1,
        "script": place["script"] if place else "",
    }


def outcome(error: str | None) -> list[dict[str, object]]:
    """Glue's reliability metrics: each 1 or 0, so that their average over runs is a rate."""
    failed = error is not None
    values = {"glue.succeed.ALL": not failed, "glue.error.ALL": failed}
    if error is not None:
        values[f"glue.error.{category(error)}"] = True
    return [{"name": name, "type": "count", "group": "error", "value": int(value)} for name, value in values.items()]
