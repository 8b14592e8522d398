"""Reads of `GlueContext` that look at a part of the data, or at none.

See https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-extensions-glue-context.html
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

from pyspark.sql.types import StructType

from awsglue._options import database_of
from awsglue.data_source import DataSource, as_sample, first_rows

if TYPE_CHECKING:
    from awsglue.context import GlueContext
    from awsglue.dynamicframe import DynamicFrame


class Samples:
    """Sampling reads."""

    _jvm: Any
    _catalog: Any

    def create_sample_dynamic_frame_from_catalog(
        self,
        database: str | None = None,
        table_name: str | None = None,
        num: int | None = None,
        sample_options: dict[str, Any] = {},  # noqa: B006
        redshift_tmp_dir: str = "",
        transformation_ctx: str = "",
        push_down_predicate: str = "",
        additional_options: dict[str, Any] = {},  # noqa: B006
        catalog_id: str | None = None,
        erieTxId: str = "",
        asOfTime: str = "",
        **kwargs: Any,
    ) -> DynamicFrame:
        """The first `num` rows (all if None) of a few files of a table.

        `sample_options`: `maxSamplePartitions` (10) and `maxSampleFilesPerPartition` (10).
        """
        context = cast("GlueContext", self)
        frame = context.create_dynamic_frame_from_catalog(
            database,
            table_name,
            redshift_tmp_dir,
            transformation_ctx,
            push_down_predicate,
            as_sample(additional_options, sample_options),
            catalog_id,
            **kwargs,
        )
        return first_rows(frame, num)

    def create_sample_dynamic_frame_from_options(
        self,
        connection_type: str,
        connection_options: dict[str, Any] = {},  # noqa: B006
        num: int | None = None,
        sample_options: dict[str, Any] = {},  # noqa: B006
        format: str | None = None,
        format_options: dict[str, Any] = {},  # noqa: B006
        transformation_ctx: str = "",
        push_down_predicate: str = "",
        **kwargs: Any,
    ) -> DynamicFrame:
        """The first `num` rows (all if None) of a few files at `connection_options["paths"]`.

        `sample_options`: `maxSamplePartitions` (10) and `maxSampleFilesPerPartition` (10).
        """
        source = DataSource(cast("GlueContext", self), connection_type, connection_options, push_down_predicate)
        if format:
            source.setFormat(format, **format_options)
        return source.getSampleFrame(num, **sample_options)

    def get_catalog_schema_as_spark_schema(
        self, database: str | None = None, table_name: str | None = None, catalog_id: str | None = None
    ) -> StructType:
        """The columns of a table, then its partition keys, as Spark's types."""
        name_space = database_of(database, table_name, {})
        schema = self._jvm.io.mastic.runtime.source.CatalogSource.schema(
            self._catalog, name_space, table_name, catalog_id or ""
        )
        return StructType.fromJson(json.loads(schema.json()))
