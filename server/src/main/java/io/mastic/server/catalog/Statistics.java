package io.mastic.server.catalog;

import io.mastic.protocol.ServiceException;
import io.mastic.server.catalog.StatisticsScope.OfPartition;
import io.mastic.server.catalog.StatisticsScope.OfTable;
import io.mastic.server.store.StoreErrors;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.ColumnStatistics;
import software.amazon.awssdk.services.glue.model.ColumnStatisticsData;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;

/** Statistics of columns as clients compute them; one set for each column of a table or partition. */
public final class Statistics {
    private final Jdbi jdbi;
    private final Tables tables;
    private final Partitions partitions;

    public Statistics(Jdbi jdbi, Tables tables, Partitions partitions) {
        this.jdbi = jdbi;
        this.tables = tables;
        this.partitions = partitions;
    }

    StatisticsScope ofTable(CatalogScope scope, String database, String name) {
        var row = tables.row(scope, database, name);
        var table = Documents.read(row.doc(), Table.class);
        return new OfTable(row.id(), names(table.storageDescriptor(), table.partitionKeys()));
    }

    /** A partition may have columns of its own, or none and so the table's. */
    StatisticsScope ofPartition(CatalogScope scope, String database, String table, List<String> values) {
        var target = partitions.target(scope, database, table);
        var own = partitions.get(target, values).storageDescriptor();
        var ofTable = Documents.read(target.row().doc(), Table.class);
        var columns = names(ofTable.storageDescriptor(), ofTable.partitionKeys());
        columns.addAll(names(own, List.of()));
        return new OfPartition(target.id(), PartitionKeys.sortKey(values), columns);
    }

    private static Set<String> names(@Nullable StorageDescriptor descriptor, List<Column> keys) {
        var columns = descriptor == null ? List.<Column>of() : descriptor.columns();
        return Stream.concat(columns.stream(), keys.stream())
                .map(column -> CatalogScope.folded(column.name()))
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** Those of the columns that have statistics, by name. */
    Map<String, ColumnStatistics> find(StatisticsScope scope, Collection<String> columns) {
        var found = new TreeMap<String, ColumnStatistics>();
        var names =
                new LinkedHashSet<>(columns.stream().map(CatalogScope::folded).toList());
        if (!names.isEmpty()) {
            var docs = jdbi.withExtension(StatisticsStore.class, store -> scope.find(store, List.copyOf(names)));
            for (var doc : docs) {
                var statistics = Documents.read(doc, ColumnStatistics.class);
                found.put(CatalogScope.folded(statistics.columnName()), statistics);
            }
        }
        return found;
    }

    /** Each column's statistics are kept or refused by themselves. */
    Map<ColumnStatistics, ServiceException> put(StatisticsScope scope, List<ColumnStatistics> given) {
        var refused = new LinkedHashMap<ColumnStatistics, ServiceException>();
        try {
            jdbi.useTransaction(handle -> {
                var store = handle.attach(StatisticsStore.class);
                for (var statistics : given) {
                    try {
                        check(scope, statistics);
                        scope.put(store, CatalogScope.folded(statistics.columnName()), Documents.write(statistics));
                    } catch (ServiceException e) {
                        refused.put(statistics, e);
                    }
                }
            });
        } catch (UnableToExecuteStatementException e) {
            throw StoreErrors.isParentMissing(e) ? CatalogErrors.deletedMeanwhile() : e;
        }
        return refused;
    }

    private static void check(StatisticsScope scope, ColumnStatistics statistics) {
        if (!scope.columns().contains(CatalogScope.folded(statistics.columnName()))) {
            throw CatalogErrors.columnNotFound(statistics.columnName());
        }
        if (!hasDataOfItsType(statistics.statisticsData())) {
            throw CatalogErrors.invalid("StatisticsData of the type "
                    + statistics.statisticsData().typeAsString() + " is given in the member of that type");
        }
    }

    private static boolean hasDataOfItsType(ColumnStatisticsData data) {
        return switch (data.type()) {
            case BOOLEAN -> data.booleanColumnStatisticsData() != null;
            case DATE -> data.dateColumnStatisticsData() != null;
            case DECIMAL -> data.decimalColumnStatisticsData() != null;
            case DOUBLE -> data.doubleColumnStatisticsData() != null;
            case LONG -> data.longColumnStatisticsData() != null;
            case STRING -> data.stringColumnStatisticsData() != null;
            case BINARY -> data.binaryColumnStatisticsData() != null;
            case UNKNOWN_TO_SDK_VERSION -> false;
        };
    }

    void delete(StatisticsScope scope, String column) {
        var deleted =
                jdbi.withExtension(StatisticsStore.class, store -> scope.delete(store, CatalogScope.folded(column)));
        if (!deleted) {
            throw CatalogErrors.statisticsNotFound(column);
        }
    }
}
