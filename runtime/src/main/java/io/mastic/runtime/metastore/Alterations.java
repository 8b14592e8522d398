package io.mastic.runtime.metastore;

import java.util.HashMap;
import java.util.List;
import org.apache.hadoop.hive.common.StatsSetupConst;
import org.apache.hadoop.hive.metastore.HiveAlterHandler;
import org.apache.hadoop.hive.metastore.HiveMetaStore.HMSHandler;
import org.apache.hadoop.hive.metastore.RawStore;
import org.apache.hadoop.hive.metastore.Warehouse;
import org.apache.hadoop.hive.metastore.api.AlreadyExistsException;
import org.apache.hadoop.hive.metastore.api.EnvironmentContext;
import org.apache.hadoop.hive.metastore.api.InvalidObjectException;
import org.apache.hadoop.hive.metastore.api.InvalidOperationException;
import org.apache.hadoop.hive.metastore.api.MetaException;
import org.apache.hadoop.hive.metastore.api.Partition;
import org.apache.hadoop.hive.metastore.api.Table;
import org.jspecify.annotations.Nullable;

/**
 * ALTER as Hive does it, but without listing a table's files for statistics each time; and renaming is left to the
 * catalog, which keeps all that belongs to the table.
 */
public final class Alterations extends HiveAlterHandler {
    @Override
    public void alterTable(
            RawStore store,
            Warehouse warehouse,
            String database,
            String name,
            Table table,
            @Nullable EnvironmentContext context,
            HMSHandler handler)
            throws InvalidOperationException, MetaException {
        boolean sameName = table != null
                && name.equalsIgnoreCase(table.getTableName())
                && database.equalsIgnoreCase(table.getDbName());
        if (table == null || sameName) {
            super.alterTable(store, warehouse, database, name, table, withoutStatistics(context), handler);
        } else {
            new Renaming(store, warehouse, getConf()).rename(database, name, table);
        }
    }

    @Override
    public Partition alterPartition(
            RawStore store,
            Warehouse warehouse,
            String database,
            String name,
            List<String> values,
            Partition partition,
            @Nullable EnvironmentContext context,
            HMSHandler handler)
            throws InvalidOperationException, InvalidObjectException, AlreadyExistsException, MetaException {
        OpenTransaction transaction = OpenTransaction.ofThread();
        int depth = transaction.depth();
        try {
            return super.alterPartition(
                    store, warehouse, database, name, values, partition, withoutStatistics(context), handler);
        } finally {
            transaction.returnTo(depth);
        }
    }

    @Override
    public List<Partition> alterPartitions(
            RawStore store,
            Warehouse warehouse,
            String database,
            String name,
            List<Partition> partitions,
            @Nullable EnvironmentContext context,
            HMSHandler handler)
            throws InvalidOperationException, InvalidObjectException, AlreadyExistsException, MetaException {
        return super.alterPartitions(store, warehouse, database, name, partitions, withoutStatistics(context), handler);
    }

    private static EnvironmentContext withoutStatistics(@Nullable EnvironmentContext given) {
        EnvironmentContext context = given == null ? new EnvironmentContext(new HashMap<>()) : given;
        context.putToProperties(StatsSetupConst.DO_NOT_UPDATE_STATS, StatsSetupConst.TRUE);
        return context;
    }
}
