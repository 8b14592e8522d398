"""A target of rows, made by `GlueContext.getSink`.

See https://docs.aws.amazon.com/glue/latest/dg/update-from-job.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pyspark.sql import DataFrame

from awsglue._options import as_json, require_files
from awsglue.dynamicframe import DynamicFrame

if TYPE_CHECKING:
    from awsglue.context import GlueContext

__all__ = ["DataSink"]


class DataSink:
    """A folder that rows are added to, and the table that describes it, if one is named."""

    def __init__(
        self, glue_context: GlueContext, connection_type: str, transformation_ctx: str, options: dict[str, Any]
    ) -> None:
        """Raises `NotImplementedError` for a connection type other than files."""
        require_files(connection_type)
        self._context = glue_context
        self._transformation_ctx = transformation_ctx
        self._options = dict(options)
        self._format = "" if connection_type.lower() in {"s3", "file"} else connection_type
        self._format_options: dict[str, Any] = {}
        self._table: tuple[str, str, str] | None = None

    def setFormat(self, format: str, **options: Any) -> None:
        """The files' format, `csv`, `json`, `parquet` or `glueparquet`, and its options."""
        self._format = format
        self._format_options = options

    def setCatalogInfo(self, catalogDatabase: str, catalogTableName: str, catalogId: str = "") -> None:
        """The table that a write creates or updates when the sink has `enableUpdateCatalog=True`."""
        self._table = (catalogDatabase, catalogTableName, catalogId)

    def setAccumulableSize(self, size: int) -> None:
        """Taken and without effect: it bounds Glue's store of error records."""

    def writeFrame(self, dynamic_frame: DynamicFrame, info: str = "") -> DynamicFrame:
        """Writes the frame's rows. Answers a frame of the records that failed, which has none."""
        self._write(dynamic_frame._jdf, "")
        return self._context._no_errors(dynamic_frame.name)

    def writeDataFrame(self, dataframe: DataFrame, glue_context: GlueContext, info: str = "") -> DataFrame:
        """Writes a DataFrame's rows, and answers it."""
        self._write(DynamicFrame.fromDF(dataframe, glue_context)._jdf, "")
        return dataframe

    def write(self, dynamic_frame_or_dfc: Any, info: str = "") -> Any:
        """Writes a frame, or each frame of a collection under its own name below the path.

        Raises `TypeError` for anything else.
        """
        if isinstance(dynamic_frame_or_dfc, DynamicFrame):
            return self.writeFrame(dynamic_frame_or_dfc, info)
        if hasattr(dynamic_frame_or_dfc, "keys") and hasattr(dynamic_frame_or_dfc, "select"):
            for key in dynamic_frame_or_dfc.keys():  # noqa: SIM118
                self._write(dynamic_frame_or_dfc.select(key)._jdf, str(key))
            return dynamic_frame_or_dfc
        raise TypeError(f"A DynamicFrame or a DynamicFrameCollection is needed, not {type(dynamic_frame_or_dfc)}")

    def _write(self, frame: Any, name: str) -> None:
        options = dict(self._options)
        if name and "path" in options:
            options["path"] = f"{str(options['path']).rstrip('/')}/{name}"
        how = (as_json(options), self._format, as_json(self._format_options), self._transformation_ctx)
        sink = self._context._jvm.io.mastic.runtime.sink.S3Sink
        if str(options.get("enableUpdateCatalog", False)).lower() != "true":
            sink.write(frame, *how)
            return
        if self._table is None:
            raise ValueError("enableUpdateCatalog needs a table: call setCatalogInfo before the write")
        database, table, account = self._table
        sink.writeWithTable(self._context._catalog, frame, *how, database, table + name, account or "")
