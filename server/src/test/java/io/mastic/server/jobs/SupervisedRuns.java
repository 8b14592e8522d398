package io.mastic.server.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.mastic.server.jobs.JobRunStore.JobRunRow;
import io.mastic.server.launch.LocalLauncher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real processes under the real wrapper. In place of the driver stands a few lines of Python that do what the run's
 * script location says, so that nothing needs to be built.
 */
abstract class SupervisedRuns {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    final JobsFixture fixture = new JobsFixture(1_100);
    final List<RunSupervisor> supervisors = new ArrayList<>();
    final List<RunEnds> allEnds = new ArrayList<>();
    final List<String> ticked = new CopyOnWriteArrayList<>();

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
    void close() throws IOException {
        for (var run : fixture.store.inStates(JobRunState.live())) {
            goOn(run.id(), "");
        }
        supervisors.forEach(RunSupervisor::close);
        allEnds.forEach(RunEnds::close);
        fixture.close();
        endProcesses();
    }

    /** Their folder is deleted next, which nothing may write to by then. */
    private void endProcesses() throws IOException {
        var runs = folder.resolve("runs");
        if (!Files.exists(runs)) {
            return;
        }
        try (var folders = Files.list(runs)) {
            for (var run : folders.filter(Files::isDirectory).toList()) {
                goOn(run.getFileName().toString(), "");
                for (var name : List.of("wrapper", "driver")) {
                    var process = run.resolve(name);
                    await(() -> !Files.exists(process) || !isAlive(number(process)), process + " has ended");
                }
            }
        }
    }

    private static long number(Path process) {
        return Long.parseLong(read(process).split(" ")[0]);
    }

    LocalLauncher launcher() {
        return new LocalLauncher(folder, folder.resolve("runs"));
    }

    RunSupervisor supervise(RunEndStep... endSteps) {
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

    Path events() {
        return folder.resolve("events.jsonl");
    }

    void goOn(String run, String python) {
        try {
            var work =
                    Files.createDirectories(folder.resolve("runs").resolve(run).resolve("work"));
            var half = Files.writeString(work.resolve("half"), python);
            Files.move(half, work.resolve("go-on"), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static void await(Supplier<Boolean> condition, String what) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.get()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            Thread.onSpinWait();
            java.util.concurrent.locks.LockSupport.parkNanos(10_000_000);
        }
    }

    JobRunRow row(String run) {
        return fixture.store.find(run).orElseThrow();
    }

    JobRunRow over(String run) {
        await(() -> !row(run).state().isLive(), run + " is over");
        return row(run);
    }

    void started(String run) {
        await(() -> Files.exists(folder.resolve("runs").resolve(run).resolve("work/started")), run + " has started");
    }

    void claimed(String run) {
        fixture.store.change(
                run, JobRunState.STARTING, JobRunState.RUNNING, java.util.Optional.empty(), fixture.clock.millis());
    }

    long driver(String run) {
        return number(folder.resolve("runs").resolve(run).resolve("driver"));
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static boolean isAlive(long pid) {
        try {
            // Its number stays until somebody asks for its end, which nobody does for an orphan in a container.
            return !Files.readString(Path.of("/proc", Long.toString(pid), "status"))
                    .contains("State:\tZ");
        } catch (IOException e) {
            // Ended since.
            return false;
        }
    }
}
