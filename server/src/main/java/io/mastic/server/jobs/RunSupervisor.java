package io.mastic.server.jobs;

import io.mastic.server.jobs.JobRunStore.JobRunRow;
import io.mastic.server.launch.LocalLauncher;
import io.mastic.server.launch.LocalLauncher.Started;
import io.mastic.server.launch.LocalLauncher.Status;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
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
 * Launches runs as memory allows, watches their processes, ends them at their time, and gives them their final state.
 * One thread; all it must remember is in the store and in the runs' folders, so a later server goes on where this one
 * ended.
 */
public final class RunSupervisor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunSupervisor.class);
    private static final long TICK_MILLIS = 200;
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(8);
    private static final int TAIL_BYTES = 4_000;

    private final JobRunStore store;
    private final JobRuns runs;
    private final DriverSizes sizes;
    private final LocalLauncher launcher;
    private final Function<Launch, Map<String, String>> environment;
    private final List<RunEndStep> endSteps;
    private final Consumer<JobRunRow> everyTick;
    private final Clock clock;
    private final Map<String, Long> stopAsked = new HashMap<>();
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "runs"));

    /** A run that is about to start, with the token that its driver will show. */
    public record Launch(String runId, long epoch, String token, String region) {}

    /** @param everyTick told of each launched run, some times a second while it lives and once when it has ended */
    public RunSupervisor(
            JobRunStore store,
            JobRuns runs,
            DriverSizes sizes,
            LocalLauncher launcher,
            Function<Launch, Map<String, String>> environment,
            List<RunEndStep> endSteps,
            Consumer<JobRunRow> everyTick,
            Clock clock) {
        this.store = store;
        this.runs = runs;
        this.sizes = sizes;
        this.launcher = launcher;
        this.environment = environment;
        this.endSteps = List.copyOf(endSteps);
        this.everyTick = everyTick;
        this.clock = clock;
    }

    public void start() {
        thread.scheduleWithFixedDelay(this::tick, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void tick() {
        try {
            var live = store.inStates(JobRunState.live());
            int memory = live.stream()
                    .filter(run -> run.launched().isPresent())
                    .mapToInt(JobRunRow::memoryMebibytes)
                    .sum();
            for (var run : live) {
                memory += looked(run, memory);
            }
        } catch (RuntimeException e) {
            LOG.error("The runs could not be looked after; trying again", e);
        }
    }

    /** @return the memory that a run newly takes */
    private int looked(JobRunRow run, int memory) {
        try {
            if (run.launched().isEmpty()) {
                return admitted(run, memory) ? run.memoryMebibytes() : 0;
            }
            watch(run);
        } catch (IOException | RuntimeException e) {
            LOG.error("Run {} could not be looked after; trying again", run.id(), e);
        }
        return 0;
    }

    private boolean admitted(JobRunRow run, int memory) {
        var now = clock.millis();
        if (!sizes.fits(memory, run.memoryMebibytes())) {
            if (run.state() == JobRunState.STARTING) {
                var detail = "Waits for memory: it needs " + run.memoryMebibytes() + " MiB, and running jobs hold "
                        + memory + " of the " + sizes.limitMebibytes() + " MiB that drivers may take together";
                store.change(run.id(), JobRunState.STARTING, JobRunState.WAITING, Optional.of(detail), now);
            }
            return false;
        }
        if (run.state() == JobRunState.WAITING
                && store.change(run.id(), JobRunState.WAITING, JobRunState.STARTING, Optional.empty(), now) == 0) {
            return false;
        }
        return launched(run);
    }

    private boolean launched(JobRunRow run) {
        var token = runs.newToken();
        if (store.launch(run.id(), JobRuns.hash(token), clock.millis()) == 0) {
            return false;
        }
        try {
            var launch = new Launch(run.id(), run.epoch() + 1, token, run.region());
            var started = launcher.launch(run.id(), environment.apply(launch));
            store.started(run.id(), started.pid(), started.start());
            return true;
        } catch (IOException | RuntimeException e) {
            LOG.error("Run {} could not be started", run.id(), e);
            var reason = Optional.of("The driver could not be started: " + e.getMessage());
            store.end(run.id(), JobRunState.STARTING, JobRunState.FAILED, reason, clock.millis());
            return false;
        }
    }

    private void watch(JobRunRow run) throws IOException {
        everyTick.accept(run);
        // Without a pid the server died between starting the process and writing its number down.
        var started = new Started(run.pid().orElse(-1L), run.processStart().orElse(0L));
        var status = launcher.status(run.id(), started);
        if (status instanceof Status.Ended ended) {
            launcher.kill(run.id(), started);
            everyTick.accept(run);
            finish(run, ended.code());
        } else if (run.state() == JobRunState.STOPPING || isOverdue(run)) {
            stop(run, started);
        }
    }

    private boolean isOverdue(JobRunRow run) {
        var end = run.launched().orElseThrow()
                + Duration.ofMinutes(run.timeoutMinutes()).toMillis();
        return clock.millis() > end;
    }

    private void stop(JobRunRow run, Started started) throws IOException {
        var asked = stopAsked.putIfAbsent(run.id(), clock.millis());
        if (asked == null) {
            launcher.stop(started);
        } else if (clock.millis() - asked > STOP_PATIENCE.toMillis()) {
            launcher.kill(run.id(), started);
        }
    }

    private void finish(JobRunRow seen, OptionalInt exitCode) throws IOException {
        stopAsked.remove(seen.id());
        var run = store.find(seen.id()).orElseThrow();
        var failure = endStepsFailure(run);
        var end = failure.map(reason -> new End(JobRunState.FAILED, Optional.of(reason)))
                .orElseGet(() -> end(run, exitCode));
        // A driver that ends before it claims its run is seen as STARTING.
        if (end.state() == JobRunState.SUCCEEDED && run.state() == JobRunState.STARTING) {
            store.change(run.id(), JobRunState.STARTING, JobRunState.RUNNING, Optional.empty(), clock.millis());
            finish(seen, exitCode);
            return;
        }
        if (store.end(run.id(), run.state(), end.state(), end.error(), clock.millis()) == 1) {
            LOG.info("run={} job={} state={}", run.id(), run.jobName(), end.state());
            if (end.state() == JobRunState.FAILED && JobRuns.attempt(run) < run.maxRetries()) {
                runs.retry(run);
            }
        }
    }

    private Optional<String> endStepsFailure(JobRunRow run) {
        for (var step : endSteps) {
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

    private End end(JobRunRow run, OptionalInt exitCode) {
        if (run.state() == JobRunState.STOPPING) {
            return new End(JobRunState.STOPPED, Optional.empty());
        }
        if (run.reportedSuccess().isPresent()) {
            return run.reportedSuccess().orElseThrow()
                    ? new End(JobRunState.SUCCEEDED, Optional.empty())
                    : new End(JobRunState.FAILED, run.reportedError());
        }
        if (isOverdue(run)) {
            return new End(
                    JobRunState.TIMEOUT,
                    Optional.of("The run exceeded its timeout of " + run.timeoutMinutes() + " minutes"));
        }
        var how = exitCode.isPresent()
                ? "The driver ended with exit code " + exitCode.getAsInt() + " before it reported a result."
                : "The driver was killed.";
        return new End(
                JobRunState.FAILED,
                Optional.of(how + tail(launcher.folder(run.id()).error())));
    }

    private static String tail(Path log) {
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            if (!Files.exists(log) || file.length() == 0) {
                return "";
            }
            file.seek(Math.max(0, file.length() - TAIL_BYTES));
            var bytes = new byte[(int) Math.min(TAIL_BYTES, file.length())];
            file.readFully(bytes);
            return " The end of its log:\n" + new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return " Its log cannot be read: " + e.getMessage();
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
