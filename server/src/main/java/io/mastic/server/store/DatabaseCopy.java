package io.mastic.server.store;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.mastic.server.StartException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jspecify.annotations.Nullable;

/**
 * Copies all rows of a database, into another one or into files with a row of JSON on each line. What is read is of one
 * moment; what is written is there whole or not at all.
 */
public final class DatabaseCopy {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final ObjectReader ROW =
            MAPPER.readerFor(Object[].class).with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private DatabaseCopy() {}

    /**
     * @param progress is told each table that was copied
     * @return the rows of each table
     * @throws StartException if the target holds rows
     */
    public static Map<String, Long> copy(Database from, Database to, Consumer<String> progress) {
        return reading(
                from,
                source -> writing(to, target -> {
                    var counts = new LinkedHashMap<String, Long>();
                    for (var table : requireEmpty(target)) {
                        long count;
                        try (var writer = table.writer(target)) {
                            count = table.read(source, writer::write);
                        }
                        counts.put(table.name(), checked(table, target, count));
                        progress.accept(table.name() + ": " + count);
                    }
                    return counts;
                }));
    }

    /** @return the rows of each table, each of which is a file of its name */
    public static Map<String, Long> write(Database from, Path folder) {
        return reading(from, source -> {
            var counts = new LinkedHashMap<String, Long>();
            for (var table : StoredTable.all(source)) {
                counts.put(table.name(), write(source, table, file(folder, table.name())));
            }
            return counts;
        });
    }

    private static Path file(Path folder, String table) {
        return folder.resolve(table + ".jsonl");
    }

    private static long write(Connection source, StoredTable table, Path file) throws SQLException {
        try (var lines = Files.newBufferedWriter(file)) {
            lines.write(MAPPER.writeValueAsString(table.columns().keySet()) + "\n");
            return table.read(source, row -> {
                try {
                    lines.write(MAPPER.writeValueAsString(row) + "\n");
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param to of the version that the files were written from
     * @throws StartException if the database holds rows, or the files are not complete
     */
    public static void read(Path folder, Map<String, Long> expected, Database to) {
        writing(to, target -> {
            var tables = requireEmpty(target);
            for (var table : tables) {
                long count = read(file(folder, table.name()), table, target);
                if (count != expected.getOrDefault(table.name(), 0L)) {
                    throw new StartException("the backup is not complete: " + table.name() + " has " + count + " of "
                            + expected.get(table.name()) + " rows");
                }
                checked(table, target, count);
            }
            return tables;
        });
    }

    private static long read(Path file, StoredTable table, Connection target) throws SQLException {
        try (var lines = Files.newBufferedReader(file)) {
            var head = lines.readLine();
            var columns = List.of(MAPPER.readValue(String.valueOf(head), String[].class));
            if (!new TreeSet<>(columns).equals(new TreeSet<>(table.columns().keySet()))) {
                throw new StartException("the backup's table " + table.name() + " has other columns: " + columns);
            }
            var types = new LinkedHashMap<String, Integer>();
            columns.forEach(column -> types.put(column, table.columns().getOrDefault(column, 0)));
            long count = 0;
            try (var writer = new StoredTable(table.name(), types).writer(target)) {
                for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                    @Nullable Object[] row = ROW.readValue(line);
                    writer.write(row);
                    count++;
                }
            }
            return count;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<StoredTable> requireEmpty(Connection target) throws SQLException {
        var tables = StoredTable.all(target);
        var filled = new ArrayList<String>();
        for (var table : tables) {
            if (table.count(target) > 0) {
                filled.add(table.name());
            }
        }
        if (!filled.isEmpty()) {
            throw new StartException("the database already holds rows, in " + String.join(", ", filled)
                    + ". Give an empty one: make it anew with dropdb and createdb, or set database-url to another");
        }
        return tables;
    }

    private static long checked(StoredTable table, Connection target, long expected) throws SQLException {
        table.continueIdentity(target);
        long count = table.count(target);
        if (count != expected) {
            throw new IllegalStateException(table.name() + " has " + count + " of " + expected + " rows");
        }
        return count;
    }

    @FunctionalInterface
    private interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    private static <T> T reading(Database database, Work<T> work) {
        return database.jdbi()
                .inTransaction(TransactionIsolationLevel.REPEATABLE_READ, handle -> done(work, handle.getConnection()));
    }

    private static <T> T writing(Database database, Work<T> work) {
        return database.jdbi().inTransaction(handle -> done(work, handle.getConnection()));
    }

    private static <T> T done(Work<T> work, Connection connection) {
        try {
            return work.with(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("The database cannot be copied: " + e.getMessage(), e);
        }
    }
}
