package io.mastic.server.catalog;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes tables away with all that belongs to them. What has many rows is gone for everybody at once, and its rows are
 * deleted piece by piece afterwards: a transaction of a million rows would hold them all in memory. Between two pieces
 * there is a pause as long as a piece, in which others write. What a server leaves of that, the next one finishes. AWS
 * does the same with what is in a deleted database.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_DeleteDatabase.html">AWS</a>
 */
public final class TableRemovals implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TableRemovals.class);
    private static final int PIECE = 5_000;
    private static final int TABLES_OF_PIECE = 100;

    private final Jdbi jdbi;
    private final int piece;
    private final int tablesOfPiece;
    private final ScheduledExecutorService sweeper = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "table-removals");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicBoolean waiting = new AtomicBoolean();
    private volatile boolean closed;

    public TableRemovals(Jdbi jdbi) {
        this(jdbi, PIECE);
    }

    TableRemovals(Jdbi jdbi, int piece) {
        this.jdbi = jdbi;
        this.piece = piece;
        this.tablesOfPiece = Math.min(piece, TABLES_OF_PIECE);
    }

    /**
     * In the caller's transaction.
     *
     * @return whether rows are left, which {@link #sweep()} deletes when the transaction has committed
     */
    boolean remove(Handle handle, long tableId) {
        var store = handle.attach(CatalogStore.class);
        if (store.rowsUpTo(tableId, piece + 1) > piece) {
            store.keepSetOfRemoved();
            store.hideTable(tableId);
            return true;
        }
        store.deleteTable(tableId);
        return false;
    }

    /** All tables of a database that is deleted in the caller's transaction, before {@link #sweep()}. */
    void removeAll(Handle handle, CatalogScope scope, String database) {
        handle.attach(CatalogStore.class).removeTableSet(scope, database);
    }

    /** Deletes what is removed, on a thread of its own. */
    public void sweep() {
        sweepAfter(0);
    }

    private void sweepAfter(long nanos) {
        if (!closed && waiting.compareAndSet(false, true)) {
            sweeper.schedule(this::sweepOn, nanos, TimeUnit.NANOSECONDS);
        }
    }

    private void sweepOn() {
        waiting.set(false);
        if (closed) {
            return;
        }
        long start = System.nanoTime();
        try {
            if (jdbi.inTransaction(this::sweepPiece)) {
                sweepAfter(System.nanoTime() - start);
            }
        } catch (RuntimeException e) {
            LOG.error("Rows of removed tables are left; the next removal or start goes on with them", e);
        }
    }

    /** @return whether there may be more to delete */
    private boolean sweepPiece(Handle handle) {
        var store = handle.attach(CatalogStore.class);
        store.lockRemovedSets();
        var removed = store.removedTables(tablesOfPiece);
        int left = piece;
        for (long id : removed) {
            left -= store.deletePartitions(id, left);
            left -= store.deleteVersions(id, left);
            if (left <= 0) {
                return true;
            }
            left -= store.deleteTable(id);
        }
        return !removed.isEmpty() || store.deleteEmptySets() > 0;
    }

    @Override
    public void close() {
        closed = true;
        sweeper.shutdown();
    }
}
