"""GlueContext: where a script's frames come from and go to.

See https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-extensions-glue-context.html
"""

from __future__ import annotations

import time
import warnings
from typing import Any

from pyspark import SparkContext
from pyspark.sql import DataFrame, SparkSession, SQLContext

from awsglue import _bookmark
from awsglue._later import NotYetInContext
from awsglue._logger import GlueLogger
from awsglue._options import as_json, database_of
from awsglue._readers import DynamicFrameReader, DynamicFrameWriter
from awsglue.data_sink import DataSink
from awsglue.data_source import DataSource
from awsglue.dataframereader import DataFrameReader
from awsglue.dataframewriter import DataFrameWriter
from awsglue.dynamicframe import DynamicFrame

__all__ = ["GlueContext"]


class GlueContext(NotYetInContext, SQLContext):
    """Creates and writes frames in one Spark session. Several may live in one driver.

    Errors of AWS's services reach the script with AWS's code and text.
    """

    Spark_SQL_Formats = frozenset({"parquet", "orc"})
    Unsupported_Compression_Types = frozenset({"lzo"})

    def __init__(self, sparkContext: SparkContext | SparkSession | None = None, **options: Any) -> None:
        """Takes a SparkContext, a SparkSession, or nothing for the driver's own.

        `minPartitions` and `targetPartitions` are taken and have no effect: Spark cuts the files.
        """
        if isinstance(sparkContext, SparkSession):
            session = sparkContext
        else:
            session = SparkSession(sparkContext or SparkContext.getOrCreate())
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)  # pyspark's word against SQLContext, which Glue's is
            super().__init__(session.sparkContext, session)
        self.spark_session = session
        self.create_dynamic_frame = DynamicFrameReader(self)
        self.create_data_frame = DataFrameReader(self)
        self.write_dynamic_frame = DynamicFrameWriter(self)
        self.write_data_frame = DataFrameWriter(self)
        self._jvm: Any = session.sparkContext._jvm
        self._jsession: Any = session._jsparkSession
        self._known_catalog: Any = None

    @property
    def _catalog(self) -> Any:
        """The JVM's client of the Data Catalog."""
        if self._known_catalog is None:
            self._known_catalog = self._jvm.io.mastic.runtime.catalog.DataCatalog.fromEnvironment()
        return self._known_catalog

    def getSource(
        self,
        connection_type: str,
        format: str | None = None,
        transformation_ctx: str = "",
        push_down_predicate: str = "",
        **options: Any,
    ) -> DataSource:
        """A source whose format can be set before its rows are taken.

        Raises `NotImplementedError` for a connection type other than files.
        """
        source = DataSource(self, connection_type, options, push_down_predicate, transformation_ctx)
        if format:
            source.setFormat(format)
        return source

    def create_dynamic_frame_from_options(
        self,
        connection_type: str,
        connection_options: dict[str, Any] = {},  # noqa: B006
        format: str | None = None,
        format_options: dict[str, Any] = {},  # noqa: B006
        transformation_ctx: str = "",
        push_down_predicate: str = "",
        **kwargs: Any,
    ) -> DynamicFrame:
        """A frame of the files at `connection_options["paths"]`; without columns when there is no file.

        `recurse` reads sub-folders. Folders named `key=value` give columns of type string, and
        `push_down_predicate` (Spark SQL over them) chooses which folders are read. Columns of CSV are strings, those
        of JSON have the types of their values, those of Parquet follow the files.
        """
        source = DataSource(self, connection_type, connection_options, push_down_predicate, transformation_ctx)
        if format:
            source.setFormat(format, **format_options)
        return source.getFrame(**kwargs)

    def create_dynamic_frame_from_catalog(
        self,
        database: str | None = None,
        table_name: str | None = None,
        redshift_tmp_dir: str = "",
        transformation_ctx: str = "",
        push_down_predicate: str = "",
        additional_options: dict[str, Any] = {},  # noqa: B006
        catalog_id: str | None = None,
        **kwargs: Any,
    ) -> DynamicFrame:
        """A frame of a catalog table's rows, with the table's columns and types, then its partition keys.

        `push_down_predicate` (Spark SQL over the keys) chooses the partitions that are read;
        `additional_options={"catalogPartitionPredicate": …}` has the catalog choose before. The database may be
        given as `name_space`.
        """
        name_space = database_of(database, table_name, kwargs)
        jdf = self._jvm.io.mastic.runtime.source.CatalogSource.read(
            self._jsession,
            self._catalog,
            name_space,
            table_name,
            as_json(additional_options),
            push_down_predicate or "",
            catalog_id or "",
            _bookmark.of_files(self._jvm, transformation_ctx),
        )
        return DynamicFrame(jdf, self, str(table_name))

    def create_dynamic_frame_from_rdd(
        self,
        data: Any,
        name: str,
        schema: Any = None,
        sample_ratio: float | None = None,
        transformation_ctx: str = "",
    ) -> DynamicFrame:
        """A frame of an RDD or list of rows, as Spark's `createDataFrame` makes a DataFrame of it."""
        return DynamicFrame.fromDF(self.spark_session.createDataFrame(data, schema, sample_ratio), self, name)

    def create_data_frame_from_options(
        self,
        connection_type: str,
        connection_options: dict[str, Any] = {},  # noqa: B006
        format: str | None = None,
        format_options: dict[str, Any] = {},  # noqa: B006
        transformation_ctx: str = "",
        push_down_predicate: str = "",
        **kwargs: Any,
    ) -> DataFrame:
        """As `create_dynamic_frame_from_options`, as a DataFrame. Streams are not supported yet."""
        return self.create_dynamic_frame_from_options(
            connection_type,
            connection_options,
            format,
            format_options,
            transformation_ctx,
            push_down_predicate,
            **kwargs,
        ).toDF()

    def create_data_frame_from_catalog(
        self,
        database: str | None = None,
        table_name: str | None = None,
        redshift_tmp_dir: str = "",
        transformation_ctx: str = "",
        push_down_predicate: str = "",
        additional_options: dict[str, Any] = {},  # noqa: B006
        catalog_id: str | None = None,
        **kwargs: Any,
    ) -> DataFrame:
        """As `create_dynamic_frame_from_catalog`, as a DataFrame. Streams are not supported yet."""
        return self.create_dynamic_frame_from_catalog(
            database,
            table_name,
            redshift_tmp_dir,
            transformation_ctx,
            push_down_predicate,
            additional_options,
            catalog_id,
            **kwargs,
        ).toDF()

    def getSink(
        self, connection_type: str, format: str | None = None, transformation_ctx: str = "", **options: Any
    ) -> DataSink:
        """A target for rows: `path`, `partitionKeys`, `compression`, `enableUpdateCatalog`, `updateBehavior`.

        Raises `NotImplementedError` for a connection type other than files.
        """
        sink = DataSink(self, connection_type, transformation_ctx, options)
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
        format: str | None = None,
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
            frame._jdf.toDF(), name_space, table_name, transformation_ctx, additional_options, catalog_id
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
        """As `write_dynamic_frame_from_catalog`, for a DataFrame, which it answers."""
        name_space = database_of(database, table_name, kwargs)
        self._write_to_table(frame._jdf, name_space, table_name, transformation_ctx, additional_options, catalog_id)
        return frame

    def get_logger(self) -> GlueLogger:
        """A logger whose lines go to the error log of the job's driver."""
        return GlueLogger(self._jvm.org.slf4j.LoggerFactory.getLogger("io.mastic.GlueLogger"))

    def currentTimeMillis(self) -> int:
        """The time in milliseconds since 1970."""
        return time.time_ns() // 1_000_000

    def _sink(
        self,
        connection_type: str,
        connection_options: dict[str, Any],
        format: str | None,
        format_options: dict[str, Any],
        transformation_ctx: str,
    ) -> DataSink:
        sink = DataSink(self, connection_type, transformation_ctx, connection_options)
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
        return DynamicFrame(none, self, f"{name}_errors")
