package io.mastic.server.catalog;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes tables away with all that belongs to them. What has many rows is gone for everybody at once, and its rows are
 * deleted piece by piece afterwards: a transaction of a million rows would hold them all in memory. What a server
 * leaves of that, the next one finishes. AWS does the same with what is in a deleted database.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_DeleteDatabase.html">AWS</a>
 */
public final class TableRemovals implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TableRemovals.class);
    private static final int PIECE = 5_000;
    private static final int TABLES_OF_PIECE = 500;

    private final Jdbi jdbi;
    private final int piece;
    private final int tablesOfPiece;
    private final ExecutorService sweeper = Executors.newSingleThreadExecutor(task -> {
        var thread = new Thread(task, "table-removals");
        thread.setDaemon(true);
        return thread;
    });
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
            store.keepHiddenDatabase();
            store.hideTable(tableId);
            return true;
        }
        store.deleteTable(tableId);
        return false;
    }

    /** All tables of a database, as {@link #remove} does one. */
    boolean removeAll(Handle handle, CatalogScope scope, String database) {
        var store = handle.attach(CatalogStore.class);
        if (store.countTables(scope, database) > tablesOfPiece || store.rowsUpTo(scope, database, piece + 1) > piece) {
            store.keepHiddenDatabase();
            store.hideTables(scope, database);
            return true;
        }
        store.deleteTables(scope, database);
        return false;
    }

    /** Deletes what is hidden, on a thread of its own. */
    public void sweep() {
        sweeper.execute(() -> {
            try {
                while (!closed && jdbi.inTransaction(this::sweepPiece)) {
                    // Each piece is a transaction of its own.
                }
            } catch (RuntimeException e) {
                LOG.error("Rows of removed tables are left; the next removal or start goes on with them", e);
            }
        });
    }

    /** @return whether there was anything to delete */
    private boolean sweepPiece(Handle handle) {
        var store = handle.attach(CatalogStore.class);
        var hidden = store.hiddenTables(tablesOfPiece);
        int left = piece;
        for (long id : hidden) {
            left -= store.deletePartitions(id, left);
            left -= store.deleteVersions(id, left);
            if (left <= 0) {
                break;
            }
            left -= store.deleteTable(id);
        }
        return !hidden.isEmpty();
    }

    @Override
    public void close() {
        closed = true;
        sweeper.shutdown();
    }
}
