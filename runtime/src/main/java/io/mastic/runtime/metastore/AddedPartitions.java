package io.mastic.runtime.metastore;

import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hive.metastore.MetaStorePreEventListener;
import org.apache.hadoop.hive.metastore.api.MetaException;
import org.apache.hadoop.hive.metastore.api.Partition;
import org.apache.hadoop.hive.metastore.events.PreAddPartitionEvent;
import org.apache.hadoop.hive.metastore.events.PreEventContext;

/**
 * Hears of partitions before Hive adds them: it is going to ask for each whether it exists, which is found out here
 * with one request for all.
 */
public final class AddedPartitions extends MetaStorePreEventListener {
    public AddedPartitions(Configuration configuration) {
        super(configuration);
    }

    @Override
    public void onEvent(PreEventContext event) throws MetaException {
        if (event instanceof PreAddPartitionEvent added && added.getPartitions() != null) {
            OpenTransaction transaction = OpenTransaction.ofThread();
            CatalogConnection catalog = CatalogConnection.of(getConf());
            Tables tables = new Tables(catalog, transaction);
            List<List<String>> values =
                    added.getPartitions().stream().map(Partition::getValues).toList();
            new Partitions(catalog, transaction, tables)
                    .foresee(
                            Tables.name(
                                    added.getTable().getDbName(),
                                    added.getTable().getTableName()),
                            values);
        }
    }
}
