package io.mastic.server.catalog;

import java.util.List;
import java.util.Set;

/**
 * What statistics are of: a table, or one of its partitions. They are kept by column, in lower case.
 *
 * @param columns the names that statistics may be of
 */
sealed interface StatisticsScope {
    Set<String> columns();

    List<String> find(StatisticsStore store, List<String> columns);

    void put(StatisticsStore store, String column, String doc);

    /** @return whether there were any */
    boolean delete(StatisticsStore store, String column);

    record OfTable(long tableId, Set<String> columns) implements StatisticsScope {
        @Override
        public List<String> find(StatisticsStore store, List<String> names) {
            return store.ofTable(tableId, names);
        }

        @Override
        public void put(StatisticsStore store, String column, String doc) {
            if (store.updateOfTable(tableId, column, doc) == 0) {
                store.insertOfTable(tableId, column, doc);
            }
        }

        @Override
        public boolean delete(StatisticsStore store, String column) {
            return store.deleteOfTable(tableId, column) > 0;
        }
    }

    record OfPartition(long tableId, String sortKey, Set<String> columns) implements StatisticsScope {
        @Override
        public List<String> find(StatisticsStore store, List<String> names) {
            return store.ofPartition(tableId, sortKey, names);
        }

        @Override
        public void put(StatisticsStore store, String column, String doc) {
            if (store.updateOfPartition(tableId, sortKey, column, doc) == 0) {
                store.insertOfPartition(tableId, sortKey, column, doc);
            }
        }

        @Override
        public boolean delete(StatisticsStore store, String column) {
            return store.deleteOfPartition(tableId, sortKey, column) > 0;
        }
    }
}
