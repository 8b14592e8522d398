package io.mastic.server.store;

import java.sql.SQLException;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * H2 closes a database that it could not write to, and opens it anew for the next connection. Those of the pool are of
 * no more use then, but do not say so: all are given up at the first that is found out.
 */
final class ClosedDatabaseLog implements SqlLogger {
    private static final int CLOSED = 90098;

    private final Runnable giveUp;

    ClosedDatabaseLog(Runnable giveUp) {
        this.giveUp = giveUp;
    }

    @Override
    public void logException(StatementContext context, SQLException failure) {
        if (failure.getErrorCode() == CLOSED) {
            giveUp.run();
        }
    }
}
