package io.mastic.runtime.sink;

import com.amazonaws.services.glue.model.AlreadyExistsException;
import com.amazonaws.services.glue.model.Column;
import com.amazonaws.services.glue.model.ConcurrentModificationException;
import com.amazonaws.services.glue.model.PartitionInput;
import com.amazonaws.services.glue.model.StorageDescriptor;
import com.amazonaws.services.glue.model.Table;
import io.mastic.runtime.catalog.DataCatalog;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.catalog.ExternalCatalogUtils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Describes written rows in the catalog: the table, its columns, its partitions. */
record CatalogUpdate(DataCatalog catalog, String database, String name, UpdateBehavior behavior) {
    private static final Logger LOG = LoggerFactory.getLogger(CatalogUpdate.class);
    private static final int ATTEMPTS = 10;

    void requireDatabase() {
        catalog.requireDatabase(database);
    }

    /**
     * @param partitions the keys' values of each partition that has new rows
     */
    void describe(WrittenRows rows, String path, List<List<@Nullable String>> partitions) {
        LOG.info("Attempting to fast-forward updates to the Catalog - nameSpace: {}.{}", database, name);
        TableDescription description = TableDescription.of(name, rows, path);
        Optional<Table> table = settle(description);
        if (table.isPresent() && !partitions.isEmpty()) {
            add(table.get(), description, path, partitions);
        }
    }

    /** The table as it stands after this write, or nothing when it must not take the partitions. */
    private Optional<Table> settle(TableDescription description) {
        for (int attempt = 1; ; attempt++) {
            Optional<Table> found = catalog.findTable(database, name);
            try {
                if (found.isEmpty()) {
                    catalog.createTable(database, description.input());
                } else if (description.sameColumns(found.get())) {
                    return found;
                } else if (behavior == UpdateBehavior.LOG) {
                    boolean contained = description.isContainedIn(found.get());
                    LOG.info(
                            "Schema change policy behavior: {}. Schemas qualify (schema compare): {}",
                            behavior,
                            contained);
                    return contained ? found : Optional.empty();
                } else {
                    catalog.updateTable(
                            database, description.over(found.get()), found.get().getVersionId());
                }
            } catch (AlreadyExistsException | ConcurrentModificationException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private void add(Table table, TableDescription description, String path, List<List<@Nullable String>> partitions) {
        List<String> keys = description.keys();
        List<PartitionInput> inputs = new ArrayList<>();
        for (List<@Nullable String> values : new HashSet<>(partitions)) {
            StringBuilder location = new StringBuilder(path.endsWith("/") ? path : path + "/");
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < keys.size(); i++) {
                String value = values.get(i);
                location.append(ExternalCatalogUtils.getPartitionPathString(keys.get(i), value))
                        .append('/');
                texts.add(value == null ? ExternalCatalogUtils.DEFAULT_PARTITION_NAME() : value);
            }
            StorageDescriptor storage = table.getStorageDescriptor()
                    .clone()
                    .withColumns(
                            new ArrayList<Column>(table.getStorageDescriptor().getColumns()))
                    .withLocation(location.toString());
            inputs.add(new PartitionInput().withValues(texts).withStorageDescriptor(storage));
        }
        catalog.addPartitions(database, name, inputs);
    }
}
