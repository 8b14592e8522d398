"""`GlueContext.write_data_frame`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pyspark.sql import DataFrame

if TYPE_CHECKING:
    from awsglue.context import GlueContext

__all__ = ["DataFrameWriter"]


class DataFrameWriter:
    """Short names for the methods of `GlueContext` that write DataFrames."""

    def __init__(self, glue_context: GlueContext) -> None:
        self._glue_context = glue_context

    def from_catalog(
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
        """See `GlueContext.write_data_frame_from_catalog`."""
        return self._glue_context.write_data_frame_from_catalog(
            frame,
            database,
            table_name,
            redshift_tmp_dir,
            transformation_ctx,
            additional_options,
            catalog_id,
            **kwargs,
        )

    def from_options(
        self,
        frame: DataFrame,
        connection_type: str,
        connection_options: dict[str, Any] = {},  # noqa: B006
        format: str | None = None,
        format_options: dict[str, Any] = {},  # noqa: B006
        transformation_ctx: str = "",
    ) -> DataFrame:
        """See `GlueContext.write_data_frame_from_options`."""
        return self._glue_context.write_data_frame_from_options(
            frame, connection_type, connection_options, format, format_options, transformation_ctx
        )
