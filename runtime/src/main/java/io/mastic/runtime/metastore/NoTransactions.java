package io.mastic.runtime.metastore;

import java.util.Iterator;
import org.apache.hadoop.hive.conf.HiveConf;
import org.apache.hadoop.hive.metastore.api.Database;
import org.apache.hadoop.hive.metastore.api.HiveObjectType;
import org.apache.hadoop.hive.metastore.api.Partition;
import org.apache.hadoop.hive.metastore.api.Table;
import org.jspecify.annotations.Nullable;

/**
 * Hive's records of transactional tables, of which there are none. Hive itself asks for nothing but to tidy them up
 * with each dropped database, for which its own class would start a database.
 */
public final class NoTransactions implements RefusedTransactions {
    @Override
    public void setConf(HiveConf configuration) {}

    @Override
    public void cleanupRecords(
            HiveObjectType type, Database database, @Nullable Table table, @Nullable Iterator<Partition> partitions) {}
}
