package io.mastic.server.store;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.ConnectionFactory;
import org.jspecify.annotations.Nullable;

/**
 * Lends connections of which one writes at a time: a transaction has the turn from its begin to its end, a statement
 * that is no transaction's while it runs. Queries outside transactions never wait. A connection is used and closed by
 * the thread that it was lent to.
 */
final class WriteTurns implements ConnectionFactory {
    private final ConnectionFactory source;
    private final Lock lent;
    private final ReentrantLock turn = new ReentrantLock();

    /** @param lent held as long as a connection is */
    WriteTurns(ConnectionFactory source, Lock lent) {
        this.source = source;
        this.lent = lent;
    }

    @Override
    public Connection openConnection() throws SQLException {
        lent.lock();
        try {
            return proxy(Connection.class, new Lent(source.openConnection()));
        } catch (SQLException | RuntimeException | Error e) {
            lent.unlock();
            throw e;
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(WriteTurns.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static @Nullable Object call(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private final class Lent implements InvocationHandler {
        private final Connection connection;
        private boolean inTransaction;
        private boolean closed;

        Lent(Connection connection) {
            this.connection = connection;
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
            return switch (method.getName()) {
                case "setAutoCommit" -> setAutoCommit(arguments);
                case "close" -> close(method);
                case "createStatement" -> proxy(Statement.class, new InTurn(statement(method, arguments), this));
                case "prepareStatement" -> prepared(method, arguments);
                default -> call(connection, method, arguments);
            };
        }

        private @Nullable Object setAutoCommit(Object @Nullable [] arguments) throws SQLException {
            var autoCommit = arguments != null && Boolean.TRUE.equals(arguments[0]);
            if (!autoCommit && !inTransaction) {
                turn.lock();
                inTransaction = true;
            }
            try {
                connection.setAutoCommit(autoCommit);
            } finally {
                if (autoCommit) {
                    endTurn();
                }
            }
            return null;
        }

        private void endTurn() {
            if (inTransaction) {
                inTransaction = false;
                turn.unlock();
            }
        }

        private @Nullable Object close(Method method) throws Throwable {
            if (closed) {
                return null;
            }
            closed = true;
            try {
                return call(connection, method, null);
            } finally {
                endTurn();
                lent.unlock();
            }
        }

        private Object prepared(Method method, Object @Nullable [] arguments) throws Throwable {
            var statement = (PreparedStatement) statement(method, arguments);
            return arguments != null && isQuery(String.valueOf(arguments[0]))
                    ? statement
                    : proxy(PreparedStatement.class, new InTurn(statement, this));
        }

        private Statement statement(Method method, Object @Nullable [] arguments) throws Throwable {
            return (Statement) Objects.requireNonNull(call(connection, method, arguments));
        }

        private static boolean isQuery(String sql) {
            return sql.stripLeading().toLowerCase(Locale.ROOT).startsWith("select");
        }
    }

    /** A statement that may write. */
    private final class InTurn implements InvocationHandler {
        private final Statement statement;
        private final Lent connection;

        InTurn(Statement statement, Lent connection) {
            this.statement = statement;
            this.connection = connection;
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
            if (connection.inTransaction || !method.getName().startsWith("execute")) {
                return call(statement, method, arguments);
            }
            turn.lock();
            try {
                return call(statement, method, arguments);
            } finally {
                turn.unlock();
            }
        }
    }
}
