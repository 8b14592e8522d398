package io.mastic.server.catalog;

import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.KeySchemaElement;
import software.amazon.awssdk.services.glue.model.PartitionIndex;
import software.amazon.awssdk.services.glue.model.PartitionIndexDescriptor;
import software.amazon.awssdk.services.glue.model.PartitionIndexStatus;
import software.amazon.awssdk.services.glue.model.Table;

/** Partition indexes of tables. Every table's partitions are in the order of its keys: an index is active at once. */
public final class Indexes {
    private static final int MOST = 3;

    private final Jdbi jdbi;
    private final Tables tables;

    public Indexes(Jdbi jdbi, Tables tables) {
        this.jdbi = jdbi;
        this.tables = tables;
    }

    void create(CatalogScope scope, String database, String name, PartitionIndex given) {
        var row = tables.row(scope, database, name);
        var table = Documents.read(row.doc(), Table.class);
        jdbi.useTransaction(handle -> {
            if (handle.attach(IndexStore.class).lockTable(row.id()).isEmpty()) {
                throw CatalogErrors.tableNotFound(name);
            }
            insert(handle, row.id(), table, given);
        });
    }

    /** In a transaction that holds the table. */
    static void insert(Handle handle, long tableId, Table table, PartitionIndex given) {
        var store = handle.attach(IndexStore.class);
        var index = checked(table, given);
        var existing = store.list(tableId).stream()
                .map(doc -> Documents.read(doc, PartitionIndex.class))
                .toList();
        if (existing.stream().anyMatch(other -> other.indexName().equals(index.indexName()))) {
            throw CatalogErrors.exists("Index " + index.indexName());
        }
        if (existing.stream().anyMatch(other -> other.keys().equals(index.keys()))) {
            throw CatalogErrors.exists("An index with the keys " + index.keys());
        }
        if (existing.size() >= MOST) {
            throw CatalogErrors.limitExceeded("partition indexes of a table", MOST);
        }
        store.insert(tableId, index.indexName(), Documents.write(index));
    }

    private static PartitionIndex checked(Table table, PartitionIndex given) {
        var known = table.partitionKeys().stream()
                .map(key -> CatalogScope.folded(key.name()))
                .collect(Collectors.toSet());
        var keys = given.keys().stream().map(CatalogScope::folded).toList();
        if (!known.containsAll(keys)) {
            throw CatalogErrors.invalid("The keys of a partition index are partition keys of the table: " + known);
        }
        if (new HashSet<>(keys).size() < keys.size()) {
            throw CatalogErrors.invalid("The index " + given.indexName() + " names a key twice");
        }
        return given.toBuilder()
                .indexName(CatalogScope.folded(given.indexName()))
                .keys(keys)
                .build();
    }

    List<PartitionIndexDescriptor> list(CatalogScope scope, String database, String name) {
        var row = tables.row(scope, database, name);
        var table = Documents.read(row.doc(), Table.class);
        return jdbi.withExtension(IndexStore.class, store -> store.list(row.id())).stream()
                .map(doc -> shown(table, Documents.read(doc, PartitionIndex.class)))
                .toList();
    }

    private static PartitionIndexDescriptor shown(Table table, PartitionIndex index) {
        return PartitionIndexDescriptor.builder()
                .indexName(index.indexName())
                .indexStatus(PartitionIndexStatus.ACTIVE)
                .keys(index.keys().stream()
                        .map(key -> KeySchemaElement.builder()
                                .name(key)
                                .type(type(table, key))
                                .build())
                        .toList())
                .build();
    }

    private static String type(Table table, String key) {
        return table.partitionKeys().stream()
                .filter(column -> CatalogScope.folded(column.name()).equals(key) && column.type() != null)
                .map(Column::type)
                .findFirst()
                .orElse("string");
    }

    void delete(CatalogScope scope, String database, String table, String name) {
        var id = tables.row(scope, database, table).id();
        var folded = CatalogScope.folded(name);
        if (jdbi.withExtension(IndexStore.class, store -> store.delete(id, folded)) == 0) {
            throw CatalogErrors.indexNotFound(name);
        }
    }
}
