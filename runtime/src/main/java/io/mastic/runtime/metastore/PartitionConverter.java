package io.mastic.runtime.metastore;

import com.amazonaws.services.glue.model.PartitionInput;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.hive.metastore.api.Partition;

/** Partitions of the catalog as Hive's and back. */
final class PartitionConverter {
    private PartitionConverter() {}

    static Partition toHive(com.amazonaws.services.glue.model.Partition glue) {
        return new Partition(
                new ArrayList<>(glue.getValues()),
                glue.getDatabaseName(),
                glue.getTableName(),
                TableConverter.seconds(glue.getCreationTime()),
                TableConverter.seconds(glue.getLastAccessTime()),
                StorageConverter.toHive(glue.getStorageDescriptor()),
                StorageConverter.copy(glue.getParameters()));
    }

    static List<Partition> toHive(List<com.amazonaws.services.glue.model.Partition> glue) {
        List<Partition> hive = new ArrayList<>(glue.size());
        glue.forEach(one -> hive.add(toHive(one)));
        return hive;
    }

    /**
     * A partition as it is stored. Spark leaves out the columns when it alters one, and knows a presented table's
     * substitutes only: both come from the table.
     */
    static PartitionInput toGlue(Partition hive, com.amazonaws.services.glue.model.Table table) {
        var storage = StorageConverter.toGlue(hive.getSd());
        var ofTable = table.getStorageDescriptor();
        if (storage != null && ofTable != null) {
            if (storage.getColumns().isEmpty()) {
                storage.setColumns(ofTable.getColumns());
            }
            if (PresentedTable.isPresented(TableConverter.toHive(table))) {
                storage.setSerdeInfo(ofTable.getSerdeInfo());
                storage.setInputFormat(ofTable.getInputFormat());
                storage.setOutputFormat(ofTable.getOutputFormat());
            }
        }
        return new PartitionInput()
                .withValues(hive.getValues())
                .withStorageDescriptor(storage)
                .withParameters(StorageConverter.withoutNulls(hive.getParameters()));
    }
}
