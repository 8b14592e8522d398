"""A source of rows, made by `GlueContext.getSource`.

See https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-extensions-glue-context.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pyspark.sql import DataFrame

from awsglue import _bookmark, _excel
from awsglue._options import as_json, frame_name, require_files
from awsglue.dynamicframe import DynamicFrame

if TYPE_CHECKING:
    from awsglue.context import GlueContext

__all__ = ["DataSource"]


class DataSource:
    """Files and how to read them. Nothing is read before `getFrame`."""

    def __init__(
        self,
        glue_context: GlueContext,
        connection_type: str,
        connection_options: dict[str, Any],
        push_down_predicate: str = "",
        transformation_ctx: str = "",
    ) -> None:
        """Raises `NotImplementedError` for a connection type other than files."""
        require_files(connection_type)
        self._context = glue_context
        self._options = dict(connection_options)
        self._predicate = push_down_predicate or ""
        self._transformation_ctx = transformation_ctx
        self._format = "" if connection_type.lower() in {"s3", "file"} else connection_type
        self._format_options: dict[str, Any] = {}
        self.name = frame_name(self._options)

    def setFormat(self, format: str, **options: Any) -> None:
        """The files' format, such as `csv`, `json`, `parquet`, `orc`, `avro`, `xml`, `grokLog` or `excel`."""
        self._format = format
        self._format_options = options

    def getFrame(self, **options: Any) -> DynamicFrame:
        """The rows; with a job's bookmark and a `transformation_ctx` those of new files.

        `minPartitions` and `targetPartitions` are taken and have no effect: Spark cuts the files.
        """
        jdf = self._context._jvm.io.mastic.runtime.source.S3Source.read(
            self._context._jsession,
            self.name,
            as_json(self._options),
            self._format,
            as_json(self._format_options),
            self._predicate,
            _bookmark.of_files(self._context._jvm, self._transformation_ctx),
        )
        frame = DynamicFrame(jdf, self._context, self.name)
        return _excel.frame(frame, self._format_options) if self._format.lower() == "excel" else frame

    def getDataFrame(self) -> DataFrame:
        """The rows as a Spark DataFrame."""
        return self.getFrame().toDF()

    def getSampleFrame(self, num: int | None, **options: Any) -> DynamicFrame:
        """The first `num` rows (all if None) of a few files.

        `options`: `maxSamplePartitions` (10) and `maxSampleFilesPerPartition` (10).
        """
        sample = DataSource(self._context, "s3", as_sample(self._options, options), self._predicate)
        sample.setFormat(self._format, **self._format_options)
        return first_rows(sample.getFrame(), num)


def as_sample(options: dict[str, Any], sample: dict[str, Any]) -> dict[str, Any]:
    """The options of a read that looks at a few files only."""
    return {**options, "maxSamplePartitions": 10, "maxSampleFilesPerPartition": 10, **sample}


def first_rows(frame: DynamicFrame, num: int | None) -> DynamicFrame:
    """Some rows of a frame, all of them for None."""
    return frame if num is None else DynamicFrame.fromDF(frame.toDF().limit(num), frame.glue_ctx, frame.name)
