"""The settings by which Spark SQL sees the Data Catalog: Spark's own Hive support, with the catalog as its store."""

from __future__ import annotations

from mastic_driver.channel import RunSpec

METASTORE = "io.mastic.runtime.metastore."
HIVE = "spark.hadoop.hive."


def settings(spec: RunSpec) -> dict[str, str]:
    """Static settings, to be there before the session starts."""
    return {
        "spark.sql.catalogImplementation": "hive",
        "spark.sql.warehouse.dir": f"s3://aws-glue-assets-{spec.accountId}-{spec.region}/warehouse",
        HIVE + "metastore.rawstore.impl": METASTORE + "GlueRawStore",
        # Hive's own class would start a database at each DROP DATABASE.
        HIVE + "metastore.txn.store.impl": METASTORE + "NoTransactions",
        HIVE + "metastore.alter.impl": METASTORE + "Alterations",
        HIVE + "metastore.pre.event.listeners": METASTORE + "AddedPartitions",
        HIVE + "metastore.fs.handler.class": METASTORE + "RemovedFolders",
        # Without it, exceptions that Hive's interfaces do not declare would be wrapped.
        HIVE + "metastore.fastpath": "true",
        # Each would list or look at files that nobody asks about.
        HIVE + "stats.autogather": "false",
        HIVE + "warehouse.subdir.inherit.perms": "false",
    }
