package io.mastic.server.store;

import java.sql.SQLException;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** What a database refuses, told apart. PostgreSQL takes nothing more in the transaction that it refused. */
public final class StoreErrors {
    private StoreErrors() {}

    public static boolean isUniqueViolation(UnableToExecuteStatementException e) {
        return hasState(e, "23505");
    }

    /** The row that this one belongs to is gone. H2 and PostgreSQL have a state of their own. */
    public static boolean isParentMissing(UnableToExecuteStatementException e) {
        return hasState(e, "23503") || hasState(e, "23506");
    }

    private static boolean hasState(UnableToExecuteStatementException e, String state) {
        return e.getCause() instanceof SQLException sql && state.equals(sql.getSQLState());
    }
}
