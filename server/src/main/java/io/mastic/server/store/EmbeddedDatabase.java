package io.mastic.server.store;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import javax.sql.DataSource;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreTool;
import org.jdbi.v3.core.ConnectionFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * H2 in a file, so used that whatever moment a kill comes at, the file holds exactly the transactions that were
 * committed. H2 by itself does not give that (docs/decisions/0003 has the findings), these do:
 *
 * <ul>
 *   <li>{@code WRITE_DELAY 0}: a commit returns when it is in the file.
 *   <li>{@code REUSE_SPACE FALSE}: the file is appended to and nothing in it is overwritten.
 *   <li>One transaction writes at a time ({@link WriteTurns}), and the file grows at commits only: so it never holds a
 *       part of a transaction, which H2 would have to take back when it opens.
 *   <li>What is dead in the file is left behind by copying the living into a new one when the file has grown.
 * </ul>
 */
final class EmbeddedDatabase implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final long SMALLEST_COMPACTED = 64L << 20;
    private static final int GROWTH = 3;
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);
    private static final Duration QUIET_PATIENCE = Duration.ofSeconds(5);

    private static final Field LIMIT = limit();

    private final String base;
    private final Path file;
    private final long smallestCompacted;
    /** Read by every connection that is lent, written by a compaction, which needs the file closed. */
    private final ReentrantReadWriteLock lent = new ReentrantReadWriteLock();

    private final WriteTurns turns;
    private final ScheduledExecutorService compaction =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "database-compaction"));
    private volatile HikariDataSource pool;
    private long compactAbove;

    private EmbeddedDatabase(Path folder, long smallestCompacted) {
        this.base = folder.toAbsolutePath().resolve("mastic").toString();
        this.file = Path.of(base + ".mv.db");
        this.smallestCompacted = smallestCompacted;
        this.compactAbove = Math.max(smallestCompacted, GROWTH * size());
        this.pool = open();
        this.turns = new WriteTurns(this::connection, lent.readLock());
    }

    static EmbeddedDatabase in(Path folder) {
        var database = new EmbeddedDatabase(folder, SMALLEST_COMPACTED);
        database.compaction.scheduleWithFixedDelay(
                database::compactWhenGrown, BETWEEN_LOOKS.toMillis(), BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
        return database;
    }

    /** For tests: compacted only when they ask for it. */
    static EmbeddedDatabase withoutSchedule(Path folder, long smallestCompacted) {
        return new EmbeddedDatabase(folder, smallestCompacted);
    }

    ConnectionFactory connections() {
        return turns;
    }

    /** For the migrations, before anybody else writes. */
    DataSource pool() {
        return pool;
    }

    /** H2 closes a database that it could not write to, and opens it anew for the next connection. */
    private Connection connection() throws SQLException {
        while (true) {
            var connection = pool.getConnection();
            var store = store(connection);
            if (!store.isClosed()) {
                growAtCommitsOnly(store);
                return connection;
            }
            pool.evictConnection(connection);
        }
    }

    private static MVStore store(Connection connection) throws SQLException {
        var session = (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
        return session.getDatabase().getStore().getMvStore();
    }

    private HikariDataSource open() {
        var config = H2.config(
                "file:" + base + ";WRITE_DELAY=0;REUSE_SPACE=FALSE;MAX_COMPACT_TIME=0;DB_CLOSE_ON_EXIT=FALSE");
        return new HikariDataSource(config);
    }

    /** H2 writes parts of a transaction that holds more than some megabytes, and no setting of its keeps it from that. */
    private static void growAtCommitsOnly(MVStore store) {
        try {
            if (store.getAutoCommitMemory() != Integer.MAX_VALUE) {
                LIMIT.setInt(store, Integer.MAX_VALUE);
            }
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Field limit() {
        try {
            var field = MVStore.class.getDeclaredField("autoCommitMemory");
            field.setAccessible(true);
            return field;
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException("This version of H2 keeps its limit elsewhere", e);
        }
    }

    /** Copies what lives into a new file when the file is a multiple of what it was after the last time. */
    void compactWhenGrown() {
        try {
            if (size() > compactAbove && lent.writeLock().tryLock(QUIET_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    compact();
                } finally {
                    lent.writeLock().unlock();
                }
            }
        } catch (RuntimeException | InterruptedException e) {
            LOG.error("The database's file could not be compacted; trying again", e);
        }
    }

    private void compact() {
        var before = size();
        pool.close();
        try {
            // Made whole under another name and then renamed; H2 itself tidies up at its next opening after a kill.
            MVStoreTool.compact(file.toString(), false);
            LOG.info("Compacted the database's file from {} to {} KiB", before >> 10, size() >> 10);
        } finally {
            compactAbove = Math.max(smallestCompacted, GROWTH * size());
            pool = open();
        }
    }

    private long size() {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    @Override
    public void close() {
        compaction.shutdown();
        lent.writeLock().lock();
        try {
            pool.close();
        } finally {
            lent.writeLock().unlock();
        }
    }
}
