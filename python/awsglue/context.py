"""GlueContext: where a script's frames come from and go to.

See https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-extensions-glue-context.html
"""

from __future__ import annotations

import time
import warnings
from typing import Any

from pyspark import SparkContext
from pyspark.sql import DataFrame, SparkSession, SQLContext, functions

from awsglue import _bookmark
from awsglue._later import NotYetInContext
from awsglue._logger import GlueLogger
from awsglue._maintenance import Maintenance
from awsglue._options import as_json, database_of, is_on
from awsglue._readers import DynamicFrameReader, DynamicFrameWriter
from awsglue._samples import Samples
from awsglue._writes import Writes
from awsglue.data_source import DataSource
from awsglue.dataframereader import DataFrameReader
from awsglue.dataframewriter import DataFrameWriter
from awsglue.dynamicframe import DynamicFrame, ResolveOption
from awsglue.gluetypes import DataType

__all__ = ["GlueContext"]

_INGESTION = ("year", "month", "day", "hour", "minute")


class GlueContext(Writes, Samples, Maintenance, NotYetInContext, SQLContext):
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
        """As `create_dynamic_frame_from_catalog`, as a DataFrame. Streams are not supported yet.

        `additional_options={"useSparkDataSource": True}` has Spark read the table's folder in its own way, with the
        columns that it finds there, or with those of the catalog if `useCatalogSchema` is `True` as well.
        """
        if is_on(additional_options, "useSparkDataSource"):
            rows = self._jvm.io.mastic.runtime.source.SparkSource.read(
                self._jsession,
                self._catalog,
                database_of(database, table_name, kwargs),
                table_name,
                as_json(additional_options),
                push_down_predicate or "",
                catalog_id or "",
            )
            return DataFrame(rows, self.spark_session)
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

    def get_logger(self) -> GlueLogger:
        """A logger whose lines go to the error log of the job's driver."""
        return GlueLogger(self._jvm.org.slf4j.LoggerFactory.getLogger("io.mastic.GlueLogger"))

    def currentTimeMillis(self) -> int:
        """The time in milliseconds since 1970."""
        return time.time_ns() // 1_000_000

    def add_ingestion_time_columns(self, frame: DataFrame, time_granularity: str) -> DataFrame:
        """The rows with the time of their ingestion: `ingest_year`, `ingest_month`, `ingest_day`, and so on.

        `time_granularity` is `day`, `hour` or `minute`: the last of the columns.
        """
        if time_granularity not in _INGESTION[2:]:
            raise ValueError(f"time_granularity is one of {', '.join(_INGESTION[2:])}, not {time_granularity!r}")
        now = functions.current_timestamp()
        parts = _INGESTION[: _INGESTION.index(time_granularity) + 1]
        return frame.withColumns(
            {f"ingest_{part}": functions.extract(functions.lit(part), now).cast("int") for part in parts}
        )

    def convert_resolve_option(self, path: str, action: str, target: Any) -> ResolveOption:
        """What `DynamicFrame.toDF` takes for the choice at a path: `KeepAsStruct`, or `Project` to a type.

        `target` is a type of `awsglue.gluetypes`. Raises `ValueError` for any other action.
        """
        wanted = {"keepasstruct": "KeepAsStruct", "project": "Project"}.get(action.lower())
        if wanted is None:
            raise ValueError(f"Invalid resolve action {action}: it is KeepAsStruct or Project")
        if wanted == "Project" and not isinstance(target, DataType):
            raise ValueError(f"Project needs a type of awsglue.gluetypes as its target, not {target!r}")
        return ResolveOption(path, wanted, target)
