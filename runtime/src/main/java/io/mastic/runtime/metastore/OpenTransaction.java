package io.mastic.runtime.metastore;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * What one thread's store knows while Hive believes a transaction to be open. The catalog has none: each change is done
 * when it is asked for, but for the partitions of a table that is being dropped, which go with their table. Not
 * thread-safe.
 */
final class OpenTransaction {
    /** Hive makes a store, a listener and a remover of folders, which know nothing of each other, for each thread. */
    private static final ThreadLocal<OpenTransaction> OF_THREAD = ThreadLocal.withInitial(OpenTransaction::new);

    private int depth;
    private final Map<TableName, Map<List<String>, Boolean>> foreseen = new HashMap<>();
    private @Nullable PartitionSweep sweep;
    private final Set<String> kept = new HashSet<>();

    /** A table by the names of its database and its own, in lower case. */
    record TableName(String database, String table) {}

    private OpenTransaction() {}

    static OpenTransaction ofThread() {
        return OF_THREAD.get();
    }

    void open() {
        depth++;
    }

    int depth() {
        return depth;
    }

    /** Closes what Hive has left open. */
    void returnTo(int before) {
        while (depth > before) {
            close();
        }
    }

    /** Hive also ends transactions that it has not opened. */
    void close() {
        depth = Math.max(depth - 1, 0);
        if (depth == 0) {
            foreseen.clear();
            sweep = null;
        }
    }

    boolean isOpen() {
        return depth > 0;
    }

    /** Notes which of the partitions that are about to be added exist. */
    void foresee(TableName table, Map<List<String>, Boolean> existing) {
        if (isOpen()) {
            foreseen.computeIfAbsent(table, name -> new HashMap<>()).putAll(existing);
        }
    }

    /** Whether a partition exists, if that was foreseen. */
    Optional<Boolean> exists(TableName table, List<String> values) {
        return Optional.ofNullable(foreseen.getOrDefault(table, Map.of()).get(values));
    }

    /** The walk over a table's partitions that goes on while Hive drops what it is given. */
    Optional<PartitionSweep> sweep(TableName table) {
        return Optional.ofNullable(sweep).filter(open -> open.table().equals(table));
    }

    void begin(PartitionSweep begun) {
        sweep = begun;
    }

    void dropped(TableName table) {
        if (sweep(table).isPresent()) {
            sweep = null;
        }
    }

    /**
     * A place with files of a dropped table that are not Spark's to delete. DROP DATABASE drops each table by itself and
     * then the database with its folder.
     */
    void keep(String location) {
        kept.add(new Path(location).toString());
    }

    /** A place that is a new table's. */
    void reuse(String location) {
        kept.remove(new Path(location).toString());
    }

    Set<String> kept() {
        return Set.copyOf(kept);
    }
}
