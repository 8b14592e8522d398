package io.mastic.server.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.mastic.server.launch.Launcher;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Processes that do what a test says. They outlive servers, come up late or never, and die at any time. */
final class ScriptedLauncher implements Launcher {
    private static final Duration FIRST_WORD = Duration.ofSeconds(15);

    final List<Process> processes = new ArrayList<>();
    private final Map<String, Long> epochs = new HashMap<>();
    private final Set<String> launched = new HashSet<>();
    private final CrashPoints crashes;

    ScriptedLauncher(CrashPoints crashes) {
        this.crashes = crashes;
    }

    enum Life {
        COMING,
        UP,
        ENDED,
        /** Ended before anybody could hear of it. */
        LOST
    }

    /** A wrapper with its driver. */
    static final class Process {
        final String runId;
        final long epoch;
        final String token;
        Life life = Life.COMING;
        boolean claimed;
        Optional<String> result = Optional.empty();
        OptionalInt code = OptionalInt.empty();

        Process(String runId, long epoch, String token) {
            this.runId = runId;
            this.epoch = epoch;
            this.token = token;
        }

        void end(OptionalInt how) {
            life = Life.ENDED;
            code = how;
        }
    }

    private Optional<Process> ofRun(String runId) {
        return processes.stream()
                .filter(process -> process.runId.equals(runId))
                .filter(process -> process.life == Life.UP || process.life == Life.ENDED)
                .findFirst();
    }

    @Override
    public void launch(String runId, String accountId, long epoch, Map<String, String> environment) {
        crashes.pass();
        epochs.put(runId, epoch);
        crashes.pass();
        assertThat(launched.add(runId + " " + epoch))
                .as("%s is launched once as epoch %s", runId, epoch)
                .isTrue();
        // As the real one forgets what one of an earlier epoch has left that came up late.
        ofRun(runId).filter(process -> process.life == Life.ENDED).ifPresent(process -> process.life = Life.LOST);
        processes.add(new Process(runId, epoch, environment.get("token")));
        crashes.pass();
    }

    /** As the real wrapper: it holds the run's lock while it lives, and looks for its epoch. */
    void comeUp(Process process) {
        var isFirst = ofRun(process.runId).isEmpty();
        process.life = isFirst && epochs.get(process.runId) == process.epoch ? Life.UP : Life.LOST;
    }

    @Override
    public Status status(String runId, Instant launchedAt, Instant now) {
        var process = ofRun(runId);
        if (process.isEmpty()) {
            return now.isBefore(launchedAt.plus(FIRST_WORD)) ? new Status.Alive() : new Status.Absent();
        }
        return process.filter(found -> found.life == Life.ENDED)
                .<Status>map(found -> new Status.Ended(found.code, false))
                .orElseGet(Status.Alive::new);
    }

    @Override
    public void stop(String runId) {
        crashes.pass();
        ofRun(runId).filter(process -> process.life == Life.UP).ifPresent(process -> process.end(OptionalInt.of(-15)));
        crashes.pass();
    }

    @Override
    public void kill(String runId) {
        crashes.pass();
        for (var process : processes) {
            if (process.runId.equals(runId) && process.life == Life.UP) {
                process.end(OptionalInt.of(-9));
            } else if (process.runId.equals(runId) && process.life == Life.COMING) {
                process.life = Life.LOST;
            }
        }
        crashes.pass();
    }

    @Override
    public Optional<String> result(String runId) {
        return ofRun(runId).flatMap(process -> process.result);
    }

    @Override
    public String errorTail(String runId) {
        return "";
    }
}
