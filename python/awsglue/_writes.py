"""The methods of `GlueContext` that write.

See https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-extensions-glue-context.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from pyspark.sql import DataFrame

from awsglue._options import as_json, database_of, is_on
from awsglue.data_sink import DataSink
from awsglue.dynamicframe import DynamicFrame

if TYPE_CHECKING:
    from awsglue.context import GlueContext


class Writes:
    """Writes of frames, DataFrames and collections."""

    _jvm: Any
    _jsession: Any
    _catalog: Any

    @property
    def _own(self) -> GlueContext:
        return cast("GlueContext", self)

    def getSink(
        self, connection_type: str, format: str | None = None, transformation_ctx: str = "", **options: Any
    ) -> DataSink:
        """A target for rows: `path`, `partitionKeys`, `compression`, `enableUpdateCatalog`, `updateBehavior`.

        Raises `NotImplementedError` for a connection type other than files.
        """
        sink = DataSink(self._own, connection_type, transformation_ctx, options)
        if format:
            sink.setFormat(format)
        return sink

    def write_dynamic_frame_from_options(
        self,
        frame: DynamicFrame,
        connection_type: str,
        connection_options: dict[str, Any] = {},  # noqa: B006
        format: str | None = None,
        format_options: dict[str, Any] = {},  # noqa: B006
        transformation_ctx: str = "",
    ) -> DynamicFrame:
        """Adds the frame's rows to the folder `connection_options["path"]`.

        Answers a frame of the records that failed, `<name>_errors`, which has none.
        """
        if not isinstance(frame, DynamicFrame):
            raise TypeError(f"A DynamicFrame is needed, not {type(frame)}")
        sink = self._sink(connection_type, connection_options, format, format_options, transformation_ctx)
        return sink.writeFrame(frame)

    def write_from_options(
        self,
        frame_or_dfc: Any,
        connection_type: str,
        connection_options: dict[str, Any] = {},  # noqa: B006
        format: Any = {},  # noqa: B006 - Glue's own default
        format_options: dict[str, Any] = {},  # noqa: B006
        transformation_ctx: str = "",
        **kwargs: Any,
    ) -> Any:
        """As `write_dynamic_frame_from_options`, also for a collection: each frame gets a folder by its name."""
        sink = self._sink(connection_type, connection_options, format, format_options, transformation_ctx)
        return sink.write(frame_or_dfc)

    def write_dynamic_frame_from_catalog(
        self,
        frame: DynamicFrame,
        database: str | None = None,
        table_name: str | None = None,
        redshift_tmp_dir: str = "",
        transformation_ctx: str = "",
        additional_options: dict[str, Any] = {},  # noqa: B006
        catalog_id: str | None = None,
        **kwargs: Any,
    ) -> DynamicFrame:
        """Adds the frame's rows to a table that exists, in its format and place and by its partition keys.

        With `enableUpdateCatalog` in `additional_options` new partitions are added to the table, and its columns are
        updated as `updateBehavior` says. Answers the frame `<name>_errors`, which has no rows.
        """
        if not isinstance(frame, DynamicFrame):
            raise TypeError(f"A DynamicFrame is needed, not {type(frame)}")
        name_space = database_of(database, table_name, kwargs)
        self._write_to_table(
            frame._jdf.rows(), name_space, table_name, transformation_ctx, additional_options, catalog_id
        )
        return self._no_errors(frame.name)

    def write_data_frame_from_catalog(
        self,
        frame: DataFrame,
        database: str | None = None,
        table_name: str | None = None,
        redshift_tmp_dir: str = "",
        transformation_ctx: str = "",
        additional_options: dict[str, Any] = {},  # noqa: B006
        catalog_id: str | None = None,
        **kwargs: Any,
    ) -> DataFrame:
        """As `write_dynamic_frame_from_catalog`, for a DataFrame, which it answers.

        `useSparkDataSink` in `additional_options` is taken, and excludes `enableUpdateCatalog`, as in Glue.
        """
        if is_on(additional_options, "useSparkDataSink") and is_on(additional_options, "enableUpdateCatalog"):
            raise ValueError("enableUpdateCatalog is not supported with useSparkDataSink: leave one of them out")
        name_space = database_of(database, table_name, kwargs)
        self._write_to_table(frame._jdf, name_space, table_name, transformation_ctx, additional_options, catalog_id)
        return frame

    def write_data_frame_from_options(
        self,
        frame: DataFrame,
        connection_type: str,
        connection_options: dict[str, Any] = {},  # noqa: B006
        format: str | None = None,
        format_options: dict[str, Any] = {},  # noqa: B006
        transformation_ctx: str = "",
    ) -> DataFrame:
        """As `write_dynamic_frame_from_options`, for a DataFrame, which it answers."""
        if not isinstance(frame, DataFrame):
            raise TypeError(f"A DataFrame is needed, not {type(frame)}")
        sink = self._sink(connection_type, connection_options, format, format_options, transformation_ctx)
        return sink.writeDataFrame(frame, self._own)

    def _sink(
        self,
        connection_type: str,
        connection_options: dict[str, Any],
        format: str | None,
        format_options: dict[str, Any],
        transformation_ctx: str,
    ) -> DataSink:
        sink = DataSink(self._own, connection_type, transformation_ctx, connection_options)
        if format:
            sink.setFormat(format, **format_options)
        return sink

    def _write_to_table(
        self,
        rows: Any,
        database: str,
        table: str | None,
        transformation_ctx: str,
        options: dict[str, Any],
        catalog_id: str | None,
    ) -> None:
        self._jvm.io.mastic.runtime.sink.CatalogSink.write(
            self._catalog, rows, database, table, as_json(options), transformation_ctx, catalog_id or ""
        )

    def _no_errors(self, name: str) -> DynamicFrame:
        none = self._jvm.io.mastic.runtime.frame.DynamicFrame.fromDF(self._jsession.emptyDataFrame(), f"{name}_errors")
        return DynamicFrame(none, self._own, f"{name}_errors")
