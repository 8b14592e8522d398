package io.mastic.server.jobs;

import io.mastic.protocol.ServiceException;
import io.mastic.server.jobs.JobRunStore.JobRunRow;
import io.mastic.server.launch.LocalLauncher;
import io.mastic.server.launch.LocalLauncher.Status;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
    private final Consumer<String> everyTick;
    private final Clock clock;
    private final Map<String, Long> stopAsked = new HashMap<>();
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "runs"));

    /** A run that is about to start, with the token that its driver will show. */
    public record Launch(String runId, long epoch, String token, String region) {}

    /** @param everyTick told the id of each launched run, some times a second while it lives and once when it has ended */
    public RunSupervisor(
            JobRunStore store,
            JobRuns runs,
            DriverSizes sizes,
            LocalLauncher launcher,
            Function<Launch, Map<String, String>> environment,
            List<RunEndStep> endSteps,
            Consumer<String> everyTick,
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
            var launched = new ArrayList<JobRunRow>();
            var queue = new ArrayList<JobRunRow>();
            for (var run : store.inStates(JobRunState.live())) {
                (run.launched().isPresent() ? launched : queue).add(run);
            }
            launched.forEach(this::watched);
            admit(queue, launched.stream().mapToInt(JobRunRow::memoryMebibytes).sum());
        } catch (RuntimeException e) {
            LOG.error("The runs could not be looked after; trying again", e);
        }
    }

    /** The first that must wait keeps its turn: else smaller ones would pass it for ever. */
    private void admit(List<JobRunRow> queue, int held) {
        int memory = held;
        Optional<String> ahead = Optional.empty();
        for (var run : queue) {
            if (ahead.isPresent() || !sizes.fits(memory, run.memoryMebibytes())) {
                waits(run, memory, ahead);
                ahead = ahead.or(() -> Optional.of(run.id()));
            } else if (launched(run)) {
                memory += run.memoryMebibytes();
            }
        }
    }

    private void waits(JobRunRow run, int memory, Optional<String> ahead) {
        if (run.state() == JobRunState.STARTING) {
            var detail = ahead.map(first -> "Waits behind the run " + first + ", which waits for memory")
                    .orElseGet(() -> "Waits for memory: it needs " + run.memoryMebibytes()
                            + " MiB, and running jobs hold " + memory + " of the " + sizes.limitMebibytes()
                            + " MiB that drivers may take together");
            store.change(run.id(), JobRunState.STARTING, JobRunState.WAITING, Optional.of(detail), clock.millis());
        }
    }

    private boolean launched(JobRunRow run) {
        var now = clock.millis();
        if (run.state() == JobRunState.WAITING
                && store.change(run.id(), JobRunState.WAITING, JobRunState.STARTING, Optional.empty(), now) == 0) {
            return false;
        }
        var token = runs.newToken();
        if (store.launch(run.id(), JobRuns.hash(token), now) == 0) {
            return false;
        }
        try {
            launcher.launch(run.id(), environment.apply(new Launch(run.id(), run.epoch() + 1, token, run.region())));
            return true;
        } catch (IOException | RuntimeException e) {
            LOG.error("Run {} could not be started", run.id(), e);
            var started = store.find(run.id()).orElseThrow();
            runs.end(
                    started,
                    started.state() == JobRunState.STOPPING ? JobRunState.STOPPED : JobRunState.FAILED,
                    Optional.of("The driver could not be started: " + e.getMessage()));
            return false;
        }
    }

    private void watched(JobRunRow run) {
        try {
            watch(run);
        } catch (IOException | RuntimeException e) {
            LOG.error("Run {} could not be looked after; trying again", run.id(), e);
        }
    }

    private void watch(JobRunRow run) throws IOException {
        ticked(run);
        var launched = Instant.ofEpochMilli(run.launched().orElseThrow());
        if (launcher.status(run.id(), launched, clock.instant()) instanceof Status.Ended ended) {
            launcher.kill(run.id());
            ticked(run);
            finish(run.id(), ended.code());
        } else if (run.state() == JobRunState.STOPPING || isOverdue(run)) {
            stop(run);
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

    private boolean isOverdue(JobRunRow run) {
        var end = run.launched().orElseThrow()
                + Duration.ofMinutes(run.timeoutMinutes()).toMillis();
        return clock.millis() > end;
    }

    private void stop(JobRunRow run) throws IOException {
        var asked = stopAsked.putIfAbsent(run.id(), clock.millis());
        if (asked == null) {
            launcher.stop(run.id());
        } else if (clock.millis() - asked > STOP_PATIENCE.toMillis()) {
            launcher.kill(run.id());
        }
    }

    private void finish(String runId, OptionalInt exitCode) throws IOException {
        var run = withResult(store.find(runId).orElseThrow());
        var end = endStepsFailure(run)
                .map(reason -> new End(JobRunState.FAILED, Optional.of(reason)))
                .orElseGet(() -> end(run, exitCode));
        if (runs.end(run, end.state(), end.error())) {
            stopAsked.remove(runId);
            LOG.info("run={} job={} state={}", run.id(), run.jobName(), end.state());
        }
    }

    /** A driver that could not reach the server has left its result in its folder. */
    private JobRunRow withResult(JobRunRow run) throws IOException {
        var left = launcher.folder(run.id()).result();
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
        if (run.reportedSuccess().orElse(false)) {
            return new End(JobRunState.SUCCEEDED, Optional.empty());
        }
        // What a script says that was told to end because its time was over is not its failure.
        if (stopAsked.containsKey(run.id()) || (run.reportedSuccess().isEmpty() && isOverdue(run))) {
            return new End(
                    JobRunState.TIMEOUT,
                    Optional.of("The run exceeded its timeout of " + run.timeoutMinutes() + " minutes"));
        }
        if (run.reportedSuccess().isPresent()) {
            return new End(JobRunState.FAILED, run.reportedError());
        }
        return new End(
                JobRunState.FAILED,
                Optional.of(how(exitCode) + tail(launcher.folder(run.id()).error())));
    }

    private static String how(OptionalInt exitCode) {
        if (exitCode.isEmpty()) {
            return "The driver was killed.";
        }
        int code = exitCode.getAsInt();
        return code < 0
                ? "The driver was killed by signal " + -code + " before it reported a result."
                : "The driver ended with exit code " + code + " before it reported a result.";
    }

    private static String tail(Path log) {
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            if (file.length() == 0) {
                return "";
            }
            file.seek(Math.max(0, file.length() - TAIL_BYTES));
            var bytes = new byte[(int) Math.min(TAIL_BYTES, file.length())];
            file.readFully(bytes);
            var text = new String(bytes, StandardCharsets.UTF_8);
            return " The end of its log:\n" + (file.length() > TAIL_BYTES ? text.replaceFirst("^[^\n]*\n", "") : text);
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
