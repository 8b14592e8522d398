package io.mastic.server.jobs;

import io.mastic.protocol.ServiceException;
import io.mastic.server.jobs.JobRunStore.JobRunRow;
import io.mastic.server.launch.Launcher;
import io.mastic.server.launch.Launcher.Status.Ended;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives runs whose processes have ended their last state, after all that must be done before. Each run by one thread, a
 * few at once: completing what a dead driver has written takes its time. A server that dies meanwhile leaves the run
 * live, and a later one begins its end anew.
 */
public final class RunEnds implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunEnds.class);

    private final JobRunStore store;
    private final JobRuns runs;
    private final Launcher launcher;
    private final List<RunEndStep> steps;
    private final ExecutorService executor;
    private final Clock clock;
    private final Set<String> ending = ConcurrentHashMap.newKeySet();
    private volatile boolean closing;

    /** @param executor runs ends, a few at once; closed with this */
    public RunEnds(
            JobRunStore store,
            JobRuns runs,
            Launcher launcher,
            List<RunEndStep> steps,
            ExecutorService executor,
            Clock clock) {
        this.store = store;
        this.runs = runs;
        this.launcher = launcher;
        this.steps = List.copyOf(steps);
        this.executor = executor;
        this.clock = clock;
    }

    boolean isClosing() {
        return closing;
    }

    boolean isEnding(String runId) {
        return ending.contains(runId);
    }

    /** Begins the end of a run; one that has begun is not begun twice. */
    void end(String runId, Ended how) {
        if (!ending.add(runId)) {
            return;
        }
        executor.execute(() -> {
            try {
                finish(runId, how);
            } catch (IOException | RuntimeException e) {
                LOG.error("Run {} could not be ended; trying again", runId, e);
            } finally {
                ending.remove(runId);
            }
        });
    }

    private void finish(String runId, Ended how) throws IOException {
        var run = store.find(runId).orElseThrow();
        if (!run.state().isLive()) {
            return;
        }
        launcher.kill(runId);
        var known = withResult(run);
        var failure = stepsFailure(known);
        // Read anew: a stop that was answered meanwhile counts.
        var last = store.find(runId).orElseThrow();
        if (failure.isPresent() && closing) {
            // The server's own end is no failure of the run: a later server begins its end anew.
            return;
        }
        var end = failure.isPresent() ? new End(JobRunState.FAILED, failure) : end(last, how);
        if (last.state().isLive() && runs.end(last, end.state(), end.error())) {
            LOG.info("run={} job={} state={}", run.id(), run.jobName(), end.state());
        }
    }

    /** A driver that could not reach the server has left its result behind. */
    private JobRunRow withResult(JobRunRow run) throws IOException {
        var left = launcher.result(run.id());
        if (run.reportedSuccess().isPresent() || left.isEmpty()) {
            return run;
        }
        try {
            var result = DriverResult.parse(left.orElseThrow());
            store.report(run.id(), run.epoch(), result.success(), result.error(), clock.millis());
        } catch (ServiceException e) {
            LOG.warn("Run {} has left no result that can be read: {}", run.id(), e.message());
        }
        return store.find(run.id()).orElseThrow();
    }

    private Optional<String> stepsFailure(JobRunRow run) {
        for (var step : steps) {
            try {
                step.beforeEnd(JobRuns.claim(run));
            } catch (RuntimeException e) {
                LOG.error("A step at the end of run {} failed", run.id(), e);
                return Optional.of(String.valueOf(e.getMessage()));
            }
        }
        return Optional.empty();
    }

    private record End(JobRunState state, Optional<String> error) {}

    private End end(JobRunRow run, Ended how) {
        if (run.state() == JobRunState.STOPPING) {
            return new End(JobRunState.STOPPED, Optional.empty());
        }
        if (run.reportedSuccess().orElse(false)) {
            return new End(JobRunState.SUCCEEDED, Optional.empty());
        }
        // What a script says that was told to end because its time was over is not its failure.
        if (run.timedOut().isPresent() || (run.reportedSuccess().isEmpty() && isOverdue(run, clock.millis()))) {
            return new End(
                    JobRunState.TIMEOUT,
                    Optional.of("The run exceeded its timeout of " + run.timeoutMinutes() + " minutes"));
        }
        if (run.reportedSuccess().isPresent()) {
            return new End(JobRunState.FAILED, run.reportedError());
        }
        return new End(JobRunState.FAILED, Optional.of(DeathReasons.of(how) + tail(run.id())));
    }

    static boolean isOverdue(JobRunRow run, long now) {
        return now
                > run.launched().orElseThrow()
                        + Duration.ofMinutes(run.timeoutMinutes()).toMillis();
    }

    private String tail(String runId) {
        try {
            var tail = launcher.errorTail(runId);
            return tail.isEmpty() ? "" : " The end of its log:\n" + tail;
        } catch (IOException e) {
            return " Its log cannot be read: " + e.getMessage();
        }
    }

    @Override
    public void close() {
        closing = true;
        executor.shutdown();
        try {
            if (!executor.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.warn("Some runs are still being ended; a later server goes on with them");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
