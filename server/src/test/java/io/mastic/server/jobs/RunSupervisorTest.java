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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
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
    private final List<RunEnds> allEnds = new ArrayList<>();
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
        allEnds.forEach(RunEnds::close);
        fixture.close();
    }

    private LocalLauncher launcher() {
        return new LocalLauncher(folder, folder.resolve("runs"));
    }

    private RunSupervisor supervise(RunEndStep... endSteps) {
        var ends = new RunEnds(
                fixture.store,
                fixture.runs,
                launcher(),
                List.of(endSteps),
                Executors.newFixedThreadPool(2),
                fixture.clock);
        var supervisor = new RunSupervisor(
                fixture.store,
                fixture.runs,
                new RunQueue(fixture.database.jdbi(), fixture.places, fixture.sizes, fixture.clock),
                ends,
                new RunEvents(events(), fixture.store, fixture.clock),
                launcher(),
                launch -> Map.of(),
                ticked::add,
                fixture.clock);
        supervisors.add(supervisor);
        allEnds.add(ends);
        supervisor.start();
        return supervisor;
    }

    private Path events() {
        return folder.resolve("events.jsonl");
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

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static boolean isAlive(long pid) {
        var status = Path.of("/proc", Long.toString(pid), "status");
        // Its number stays until somebody asks for its end, which nobody does for an orphan in a container.
        return Files.exists(status) && !read(status).contains("State:\tZ");
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
        goOn(run, "open('../files/result', 'w').write('{\"success\": false, \"error\": \"unheard\"}')");
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
        goOn(run, "open('../files/result', 'w').write('{\"success\": true}')");
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
    void aRunWhoseServerDiedBeforeItStartedAProcessIsStartedAsTheNextEpoch() {
        fixture.createShell("job", job -> {});
        var run = fixture.start("job");
        fixture.store.launch(run, "hash", fixture.clock.millis());
        supervise();
        fixture.clock.move(Duration.ofSeconds(30));
        started(run);
        assertThat(row(run).epoch()).isEqualTo(2);
        assertThat(row(run).tokenHash()).isNotEqualTo("hash");
    }

    @Test
    void aDriverThatNeverComesUpFailsItsRunInTheEnd() throws IOException {
        Files.writeString(folder.resolve("venv/bin/python"), "#!/bin/sh\nexit 1\n");
        fixture.createShell("job", job -> {});
        var run = fixture.start("job");
        supervise();
        await(
                () -> {
                    fixture.clock.move(Duration.ofSeconds(1));
                    return !row(run).state().isLive();
                },
                "the run is over");
        assertThat(row(run).state()).isEqualTo(JobRunState.FAILED);
        assertThat(row(run).errorMessage().orElseThrow()).contains("3 times");
    }

    @Test
    void aWrapperOfAnOlderEpochEndsWithoutADriver() throws Exception {
        fixture.createShell("job", job -> {});
        var run = fixture.start("job");
        var files = Files.createDirectories(folder.resolve("runs").resolve(run));
        Files.writeString(files.resolve("epoch"), "2");
        var late = new ProcessBuilder(
                        "python3",
                        "-I",
                        folder.resolve("python/mastic_driver/wrapper.py").toString(),
                        files.toString(),
                        "1",
                        "touch",
                        folder.resolve("ran").toString())
                .start();
        assertThat(late.waitFor()).isNotZero();
        assertThat(files.resolve("wrapper")).doesNotExist();
        assertThat(folder.resolve("ran")).doesNotExist();
    }

    @Test
    void whatALateProcessOfAnOlderEpochHasLeftIsForgotten() throws IOException {
        fixture.createShell("job", job -> {});
        var run = fixture.start("job");
        var files = Files.createDirectories(folder.resolve("runs").resolve(run));
        Files.writeString(files.resolve("wrapper"), "999999999 1");
        Files.writeString(files.resolve("exit"), "1");
        supervise();
        started(run);
        assertThat(row(run).state()).isEqualTo(JobRunState.STARTING);
        assertThat(files.resolve("exit")).doesNotExist();
    }

    @Test
    void oneWrapperOfARunAtMostComesUp() throws Exception {
        fixture.createShell("job", job -> {});
        var run = fixture.start("job");
        supervise();
        started(run);
        launcher().launch(run, "111122223333", 2, Map.of());
        var wrapper = folder.resolve("runs").resolve(run).resolve("wrapper");
        var first = Files.readString(wrapper);
        await(
                () -> read(folder.resolve("runs").resolve(run).resolve("error.log"))
                        .contains("already"),
                "it is told");
        assertThat(wrapper).hasContent(first);
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

    @Test
    void aKilledDriverNamesTheSignalAndWhetherMemoryHadRunOut() {
        fixture.createShell("job", job -> {});
        var run = fixture.start("job");
        supervise();
        started(run);
        goOn(run, "import sys; print('so far', file=sys.stderr, flush=True); os.kill(os.getpid(), 9)");
        assertThat(over(run).state()).isEqualTo(JobRunState.FAILED);
        assertThat(row(run).errorMessage().orElseThrow())
                .contains("signal 9 (SIGKILL)")
                .contains("memory had not run out")
                .contains("so far");
    }

    @Test
    void aKilledWrapperTakesItsDriverAndAllItStartedAlong() throws IOException {
        fixture.createShell("job", job -> {});
        var run = fixture.start("job");
        supervise();
        started(run);
        goOn(
                run,
                """
                import subprocess
                child = subprocess.Popen(["sleep", "300"], start_new_session=True)
                pathlib.Path("child").write_text(str(child.pid))
                time.sleep(300)
                """);
        var child = folder.resolve("runs").resolve(run).resolve("work/child");
        await(() -> Files.exists(child) && !read(child).isEmpty(), "a child runs");
        var driver = driver(run);
        var wrapper = Files.readString(folder.resolve("runs").resolve(run).resolve("wrapper"));
        ProcessHandle.of(Long.parseLong(wrapper.split(" ")[0])).orElseThrow().destroyForcibly();
        assertThat(over(run).state()).isEqualTo(JobRunState.FAILED);
        assertThat(row(run).errorMessage().orElseThrow()).contains("killed");
        assertThat(isAlive(driver)).isFalse();
        await(() -> !isAlive(Long.parseLong(read(child))), "its child has ended too");
    }

    @Test
    void aRunThatTakesLongerThanItsNoticeIsToldOfOnce() {
        fixture.createShell("job", job -> job.notificationProperty(n -> n.notifyDelayAfter(5)));
        var run = fixture.start("job");
        supervise();
        started(run);
        claimed(run);
        fixture.clock.move(Duration.ofMinutes(6));
        await(() -> row(run).notified().isPresent(), "it is told");
        assertThat(row(run).stateDetail().orElseThrow()).contains("NotifyDelayAfter: 5 minutes");
        goOn(run, "");
        over(run);
        assertThat(read(events()).lines())
                .singleElement()
                .asString()
                .contains("\"detail-type\":\"Glue Job Run Status\"", "\"jobRunId\":\"" + run + "\"")
                .contains("\"notificationCondition\":{\"NotifyDelayAfter\":5}");
    }

    @Test
    void anEndThatTakesItsTimeHoldsUpNoOtherRun() {
        fixture.createShell("slow", job -> {});
        fixture.createShell("quick", job -> {});
        var go = new CountDownLatch(1);
        var slow = fixture.start("slow");
        supervise(claim -> {
            if (claim.runId().equals(slow)) {
                try {
                    go.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        });
        started(slow);
        claimed(slow);
        goOn(slow, "");
        var quick = fixture.start("quick");
        goOn(quick, "");
        assertThat(over(quick).state()).isEqualTo(JobRunState.FAILED);
        assertThat(row(slow).state()).isEqualTo(JobRunState.RUNNING);
        go.countDown();
        assertThat(over(slow).state()).isEqualTo(JobRunState.FAILED);
    }

    @Test
    void anEndThatItsServersEndHasInterruptedIsBegunAnew() {
        fixture.createShell("job", job -> {});
        var run = fixture.start("job");
        var begun = new CountDownLatch(1);
        supervise(claim -> {
            begun.countDown();
            await(() -> allEnds.get(0).isClosing(), "the server ends");
            throw new IllegalStateException("the server ends");
        });
        started(run);
        claimed(run);
        fixture.store.report(run, 1, true, java.util.Optional.empty(), 1);
        goOn(run, "");
        await(() -> begun.getCount() == 0, "the end has begun");
        supervisors.get(0).close();
        allEnds.get(0).close();
        assertThat(row(run).state()).isEqualTo(JobRunState.RUNNING);
        supervise();
        assertThat(over(run).state()).isEqualTo(JobRunState.SUCCEEDED);
    }
}
