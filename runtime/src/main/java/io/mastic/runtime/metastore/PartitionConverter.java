package io.mastic.runtime.metastore;

import com.amazonaws.services.glue.model.PartitionInput;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hive.metastore.Warehouse;
import org.apache.hadoop.hive.metastore.api.MetaException;
import org.apache.hadoop.hive.metastore.api.Partition;
import org.apache.hadoop.hive.metastore.api.StorageDescriptor;
import org.apache.hadoop.hive.metastore.api.Table;

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

    /** Whether a partition leaves to its table how its files are read. */
    static boolean isScant(Partition hive) {
        StorageDescriptor storage = hive.getSd();
        return storage.getLocation() == null
                || storage.getInputFormat() == null
                || storage.getOutputFormat() == null
                || storage.getSerdeInfo().getSerializationLib() == null;
    }

    /** Gives a partition its table's formats and SerDe where it has none, since Hive does not look at the table. */
    static void complete(Partition hive, Table ofHive) throws MetaException {
        StorageDescriptor storage = hive.getSd();
        StorageDescriptor table = ofHive.getSd();
        if (storage.getLocation() == null && table.getLocation() != null) {
            String name = Warehouse.makePartName(ofHive.getPartitionKeys(), hive.getValues());
            storage.setLocation(new Path(table.getLocation(), name).toString());
        }
        if (storage.getInputFormat() == null) {
            storage.setInputFormat(table.getInputFormat());
        }
        if (storage.getOutputFormat() == null) {
            storage.setOutputFormat(table.getOutputFormat());
        }
        if (storage.getSerdeInfo().getSerializationLib() == null) {
            storage.setSerdeInfo(table.getSerdeInfo().deepCopy());
        }
    }

    /**
     * What makes partitions of a table as they are stored. Spark leaves out the columns when it alters one, and knows a
     * presented table's substitutes only: both come from the table.
     */
    static Function<Partition, PartitionInput> toGlue(com.amazonaws.services.glue.model.Table table) {
        boolean presented = PresentedTable.isPresented(TableConverter.toHive(table));
        return hive -> toGlue(hive, table, presented);
    }

    private static PartitionInput toGlue(
            Partition hive, com.amazonaws.services.glue.model.Table table, boolean presented) {
        var storage = StorageConverter.toGlue(hive.getSd());
        var ofTable = table.getStorageDescriptor();
        if (storage != null && ofTable != null) {
            if (storage.getColumns().isEmpty()) {
                storage.setColumns(ofTable.getColumns());
            }
            boolean substituted = storage.getSerdeInfo() == null
                    || PresentedTable.LAZY_SIMPLE.equals(storage.getSerdeInfo().getSerializationLibrary());
            if (substituted && presented) {
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
