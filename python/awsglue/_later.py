"""Methods of Glue's context that Mastic does not have yet: each says so by its name."""

from __future__ import annotations

from typing import Any, NoReturn

from awsglue._options import absent


class NotYetInContext:
    """Refuses what cannot be done yet, so that nothing succeeds without having been done."""

    def getStreamingSource(self, *arguments: Any, **options: Any) -> NoReturn:
        raise absent("GlueContext.getStreamingSource")

    def create_sample_dynamic_frame_from_catalog(self, *arguments: Any, **options: Any) -> NoReturn:
        raise absent("GlueContext.create_sample_dynamic_frame_from_catalog")

    def create_sample_dynamic_frame_from_options(self, *arguments: Any, **options: Any) -> NoReturn:
        raise absent("GlueContext.create_sample_dynamic_frame_from_options")

    def get_catalog_schema_as_spark_schema(self, *arguments: Any, **options: Any) -> NoReturn:
        raise absent("GlueContext.get_catalog_schema_as_spark_schema")

    def write_dynamic_frame_from_jdbc_conf(self, *arguments: Any, **options: Any) -> NoReturn:
        raise absent("GlueContext.write_dynamic_frame_from_jdbc_conf")

    def write_from_jdbc_conf(self, *arguments: Any, **options: Any) -> NoReturn:
        raise absent("GlueContext.write_from_jdbc_conf")

    def extract_jdbc_conf(self, *arguments: Any, **options: Any) -> NoReturn:
        raise absent("GlueContext.extract_jdbc_conf")

    def purge_table(self, *arguments: Any, **options: Any) -> NoReturn:
        raise absent("GlueContext.purge_table")

    def purge_s3_path(self, *arguments: Any, **options: Any) -> NoReturn:
        raise absent("GlueContext.purge_s3_path")

    def transition_table(self, *arguments: Any, **options: Any) -> NoReturn:
        raise absent("GlueContext.transition_table")

    def transition_s3_path(self, *arguments: Any, **options: Any) -> NoReturn:
        raise absent("GlueContext.transition_s3_path")

    def add_ingestion_time_columns(self, *arguments: Any, **options: Any) -> NoReturn:
        raise absent("GlueContext.add_ingestion_time_columns")

    def forEachBatch(self, *arguments: Any, **options: Any) -> NoReturn:
        raise absent("GlueContext.forEachBatch")

    def getSampleStreamingDynamicFrame(self, *arguments: Any, **options: Any) -> NoReturn:
        raise absent("GlueContext.getSampleStreamingDynamicFrame")

    def convert_resolve_option(self, *arguments: Any, **options: Any) -> NoReturn:
        raise absent("GlueContext.convert_resolve_option")

    def start_transaction(self, *arguments: Any, **options: Any) -> NoReturn:
        raise absent("GlueContext.start_transaction")

    def commit_transaction(self, *arguments: Any, **options: Any) -> NoReturn:
        raise absent("GlueContext.commit_transaction")

    def cancel_transaction(self, *arguments: Any, **options: Any) -> NoReturn:
        raise absent("GlueContext.cancel_transaction")
