"""DynamicFrame: rows with a schema and a name, which Glue's transforms work on.

See https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-extensions-dynamic-frame.html
"""

from __future__ import annotations

from typing import Any

from awsglue._collection import DynamicFrameCollection
from awsglue._columns import ColumnTransforms
from awsglue._frame import ResolveOption
from awsglue._rows import RowTransforms

__all__ = [
    "DynamicFrame",
    "DynamicFrameCollection",
    "DynamicFrameReader",  # noqa: F822
    "DynamicFrameWriter",  # noqa: F822
    "ResolveOption",
]


def __getattr__(name: str) -> Any:
    # Glue has the reader and the writer here; ours import this module, and so cannot be imported before it is complete.
    if name in ("DynamicFrameReader", "DynamicFrameWriter"):
        from awsglue import _readers

        return getattr(_readers, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


class DynamicFrame(ColumnTransforms, RowTransforms):
    """Rows of one schema under a name, immutable and lazy.

    A field whose values have several types is a choice. Each transform answers a new frame, and only `count`, `show`
    and writes run a Spark job, besides those that say so.

    Every transform takes Glue's four last parameters. `transformation_ctx` has no effect, and `info` is shown by error
    records. `stageThreshold` and `totalThreshold` are numbers of error records of this step, and of all steps so far,
    beyond which it fails; 0 stands for any number. Where a threshold is set and there may be some, they are counted at
    once, which runs a Spark job; `RuntimeError` says that they are too many.
    """
