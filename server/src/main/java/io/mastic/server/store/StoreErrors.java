package io.mastic.server.store;

import io.mastic.protocol.ServiceException;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** What a caller is told when the database fails. */
public final class StoreErrors {
    private static final String TEXT_NOT_STORABLE = "22021";
    /** H2: an input or output error, a broken connection, a closed database, also by a shutdown. */
    private static final Set<Integer> H2_UNAVAILABLE = Set.of(90028, 90031, 90067, 90098, 90121);
    /** H2: a lock that was not had in time, a deadlock. */
    private static final Set<Integer> H2_CONFLICT = Set.of(50200, 40001);

    private static final ServiceException UNAVAILABLE =
            internal("The database cannot be reached or cannot write at this time. Try again; "
                    + "the server's log has the reason");

    private StoreErrors() {}

    /** Empty if the failure is not the database's, or the fault is the statement's and so the server's. */
    public static Optional<ServiceException> of(Throwable failure) {
        var ofDatabase = false;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                ofDatabase = true;
                var error = of(sql);
                if (error.isPresent()) {
                    return error;
                }
            } else if (ofDatabase && cause instanceof IOException) {
                return Optional.of(UNAVAILABLE);
            }
        }
        return Optional.empty();
    }

    /** Whether the database is away, or cannot write at this time. */
    public static boolean isUnavailable(Throwable failure) {
        return of(failure).filter(UNAVAILABLE::equals).isPresent();
    }

    private static Optional<ServiceException> of(SQLException failure) {
        var state = String.valueOf(failure.getSQLState());
        if (failure instanceof SQLTransientConnectionException
                || H2_UNAVAILABLE.contains(failure.getErrorCode())
                || isUnavailable(state)) {
            return Optional.of(UNAVAILABLE);
        }
        if (state.equals("40001") || state.equals("40P01") || H2_CONFLICT.contains(failure.getErrorCode())) {
            return Optional.of(internal("Another request changed the same at the same time. Try again"));
        }
        return state.equals(TEXT_NOT_STORABLE)
                ? Optional.of(new ServiceException(
                        "InvalidInputException",
                        400,
                        "A text of the request holds the character NUL (U+0000), which cannot be stored"))
                : Optional.empty();
    }

    /** Lost connections, lacking resources (a full disk), an end by the operator, a standby, a failure of the system. */
    private static boolean isUnavailable(String state) {
        return state.startsWith("08")
                || state.startsWith("53")
                || state.startsWith("57P")
                || state.startsWith("58")
                || state.equals("25006");
    }

    private static ServiceException internal(String message) {
        return new ServiceException("InternalServiceException", 500, message);
    }

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
