package io.mastic.server.catalog;

import io.mastic.server.catalog.CatalogStore.TableRow;
import io.mastic.server.catalog.CatalogStore.VersionRow;
import io.mastic.server.store.StoreErrors;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.PartitionIndex;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableInput;
import software.amazon.awssdk.services.glue.model.TableVersion;

/** Tables and their versions. Version 0 is the first; each update makes the next. */
public final class Tables {
    private static final int SCAN = 200;

    private final Jdbi jdbi;
    private final CatalogStore store;
    private final Quota quota;
    private final Quota versionQuota;
    private final TableRemovals removals;
    private final Clock clock;

    /** With the limits that AWS has. */
    public Tables(Jdbi jdbi, Clock clock) {
        this(jdbi, CatalogConfig.ofAws(), new TableRemovals(jdbi), clock);
    }

    public Tables(Jdbi jdbi, CatalogConfig config, TableRemovals removals, Clock clock) {
        this.jdbi = jdbi;
        this.store = jdbi.onDemand(CatalogStore.class);
        this.removals = removals;
        this.quota = new Quota("tables of a database", config.tables());
        this.versionQuota = new Quota("versions of a table", config.tableVersions());
        this.clock = clock;
    }

    void create(CatalogScope scope, String database, TableInput input, List<PartitionIndex> indexes, String createdBy) {
        var now = clock.instant();
        var table = completed(scope, CatalogScope.folded(database), input, now).toBuilder()
                .createTime(now)
                .createdBy(createdBy)
                .build();
        var row = new TableRow(
                0, scope.accountId(), scope.region(), table.databaseName(), table.name(), 0, Documents.write(table));
        quota.take(List.of(scope, row.databaseName()), () -> store.countTables(scope, row.databaseName()));
        try {
            jdbi.useTransaction(handle -> {
                long id = handle.attach(CatalogStore.class).insertTable(row);
                indexes.forEach(index -> Indexes.insert(handle, id, table, index));
            });
        } catch (UnableToExecuteStatementException e) {
            requireDatabase(scope, database);
            if (store.table(scope, table.databaseName(), table.name()).isPresent()) {
                throw CatalogErrors.exists("Table");
            }
            throw e;
        }
    }

    private void requireDatabase(CatalogScope scope, String database) {
        if (store.database(scope, CatalogScope.folded(database)).isEmpty()) {
            throw CatalogErrors.databaseNotFound(database);
        }
    }

    /** The table with what AWS fills in where the input is silent. */
    private static Table completed(CatalogScope scope, String database, TableInput input, Instant now) {
        return Documents.as(input, Table.class).toBuilder()
                .name(input.name().toLowerCase(Locale.ROOT))
                .databaseName(database)
                .catalogId(scope.accountId())
                .retention(Optional.ofNullable(input.retention()).orElse(0))
                .storageDescriptor(Optional.ofNullable(input.storageDescriptor())
                        .map(Tables::completed)
                        .orElse(null))
                .isRegisteredWithLakeFormation(false)
                .updateTime(now)
                .build();
    }

    static StorageDescriptor completed(StorageDescriptor given) {
        var completed = given.toBuilder()
                .compressed(Optional.ofNullable(given.compressed()).orElse(false))
                .numberOfBuckets(Optional.ofNullable(given.numberOfBuckets()).orElse(0))
                .storedAsSubDirectories(
                        Optional.ofNullable(given.storedAsSubDirectories()).orElse(false));
        if (!given.hasSortColumns()) {
            completed.sortColumns(List.of());
        }
        return completed.build();
    }

    static Table shown(TableRow row) {
        return Documents.read(row.doc(), Table.class).toBuilder()
                .versionId(Long.toString(row.version()))
                .build();
    }

    TableRow row(CatalogScope scope, String database, String name) {
        return store.table(scope, CatalogScope.folded(database), CatalogScope.folded(name))
                .orElseThrow(() -> {
                    requireDatabase(scope, database);
                    return CatalogErrors.tableNotFound(name);
                });
    }

    Table get(CatalogScope scope, String database, String name) {
        return shown(row(scope, database, name));
    }

    boolean exists(CatalogScope scope, String database, String name) {
        return store.table(scope, CatalogScope.folded(database), CatalogScope.folded(name))
                .isPresent();
    }

    /** A page of a list, with the key to go on from; none at the end. */
    record Page<T>(List<T> items, Optional<String> last) {}

    Page<Table> list(CatalogScope scope, String database, Predicate<String> names, String after, int limit) {
        requireDatabase(scope, database);
        var found = new ArrayList<Table>();
        var at = after;
        while (true) {
            var rows = store.tables(scope, CatalogScope.folded(database), at, SCAN);
            for (var row : rows) {
                if (names.test(row.name())) {
                    if (found.size() == limit) {
                        return new Page<>(found, Optional.of(at));
                    }
                    found.add(shown(row));
                }
                at = row.name();
            }
            if (rows.size() < SCAN) {
                return new Page<>(found, Optional.empty());
            }
        }
    }

    void update(CatalogScope scope, String database, TableInput input, @Nullable String expected, boolean skipArchive) {
        var change = change(scope, database, input.name(), input, expected, skipArchive);
        jdbi.useTransaction(change::apply);
    }

    /**
     * Updates a table under another name. It stays the same table: versions, partitions, statistics and indexes are its
     * own as before. If its location changes, the partitions that lie in it move along.
     */
    void rename(
            CatalogScope scope,
            String database,
            String name,
            TableInput input,
            @Nullable String expected,
            boolean skipArchive) {
        var change = change(scope, database, name, input, expected, skipArchive);
        if (change.before().name().equals(change.after().name())) {
            throw CatalogErrors.exists("Table");
        }
        try {
            jdbi.useTransaction(handle -> {
                change.apply(handle);
                PartitionFolders.move(handle, change.before(), change.after());
            });
        } catch (UnableToExecuteStatementException e) {
            throw StoreErrors.isUniqueViolation(e) ? CatalogErrors.exists("Table") : e;
        }
    }

    /** A table's row as it is and as it becomes. */
    private record Change(TableRow before, TableRow after, boolean skipArchive) {
        void apply(Handle handle) {
            var store = handle.attach(CatalogStore.class);
            if (store.updateTable(after) == 0) {
                throw CatalogErrors.concurrentModification();
            }
            if (!skipArchive) {
                store.insertVersion(before.id(), before.version(), before.doc());
            }
        }
    }

    private Change change(
            CatalogScope scope,
            String database,
            String name,
            TableInput input,
            @Nullable String expected,
            boolean skipArchive) {
        var current = row(scope, database, name);
        if (expected != null && !expected.equals(Long.toString(current.version()))) {
            throw CatalogErrors.concurrentModification();
        }
        var before = Documents.read(current.doc(), Table.class);
        var updated = completed(scope, current.databaseName(), input, clock.instant()).toBuilder()
                .createTime(before.createTime())
                .createdBy(before.createdBy())
                .build();
        if (!skipArchive) {
            versionQuota.take(current.id(), () -> store.countVersions(current.id()));
        }
        return new Change(current, current.as(updated.name(), Documents.write(updated)), skipArchive);
    }

    void delete(CatalogScope scope, String database, String name) {
        long id = row(scope, database, name).id();
        if (jdbi.inTransaction(handle -> removals.remove(handle, id))) {
            removals.sweep();
        }
    }

    TableVersion version(CatalogScope scope, String database, String name, @Nullable String version) {
        var current = row(scope, database, name);
        if (version == null || version.equals(Long.toString(current.version()))) {
            return version(shown(current));
        }
        return store.version(current.id(), number(version))
                .map(row -> version(shown(current, row)))
                .orElseThrow(CatalogErrors::versionNotFound);
    }

    private static TableVersion version(Table table) {
        return TableVersion.builder().table(table).versionId(table.versionId()).build();
    }

    /** An old version has the name that the table has now, so that it can be given back to UpdateTable. */
    private static Table shown(TableRow current, VersionRow row) {
        return Documents.read(row.doc(), Table.class).toBuilder()
                .name(current.name())
                .versionId(Long.toString(row.version()))
                .build();
    }

    private static long number(String version) {
        try {
            return Long.parseLong(version);
        } catch (NumberFormatException e) {
            throw CatalogErrors.versionNotFound();
        }
    }

    /** The newest first. */
    Page<TableVersion> versions(CatalogScope scope, String database, String name, String after, int limit) {
        var current = row(scope, database, name);
        var found = new ArrayList<TableVersion>();
        if (after.isEmpty()) {
            found.add(version(shown(current)));
        }
        long before = after.isEmpty() ? Long.MAX_VALUE : tokenNumber(after);
        store.versions(current.id(), before, limit + 1 - found.size())
                .forEach(row -> found.add(version(shown(current, row))));
        if (found.size() <= limit) {
            return new Page<>(found, Optional.empty());
        }
        var items = List.copyOf(found.subList(0, limit));
        return new Page<>(items, Optional.of(items.get(limit - 1).versionId()));
    }

    private static long tokenNumber(String token) {
        try {
            return Long.parseLong(token);
        } catch (NumberFormatException e) {
            throw CatalogErrors.invalidToken();
        }
    }

    void deleteVersion(CatalogScope scope, String database, String name, String version) {
        var current = row(scope, database, name);
        if (Objects.equals(version, Long.toString(current.version()))) {
            throw CatalogErrors.invalid("Cannot delete the current version of a table. Delete the table instead.");
        }
        if (store.deleteVersion(current.id(), number(version)) == 0) {
            throw CatalogErrors.versionNotFound();
        }
    }
}
