"""What `GlueContext` does with files and tables as they lie there, and what AWS has retired.

See https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-extensions-glue-context.html
"""

from __future__ import annotations

from typing import Any, NoReturn

from awsglue._options import as_json

_TRANSITION = (
    "GlueContext.{} is not supported: the object store of Mastic has one storage class, to which all files belong"
)
_TRANSACTION = (
    "GlueContext.{} is not supported: AWS has retired governed tables and their transactions. Iceberg tables have "
    "transactions of their own"
)


class Maintenance:
    """Purges. They delete for good."""

    _jvm: Any
    _jsession: Any
    _catalog: Any

    def purge_table(
        self,
        database: str,
        table_name: str,
        options: dict[str, Any] = {},  # noqa: B006
        transformation_ctx: str = "",
        catalog_id: str | None = None,
    ) -> None:
        """Deletes the files of a table, and the partitions that have none any more from the catalog.

        `options` as for `purge_s3_path`, and `partitionPredicate`: Spark SQL over the partition keys.
        """
        self._jvm.io.mastic.runtime.purge.Purge.table(
            self._jsession, self._catalog, database, table_name, as_json(options), transformation_ctx, catalog_id or ""
        )

    def purge_s3_path(
        self,
        s3_path: str,
        options: dict[str, Any] = {},  # noqa: B006
        transformation_ctx: str = "",
    ) -> None:
        """Deletes the files below a path.

        `options`: `retentionPeriod` (hours, 168: files that are newer stay), `excludeStorageClasses` (whose files
        stay), `manifestFilePath`: where `Success.csv` and `Failed.csv` are written, below `transformation_ctx`.
        """
        self._jvm.io.mastic.runtime.purge.Purge.path(s3_path, as_json(options), transformation_ctx)

    def transition_table(
        self,
        database: str,
        table_name: str,
        transition_to: str,
        options: dict[str, Any] = {},  # noqa: B006
        transformation_ctx: str = "",
        catalog_id: str | None = None,
    ) -> NoReturn:
        """Raises `NotImplementedError`."""
        raise NotImplementedError(_TRANSITION.format("transition_table"))

    def transition_s3_path(
        self,
        s3_path: str,
        transition_to: str,
        options: dict[str, Any] = {},  # noqa: B006
        transformation_ctx: str = "",
    ) -> NoReturn:
        """Raises `NotImplementedError`."""
        raise NotImplementedError(_TRANSITION.format("transition_s3_path"))

    def start_transaction(self, read_only: bool) -> NoReturn:
        """Raises `NotImplementedError`."""
        raise NotImplementedError(_TRANSACTION.format("start_transaction"))

    def commit_transaction(self, transaction_id: str, wait_for_commit: bool = True) -> NoReturn:
        """Raises `NotImplementedError`."""
        raise NotImplementedError(_TRANSACTION.format("commit_transaction"))

    def cancel_transaction(self, transaction_id: str) -> NoReturn:
        """Raises `NotImplementedError`."""
        raise NotImplementedError(_TRANSACTION.format("cancel_transaction"))
