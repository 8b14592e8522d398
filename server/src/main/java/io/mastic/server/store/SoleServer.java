package io.mastic.server.store;

import io.mastic.server.StartException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.ConnectionFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a second server off a database of PostgreSQL: each looks after all runs, and would take the processes of the
 * other for dead. The mark is a lock of a session, which ends with the server however that ends.
 */
final class SoleServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SoleServer.class);
    private static final long LOCK = 0x6d61737469630001L;
    private static final String TIMED_OUT = "55P03";
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    private final ConnectionFactory connections;
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "sole-server");
        thread.setDaemon(true);
        return thread;
    });
    private Optional<Connection> held = Optional.empty();

    private SoleServer(ConnectionFactory connections) {
        this.connections = connections;
    }

    /**
     * @param connections none of a pool's
     * @throws StartException if another server has the database
     */
    static SoleServer of(ConnectionFactory connections, String url) throws SQLException {
        var sole = new SoleServer(connections);
        if (!sole.taken()) {
            sole.close();
            throw new StartException("another server uses the database at " + url
                    + ". End it first, or give each server a database of its own");
        }
        sole.looks.scheduleWithFixedDelay(
                sole::keep, BETWEEN_LOOKS.toMillis(), BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
        return sole;
    }

    /** Waits a little: the session of a server that was killed may not have ended yet. */
    private synchronized boolean taken() throws SQLException {
        var connection = connections.openConnection();
        try (var statement = connection.createStatement()) {
            statement.execute("set lock_timeout = '5s'");
            statement.execute("select pg_advisory_lock(" + LOCK + ")");
            held = Optional.of(connection);
            return true;
        } catch (SQLException e) {
            connection.close();
            if (TIMED_OUT.equals(e.getSQLState())) {
                return false;
            }
            throw e;
        }
    }

    /** A database that was away has forgotten the lock. */
    private synchronized void keep() {
        try {
            if (held.isPresent() && held.get().isValid(2)) {
                return;
            }
            release();
            if (!taken()) {
                LOG.error("Another server has taken the database while it was away: end one of them");
            }
        } catch (SQLException | RuntimeException e) {
            LOG.debug("The database is away; looking again", e);
        }
    }

    private void release() throws SQLException {
        if (held.isPresent()) {
            held.get().close();
            held = Optional.empty();
        }
    }

    @Override
    public synchronized void close() {
        looks.shutdownNow();
        try {
            release();
        } catch (SQLException e) {
            LOG.debug("The database went before its lock", e);
        }
    }
}
