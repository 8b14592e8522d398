package io.mastic.server.jobs;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Told of a run's last state within the transaction that gives it: what a listener writes with the handle is kept
 * together with the state, or neither is. It may start runs with the same handle. What it throws keeps the run from its
 * end, which is tried again.
 */
@FunctionalInterface
public interface RunEnded {
    void ended(Handle handle, EndedRun run);

    /**
     * A run that is over.
     *
     * @param triggerName of the trigger that started it
     * @param retriedAs the run that tries the same again; then others than this one say how it went
     * @param completed milliseconds since 1970
     */
    record EndedRun(
            String accountId,
            String region,
            String jobName,
            String runId,
            JobRunState state,
            Optional<String> triggerName,
            Optional<String> workflowRunId,
            Optional<String> retriedAs,
            long completed) {}
}
