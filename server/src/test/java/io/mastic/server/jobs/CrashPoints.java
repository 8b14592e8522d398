package io.mastic.server.jobs;

import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;

/** Moments at which a server may die: before and after each statement, and each thing done to a process. */
final class CrashPoints implements SqlLogger {
    private static final int NEVER = -1;

    private int left = NEVER;

    /** Not an exception: what a server catches and logs it does not survive. */
    static final class Crash extends Error {
        private static final long serialVersionUID = 1;

        Crash() {
            super("the server is killed here", null, false, false);
        }
    }

    /** The server dies after so many moments; never if negative. */
    void after(int moments) {
        left = moments;
    }

    void pass() {
        if (left == 0) {
            left = NEVER;
            throw new Crash();
        }
        left = Math.max(NEVER, left - 1);
    }

    @Override
    public void logBeforeExecution(StatementContext context) {
        pass();
    }

    @Override
    public void logAfterExecution(StatementContext context) {
        pass();
    }
}
