package io.mastic.server.jobs;

import io.mastic.protocol.ServiceException;
import java.time.Clock;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import software.amazon.awssdk.services.glue.model.JobRun;

/** What triggers and workflows do with runs, beside what clients do. */
public final class TriggeredRuns {
    private final JobRunStore store;
    private final JobRuns runs;
    private final RunStarts starts;
    private final Clock clock;

    /** A run as it was started, or as it was refused. */
    public record Started(String runId, JobRunState state) {}

    public TriggeredRuns(Jdbi jdbi, JobRuns runs, Clock clock) {
        this.store = jdbi.onDemand(JobRunStore.class);
        this.runs = runs;
        this.starts = runs.starts();
        this.clock = clock;
    }

    /** @throws ServiceException if no job could be started so, whatever it is */
    public static void requirePossible(TriggeredRun run) {
        JobLimits.require(RunStarts.request(run));
    }

    /** @throws ServiceException as StartJobRun answers it */
    public Started start(Handle handle, TriggeredRun run) {
        var id = runs.startTriggered(handle, run);
        var started = handle.attach(JobRunStore.class).find(id).orElseThrow();
        return new Started(id, started.state());
    }

    /**
     * Starts a run for which nobody waits: what StartJobRun would answer becomes the end of the run, as AWS has it. No
     * listener is told of this end.
     */
    public Started startOrFail(Handle handle, TriggeredRun run) {
        try {
            return start(handle, run);
        } catch (ServiceException e) {
            var gone = e.code().equals("EntityNotFoundException");
            var state = gone ? JobRunState.ERROR : JobRunState.FAILED;
            var id = "jr_" + starts.randomHex();
            handle.attach(JobRunStore.class)
                    .insertRefused(run, id, JobConverter.refusedDoc(run), state, e.message(), clock.millis());
            return new Started(id, state);
        }
    }

    /** All runs that a workflow's run has started, attempts included; the oldest first. */
    public List<JobRun> ofWorkflow(String workflowRunId) {
        return store.ofWorkflow(workflowRunId).stream()
                .map(run -> JobConverter.toJobRun(run, clock.instant()))
                .toList();
    }

    /** Ends all live runs of a workflow's run; the supervisor sees to their processes. */
    public void stopOfWorkflow(String workflowRunId) {
        var left = true;
        while (left) {
            // Read anew: a run that was seen may have failed meanwhile and have begun a new attempt.
            left = false;
            for (var run : store.ofWorkflow(workflowRunId)) {
                var live = run.state().isLive() && run.state() != JobRunState.STOPPING;
                left |= live && !runs.stopped(run);
            }
        }
    }
}
