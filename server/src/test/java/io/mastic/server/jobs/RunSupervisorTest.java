package io.mastic.server.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.mastic.server.jobs.JobRunStore.JobRunRow;
import io.mastic.server.launch.LocalLauncher;
import io.mastic.server.store.EachDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real processes under the real wrapper. In place of the driver stands a few lines of Python that do what the run's
 * script location says, so that nothing needs to be built.
 */
@EachDatabase
class RunSupervisorTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final JobsFixture fixture = new JobsFixture(1_100);
    private final List<RunSupervisor> supervisors = new ArrayList<>();
    private final List<String> ticked = new CopyOnWriteArrayList<>();

    @BeforeEach
    void makeHome() throws IOException {
        var driver = Files.createDirectories(folder.resolve("python/mastic_driver"));
        Files.copy(Path.of("../python/mastic_driver/wrapper.py"), driver.resolve("wrapper.py"));
        Files.writeString(driver.resolve("__init__.py"), "");
        Files.writeString(
                driver.resolve("__main__.py"),
                """
                import os, pathlib, time
                open("started", "w").close()
                while not pathlib.Path("go-on").exists():
                    time.sleep(0.02)
                exec(pathlib.Path("go-on").read_text())
                """);
        var python = Files.createDirectories(folder.resolve("venv/bin")).resolve("python");
        Files.writeString(python, "#!/bin/sh\nexec python3 \"$@\"\n");
        Files.setPosixFilePermissions(python, PosixFilePermissions.fromString("rwx------"));
    }

    @AfterEach
    void close() {
        for (var run : fixture.store.inStates(JobRunState.live())) {
            goOn(run.id(), "");
        }
        supervisors.forEach(RunSupervisor::close);
        fixture.close();
    }

    private LocalLauncher launcher() {
        return new LocalLauncher(folder, folder.resolve("runs"));
    }

    private RunSupervisor supervise(RunEndStep... endSteps) {
        var supervisor = new RunSupervisor(
                fixture.store,
                fixture.runs,
                fixture.sizes,
                launcher(),
                launch -> Map.of(),
                List.of(endSteps),
                ticked::add,
                fixture.clock);
        supervisors.add(supervisor);
        supervisor.start();
        return supervisor;
    }

    private void goOn(String run, String python) {
        try {
            var work =
                    Files.createDirectories(folder.resolve("runs").resolve(run).resolve("work"));
            var half = Files.writeString(work.resolve("half"), python);
            Files.move(half, work.resolve("go-on"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void await(Supplier<Boolean> condition, String what) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.get()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            Thread.onSpinWait();
            java.util.concurrent.locks.LockSupport.parkNanos(10_000_000);
        }
    }

    private JobRunRow row(String run) {
        return fixture.store.find(run).orElseThrow();
    }

    private JobRunRow over(String run) {
        await(() -> !row(run).state().isLive(), run + " is over");
        return row(run);
    }

    private void started(String run) {
        await(() -> Files.exists(folder.resolve("runs").resolve(run).resolve("work/started")), run + " has started");
    }

    private void claimed(String run) {
        fixture.store.change(
                run, JobRunState.STARTING, JobRunState.RUNNING, java.util.Optional.empty(), fixture.clock.millis());
    }

    private long driver(String run) {
        try {
            return Long.parseLong(
                    Files.readString(folder.resolve("runs").resolve(run).resolve("driver"))
                            .split(" ")[0]);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    @Test
    void aRunThatReportsSuccessSucceeds() {
        fixture.createShell("job", job -> {});
        var run = fixture.start("job");
        supervise();
        started(run);
        claimed(run);
        fixture.store.report(run, 1, true, java.util.Optional.empty(), 1);
        goOn(run, "");
        assertThat(over(run).state()).isEqualTo(JobRunState.SUCCEEDED);
        assertThat(ticked).contains(run);
    }

    @Test
    void aRunThatReportsNothingFailsWithItsCodeAndTheEndOfItsLog() {
        fixture.createShell("job", job -> {});
        var run = fixture.start("job");
        supervise();
        goOn(run, "import sys; print('last words', file=sys.stderr); sys.exit(9)");
        var over = over(run);
        assertThat(over.state()).isEqualTo(JobRunState.FAILED);
        assertThat(over.errorMessage().orElseThrow()).contains("exit code 9").contains("last words");
    }

    @Test
    void aResultThatNoServerHeardCounts() throws IOException {
        fixture.createShell("job", job -> {});
        var run = fixture.start("job");
        supervise().close();
        var first = supervise();
        started(run);
        claimed(run);
        first.close();
        goOn(run, "open('../result', 'w').write('{\"success\": false, \"error\": \"unheard\"}')");
        await(() -> !isAlive(driver(run)), "the driver has ended");
        supervise();
        assertThat(over(run).errorMessage()).contains("unheard");
    }

    @Test
    void aRunBeyondItsTimeIsEndedAsTimedOut() {
        fixture.createShell("job", job -> job.timeout(5).maxRetries(1));
        var run = fixture.start("job");
        supervise();
        started(run);
        claimed(run);
        fixture.clock.move(Duration.ofMinutes(4));
        assertThat(row(run).state()).isEqualTo(JobRunState.RUNNING);
        fixture.clock.move(Duration.ofMinutes(2));
        var over = over(run);
        assertThat(over.state()).isEqualTo(JobRunState.TIMEOUT);
        assertThat(over.errorMessage().orElseThrow()).contains("5 minutes");
        assertThat(isAlive(driver(run))).isFalse();
        assertThat(fixture.store.find(run + "_attempt_1")).isEmpty();
    }

    @Test
    void aRunWhoseTimeWentByWhileNoServerWasThereTimesOut() {
        fixture.createShell("job", job -> job.timeout(5));
        var run = fixture.start("job");
        var first = supervise();
        started(run);
        claimed(run);
        first.close();
        fixture.clock.move(Duration.ofHours(1));
        supervise();
        assertThat(over(run).state()).isEqualTo(JobRunState.TIMEOUT);
    }

    @Test
    void aRunThatSucceededInTimeSucceedsThoughTheServerCameTooLate() {
        fixture.createShell("job", job -> job.timeout(5));
        var run = fixture.start("job");
        var first = supervise();
        started(run);
        claimed(run);
        first.close();
        goOn(run, "open('../result', 'w').write('{\"success\": true}')");
        await(() -> !isAlive(driver(run)), "the driver has ended");
        fixture.clock.move(Duration.ofHours(1));
        supervise();
        assertThat(over(run).state()).isEqualTo(JobRunState.SUCCEEDED);
    }

    @Test
    void aStopEndsTheProcess() {
        fixture.createShell("job", job -> {});
        var run = fixture.start("job");
        supervise();
        started(run);
        claimed(run);
        fixture.runs.stop(fixture.call(), "job", run);
        assertThat(over(run).state()).isEqualTo(JobRunState.STOPPED);
        assertThat(isAlive(driver(run))).isFalse();
    }

    @Test
    void aLaterServerFindsAProcessThatItDidNotStart() {
        fixture.createShell("job", job -> {});
        var run = fixture.start("job");
        var first = supervise();
        started(run);
        first.close();
        var driver = driver(run);
        supervise();
        claimed(run);
        fixture.store.report(run, 1, true, java.util.Optional.empty(), 1);
        goOn(run, "");
        assertThat(over(run).state()).isEqualTo(JobRunState.SUCCEEDED);
        assertThat(driver(run)).isEqualTo(driver);
    }

    @Test
    void aRunWhoseServerDiedBeforeItStartedAProcessFailsAndIsNotStartedAgain() {
        fixture.createShell("job", job -> {});
        var run = fixture.start("job");
        fixture.store.launch(run, "hash", fixture.clock.millis());
        supervise();
        fixture.clock.move(Duration.ofSeconds(30));
        assertThat(over(run).state()).isEqualTo(JobRunState.FAILED);
        assertThat(folder.resolve("runs").resolve(run).resolve("wrapper")).doesNotExist();
    }

    @Test
    void aDriverThatCannotBeStartedFailsItsRunAndIsTriedAgain() throws IOException {
        Files.delete(folder.resolve("venv/bin/python"));
        fixture.createShell("job", job -> job.maxRetries(1));
        var run = fixture.start("job");
        supervise();
        assertThat(over(run).errorMessage().orElseThrow()).contains("could not be started");
        assertThat(over(run + "_attempt_1").state()).isEqualTo(JobRunState.FAILED);
    }

    @Test
    void runsWaitForMemoryInTheirOrder() {
        fixture.createShell("small", job -> job.executionProperty(p -> p.maxConcurrentRuns(9)));
        fixture.createSpark("large", job -> {});
        var first = fixture.start("small");
        fixture.clock.move(Duration.ofMillis(1));
        var large = fixture.start("large");
        fixture.clock.move(Duration.ofMillis(1));
        var last = fixture.start("small");
        supervise();
        started(first);
        await(() -> row(last).state() == JobRunState.WAITING, "the last one waits");
        assertThat(row(large).state()).isEqualTo(JobRunState.WAITING);
        assertThat(row(large).stateDetail().orElseThrow()).contains("memory").contains("512");
        assertThat(row(last).stateDetail().orElseThrow()).contains(large);
        goOn(first, "");
        started(large);
        assertThat(row(last).launched()).isEmpty();
        fixture.runs.stop(fixture.call(), "small", last);
        assertThat(row(last).state()).isEqualTo(JobRunState.STOPPED);
    }

    @Test
    void aStepThatFailsAtTheEndFailsTheRun() {
        fixture.createShell("job", job -> {});
        var run = fixture.start("job");
        supervise(claim -> {
            throw new IllegalStateException("the files of " + claim.runId() + " cannot be committed");
        });
        started(run);
        claimed(run);
        fixture.store.report(run, 1, true, java.util.Optional.empty(), 1);
        goOn(run, "");
        assertThat(over(run).state()).isEqualTo(JobRunState.FAILED);
        assertThat(row(run).errorMessage().orElseThrow()).contains("cannot be committed");
    }

    @Test
    void aProcessThatHasGotADeadOnesNumberIsLeftAlone() throws Exception {
        fixture.createShell("job", job -> {});
        var run = fixture.start("job");
        var first = supervise();
        started(run);
        first.close();
        var stranger = new ProcessBuilder("sleep", "300").start();
        try {
            var files = folder.resolve("runs").resolve(run);
            ProcessHandle.of(driver(run)).orElseThrow().destroyForcibly();
            await(() -> Files.exists(files.resolve("exit")), "the wrapper has ended");
            Files.delete(files.resolve("exit"));
            for (var name : List.of("driver", "wrapper")) {
                Files.writeString(files.resolve(name), stranger.pid() + " 1");
            }
            supervise();
            assertThat(over(run).state()).isEqualTo(JobRunState.FAILED);
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly();
        }
    }
}
