package io.mastic.server.jobs;

import io.mastic.server.jobs.JobRunStore.JobRunRow;
import io.mastic.server.launch.Launcher;
import io.mastic.server.launch.Launcher.Status;
import io.mastic.server.launch.Launcher.Status.Ended;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Launches runs that have a place, watches their processes and ends them at their time. One thread; all it must
 * remember is in the store and with the launcher, so a later server goes on where this one ended.
 */
public final class RunSupervisor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunSupervisor.class);
    private static final long TICK_MILLIS = 200;
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(8);
    /** Beyond that many, a driver that never comes up is the run's failure. */
    private static final int MOST_LAUNCHES = 3;

    private final JobRunStore store;
    private final JobRuns runs;
    private final RunQueue queue;
    private final RunEnds ends;
    private final RunEvents events;
    private final Launcher launcher;
    private final Function<Launch, Map<String, String>> environment;
    private final Consumer<String> everyTick;
    private final Clock clock;
    private final Map<String, Long> stopAsked = new HashMap<>();
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "runs"));
    private boolean failing;

    /** A run that is about to start, with the token that its driver will show. */
    public record Launch(String runId, long epoch, String token, String region) {}

    /** @param everyTick told the id of each launched run, some times a second while it lives and once when it has ended */
    public RunSupervisor(
            JobRunStore store,
            JobRuns runs,
            RunQueue queue,
            RunEnds ends,
            RunEvents events,
            Launcher launcher,
            Function<Launch, Map<String, String>> environment,
            Consumer<String> everyTick,
            Clock clock) {
        this.store = store;
        this.runs = runs;
        this.queue = queue;
        this.ends = ends;
        this.events = events;
        this.launcher = launcher;
        this.environment = environment;
        this.everyTick = everyTick;
        this.clock = clock;
    }

    public void start() {
        thread.scheduleWithFixedDelay(this::tick, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    void tick() {
        try {
            var launched = new ArrayList<JobRunRow>();
            var waiting = new ArrayList<JobRunRow>();
            for (var run : store.inStates(JobRunState.live())) {
                (run.launched().isPresent() ? launched : waiting).add(run);
            }
            stopAsked.keySet().retainAll(launched.stream().map(JobRunRow::id).toList());
            launched.forEach(this::watched);
            queue.admit(launched, waiting, this::launched);
            lookedAfter();
        } catch (RuntimeException e) {
            notLookedAfter(e);
        }
    }

    private void lookedAfter() {
        if (failing) {
            failing = false;
            LOG.info("The runs are looked after again");
        }
    }

    /** Said once: a database that is away stays so for many ticks. */
    private void notLookedAfter(RuntimeException failure) {
        if (!failing) {
            failing = true;
            LOG.error("The runs cannot be looked after; trying again until they can", failure);
        }
    }

    private boolean launched(JobRunRow run) {
        var token = runs.newToken();
        if (store.launch(run.id(), JobRuns.hash(token), clock.millis()) == 0) {
            return false;
        }
        var launch = new Launch(run.id(), run.epoch() + 1, token, run.region());
        try {
            launcher.launch(run.id(), run.accountId(), launch.epoch(), environment.apply(launch));
            return true;
        } catch (IOException | RuntimeException e) {
            LOG.error("Run {} could not be started", run.id(), e);
            notStarted(run.id(), "The driver could not be started: " + e.getMessage());
            return false;
        }
    }

    private void notStarted(String runId, String reason) {
        var run = store.find(runId).orElseThrow();
        var isStopping = run.state() == JobRunState.STOPPING;
        runs.end(run, isStopping ? JobRunState.STOPPED : JobRunState.FAILED, Optional.of(reason));
    }

    private void watched(JobRunRow run) {
        if (ends.isEnding(run.id())) {
            return;
        }
        try {
            watch(run);
        } catch (IOException | RuntimeException e) {
            LOG.error("Run {} could not be looked after; trying again", run.id(), e);
        }
    }

    private void watch(JobRunRow run) throws IOException {
        ticked(run);
        var launched = Instant.ofEpochMilli(run.launched().orElseThrow());
        var status = launcher.status(run.id(), launched, clock.instant());
        if (status instanceof Ended ended) {
            ticked(run);
            ends.end(run.id(), ended);
        } else if (status instanceof Status.Absent) {
            neverCame(run);
        } else if (run.state() == JobRunState.STOPPING || RunEnds.isOverdue(run, clock.millis())) {
            end(run);
        } else {
            events.tellDelay(run);
        }
    }

    /** The server that was to start it died, or what it started did: whatever comes up late is not of the next epoch. */
    private void neverCame(JobRunRow run) {
        if (run.state() != JobRunState.STARTING) {
            ends.end(run.id(), new Ended(OptionalInt.empty(), false));
        } else if (run.epoch() < MOST_LAUNCHES) {
            LOG.warn("run={} epoch={} never came up; it is started again", run.id(), run.epoch());
            store.relaunch(run.id(), run.epoch(), JobRuns.hash(runs.newToken()), clock.millis());
        } else {
            notStarted(run.id(), "The driver was started " + run.epoch() + " times and never came up");
        }
    }

    /** A disk too full to note a log's growth on must not keep a run from its end. */
    private void ticked(JobRunRow run) {
        try {
            everyTick.accept(run.id());
        } catch (RuntimeException e) {
            LOG.warn("The log of run {} could not be looked at: {}", run.id(), e.getMessage());
        }
    }

    private void end(JobRunRow run) throws IOException {
        if (run.state() != JobRunState.STOPPING && run.timedOut().isEmpty()) {
            store.timeOut(run.id(), clock.millis());
        }
        var asked = stopAsked.putIfAbsent(run.id(), clock.millis());
        if (asked == null) {
            launcher.stop(run.id());
        } else if (clock.millis() - asked > STOP_PATIENCE.toMillis()) {
            launcher.kill(run.id());
        }
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.warn("The runs' thread has not ended; a later server goes on with the runs");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
