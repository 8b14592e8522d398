package io.mastic.runtime.sink;

import com.amazonaws.services.glue.model.AlreadyExistsException;
import com.amazonaws.services.glue.model.ConcurrentModificationException;
import com.amazonaws.services.glue.model.PartitionInput;
import com.amazonaws.services.glue.model.StorageDescriptor;
import com.amazonaws.services.glue.model.Table;
import com.amazonaws.services.glue.model.TableInput;
import io.mastic.runtime.catalog.DataCatalog;
import java.util.ArrayList;
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

    /**
     * The table, if there is one.
     *
     * @throws com.amazonaws.services.glue.model.EntityNotFoundException when there is no such database
     */
    Optional<Table> find() {
        Optional<Table> table = catalog.findTable(database, name);
        if (table.isEmpty()) {
            catalog.requireDatabase(database);
        }
        return table;
    }

    /**
     * @param known the table as it was found before the write, if it was
     * @param partitions the keys' values of each partition that has new rows
     */
    void describe(Optional<Table> known, WrittenRows rows, String path, List<List<@Nullable String>> partitions) {
        LOG.info("Attempting to fast-forward updates to the Catalog - nameSpace: {}.{}", database, name);
        TableDescription description = TableDescription.of(name, rows, path);
        settle(description, known).ifPresent(storage -> add(storage, rows.keys(), path, partitions));
    }

    /** How the table's files are described after this write, or nothing when it must not take the partitions. */
    private Optional<StorageDescriptor> settle(TableDescription description, Optional<Table> known) {
        Optional<Table> table = known;
        for (int attempt = 1; ; attempt++) {
            try {
                return table.isEmpty() ? create(description) : update(description, table.get());
            } catch (AlreadyExistsException | ConcurrentModificationException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
                table = catalog.findTable(database, name);
            }
        }
    }

    private Optional<StorageDescriptor> create(TableDescription description) {
        catalog.createTable(database, description.input());
        return Optional.of(description.storage());
    }

    private Optional<StorageDescriptor> update(TableDescription description, Table table) {
        if (description.sameColumns(table)) {
            return Optional.of(table.getStorageDescriptor());
        }
        if (behavior == UpdateBehavior.LOG) {
            boolean contained = description.isContainedIn(table);
            LOG.info("Schema change policy behavior: {}. Schemas qualify (schema compare): {}", behavior, contained);
            return contained ? Optional.of(table.getStorageDescriptor()) : Optional.empty();
        }
        TableInput updated = description.over(table);
        catalog.updateTable(database, updated, table.getVersionId());
        return Optional.of(updated.getStorageDescriptor());
    }

    private void add(
            StorageDescriptor storage, List<String> keys, String path, List<List<@Nullable String>> partitions) {
        List<PartitionInput> inputs = new ArrayList<>();
        for (List<@Nullable String> values : partitions) {
            StringBuilder location = new StringBuilder(path.endsWith("/") ? path : path + "/");
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < keys.size(); i++) {
                String value = values.get(i);
                location.append(ExternalCatalogUtils.getPartitionPathString(keys.get(i), value))
                        .append('/');
                texts.add(value == null ? ExternalCatalogUtils.DEFAULT_PARTITION_NAME() : value);
            }
            inputs.add(new PartitionInput()
                    .withValues(texts)
                    .withStorageDescriptor(storage.clone().withLocation(location.toString())));
        }
        catalog.addPartitions(database, name, inputs);
    }
}
