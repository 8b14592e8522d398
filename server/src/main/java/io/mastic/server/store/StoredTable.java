package io.mastic.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A table as it is copied between databases.
 *
 * @param columns each with its type of {@link Types}
 */
record StoredTable(String name, Map<String, Integer> columns) {
    private static final String HISTORY = "flyway_schema_history";
    private static final int BATCH = 1_000;

    StoredTable {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    }

    /** What takes the rows of a table one after another. */
    @FunctionalInterface
    interface Rows {
        void next(@Nullable Object[] row) throws SQLException;
    }

    /** All tables of a database but the migrations' own; each after those that it refers to. */
    static List<StoredTable> all(Connection connection) throws SQLException {
        var waiting = new TreeMap<String, Set<String>>();
        try (var tables = connection
                .getMetaData()
                .getTables(null, connection.getSchema(), "%", new String[] {"TABLE", "BASE TABLE"})) {
            while (tables.next()) {
                waiting.put(tables.getString("TABLE_NAME"), new TreeSet<>());
            }
        }
        waiting.remove(HISTORY);
        for (var table : waiting.entrySet()) {
            table.getValue().addAll(parents(connection, table.getKey()));
        }
        var ordered = new ArrayList<StoredTable>();
        while (!waiting.isEmpty()) {
            var next = waiting.entrySet().stream()
                    .filter(table -> Collections.disjoint(table.getValue(), waiting.keySet()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("Tables refer to each other in a circle: " + waiting))
                    .getKey();
            waiting.remove(next);
            ordered.add(new StoredTable(next, columns(connection, next)));
        }
        return ordered;
    }

    private static Set<String> parents(Connection connection, String table) throws SQLException {
        var parents = new TreeSet<String>();
        try (var keys = connection.getMetaData().getImportedKeys(null, connection.getSchema(), table)) {
            while (keys.next()) {
                parents.add(keys.getString("PKTABLE_NAME"));
            }
        }
        parents.remove(table);
        return parents;
    }

    private static Map<String, Integer> columns(Connection connection, String table) throws SQLException {
        var columns = new LinkedHashMap<String, Integer>();
        try (var statement = connection.createStatement();
                var none = statement.executeQuery("select * from " + table + " where 1 = 0")) {
            var data = none.getMetaData();
            for (int i = 1; i <= data.getColumnCount(); i++) {
                columns.put(data.getColumnName(i), data.getColumnType(i));
            }
        }
        return columns;
    }

    long count(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var count = statement.executeQuery("select count(*) from " + name)) {
            count.next();
            return count.getLong(1);
        }
    }

    /** @return how many rows there were */
    long read(Connection connection, Rows rows) throws SQLException {
        long count = 0;
        try (var statement =
                connection.prepareStatement("select " + String.join(", ", columns.keySet()) + " from " + name)) {
            statement.setFetchSize(BATCH);
            try (var found = statement.executeQuery()) {
                var types = List.copyOf(columns.values());
                while (found.next()) {
                    var row = new @Nullable Object[types.size()];
                    for (int i = 0; i < row.length; i++) {
                        row[i] = value(found, i + 1, types.get(i));
                    }
                    rows.next(row);
                    count++;
                }
            }
        }
        return count;
    }

    private static @Nullable Object value(ResultSet row, int index, int type) throws SQLException {
        Object value =
                switch (type) {
                    case Types.CHAR, Types.VARCHAR, Types.CLOB, Types.LONGVARCHAR -> row.getString(index);
                    case Types.INTEGER, Types.SMALLINT, Types.BIGINT -> row.getLong(index);
                    case Types.BOOLEAN, Types.BIT -> row.getBoolean(index);
                    case Types.NUMERIC, Types.DECIMAL -> row.getBigDecimal(index);
                    case Types.DOUBLE, Types.REAL -> row.getDouble(index);
                    default -> throw new IllegalStateException("No copy is known of a column of the type " + type);
                };
        return row.wasNull() ? null : value;
    }

    /** Rows in this order of columns, written in batches. */
    Writer writer(Connection connection) throws SQLException {
        var marks = String.join(", ", Collections.nCopies(columns.size(), "?"));
        return new Writer(connection.prepareStatement(
                "insert into " + name + " (" + String.join(", ", columns.keySet()) + ") values (" + marks + ")"));
    }

    /** Not thread-safe; what it was given is in the database once it was closed. */
    final class Writer implements AutoCloseable {
        private final PreparedStatement statement;
        private final List<Integer> types = List.copyOf(columns.values());
        private int waiting;

        private Writer(PreparedStatement statement) {
            this.statement = statement;
        }

        void write(@Nullable Object[] row) throws SQLException {
            for (int i = 0; i < row.length; i++) {
                if (row[i] == null) {
                    statement.setNull(i + 1, types.get(i));
                } else {
                    statement.setObject(i + 1, row[i]);
                }
            }
            statement.addBatch();
            if (++waiting == BATCH) {
                flush();
            }
        }

        private void flush() throws SQLException {
            if (waiting > 0) {
                statement.executeBatch();
                waiting = 0;
            }
        }

        @Override
        public void close() throws SQLException {
            try (statement) {
                flush();
            }
        }
    }

    /** Lets generated numbers go on after the greatest that was copied. */
    void continueIdentity(Connection connection) throws SQLException {
        for (var column : identities(connection)) {
            try (var statement = connection.createStatement()) {
                long last;
                try (var greatest = statement.executeQuery("select max(" + column + ") from " + name)) {
                    greatest.next();
                    last = greatest.getLong(1);
                }
                statement.execute("alter table " + name + " alter column " + column + " restart with " + (last + 1));
            }
        }
    }

    private List<String> identities(Connection connection) throws SQLException {
        var found = new ArrayList<String>();
        try (var statement = connection.prepareStatement(
                """
                select column_name from information_schema.columns
                where table_schema = ? and table_name = ? and is_identity = 'YES'
                """)) {
            statement.setString(1, connection.getSchema());
            statement.setString(2, name);
            try (var columns = statement.executeQuery()) {
                while (columns.next()) {
                    found.add(columns.getString(1));
                }
            }
        }
        return found;
    }
}
