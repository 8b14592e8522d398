package io.mastic.server.launch;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A place where drivers run. They go on while no server is there, and a later server finds them by their runs' ids.
 * Implementations are thread-safe.
 */
public interface Launcher {
    /** How a run's process stands. */
    sealed interface Status {
        /** It runs, or may still come up. */
        record Alive() implements Status {}

        /** Nothing was ever heard of it, though it should have come up by now; if it still does, it ends at once. */
        record Absent() implements Status {}

        /**
         * It has ended.
         *
         * @param code absent if something killed what watched it too, negative if a signal killed the driver
         * @param outOfMemory whether the machine's kernel killed for want of memory meanwhile
         */
        record Ended(OptionalInt code, boolean outOfMemory) implements Status {}
    }

    /**
     * Starts a driver and returns at once. Of all epochs of a run, one process at most comes up, and none of an older
     * epoch than the last that was launched.
     *
     * @param accountId whose run it is
     * @param environment what the driver learns besides the paths of the distribution
     */
    void launch(String runId, String accountId, long epoch, Map<String, String> environment) throws IOException;

    /**
     * Whether a run's process lives, also one that an earlier server started.
     *
     * @param launched since when
     */
    Status status(String runId, Instant launched, Instant now) throws IOException;

    /** Asks the driver to end; what has not ended some seconds later is killed. */
    void stop(String runId) throws IOException;

    /** Kills all that is left of a run. */
    void kill(String runId) throws IOException;

    /** What the driver was about to report of its run, as JSON: it may end while no server is there to listen. */
    Optional<String> result(String runId) throws IOException;

    /** The end of what the driver wrote to its error log; may be empty. */
    String errorTail(String runId) throws IOException;
}
