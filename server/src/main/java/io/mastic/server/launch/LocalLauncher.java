package io.mastic.server.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Drivers as processes of this machine. A small wrapper stands over each, in a session of its own with files for its
 * output: so a driver survives the server, and a later server, which is not its parent, finds it and its exit code.
 * Thread-safe; a run must not be launched twice.
 */
public final class LocalLauncher {
    private final Path home;
    private final Path runs;

    /**
     * @param home the distribution
     * @param runs holds a folder for each run
     */
    public LocalLauncher(Path home, Path runs) {
        this.home = home;
        this.runs = runs;
    }

    /**
     * A started wrapper.
     *
     * @param start milliseconds since 1970; with the pid it names a process, whose number may be used again
     */
    public record Started(long pid, long start) {}

    /** How a run's process stands. */
    public sealed interface Status {
        /** It runs. */
        record Alive() implements Status {}

        /** It has ended; without code if something killed the wrapper too. */
        record Ended(OptionalInt code) implements Status {}
    }

    public RunFolder folder(String runId) {
        return new RunFolder(runs.resolve(runId));
    }

    /**
     * Starts a driver and returns at once.
     *
     * @param environment what the driver learns besides the paths of the distribution
     */
    public Started launch(String runId, Map<String, String> environment) throws IOException {
        var folder = folder(runId);
        Files.createDirectories(folder.work());
        Files.setPosixFilePermissions(folder.path(), PosixFilePermissions.fromString("rwx------"));
        Files.write(folder.output(), new byte[0]);
        Files.write(folder.error(), new byte[0]);
        var python = home.resolve("venv/bin/python").toString();
        var builder = new ProcessBuilder(
                        python,
                        "-I",
                        home.resolve("python/mastic_driver/wrapper.py").toString(),
                        folder.path().toString(),
                        python,
                        "-m",
                        "mastic_driver")
                .directory(folder.work().toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.error().toFile()))
                .redirectError(ProcessBuilder.Redirect.appendTo(folder.error().toFile()));
        builder.environment().clear();
        builder.environment().putAll(clean(folder));
        builder.environment().putAll(environment);
        var process = builder.start();
        return new Started(process.pid(), start(process.toHandle()));
    }

    private Map<String, String> clean(RunFolder folder) {
        var environment = new HashMap<String, String>();
        environment.put("PATH", "/usr/local/bin:/usr/bin:/bin");
        environment.put("LANG", "C.UTF-8");
        environment.put("HOME", folder.work().toString());
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("MASTIC_HOME", home.toString());
        environment.put("MASTIC_RUN_FOLDER", folder.path().toString());
        environment.put("PYTHONPATH", home.resolve("python").toString());
        environment.put("PYTHONDONTWRITEBYTECODE", "1");
        return environment;
    }

    private static long start(ProcessHandle process) {
        return process.info()
                .startInstant()
                .map(instant -> instant.toEpochMilli())
                .orElse(0L);
    }

    private static Optional<ProcessHandle> process(Started started) {
        return ProcessHandle.of(started.pid()).filter(found -> found.isAlive() && start(found) == started.start());
    }

    /** Whether a run's process lives, also one that an earlier server started. */
    public Status status(String runId, Started started) throws IOException {
        var folder = folder(runId);
        var code = folder.exitCode();
        if (code.isPresent()) {
            return new Status.Ended(code);
        }
        if (process(started).isPresent()) {
            return new Status.Alive();
        }
        // The code may have been written between the two looks.
        return new Status.Ended(folder.exitCode());
    }

    /** Asks the driver to end; its wrapper kills what has not ended some seconds later. */
    public void stop(Started started) {
        process(started).ifPresent(ProcessHandle::destroy);
    }

    /** Kills all that is left of a run. */
    public void kill(String runId, Started started) throws IOException {
        var roots = new ArrayList<ProcessHandle>();
        folder(runId).driver().flatMap(ProcessHandle::of).ifPresent(roots::add);
        process(started).ifPresent(roots::add);
        for (var root : List.copyOf(roots)) {
            Stream.concat(root.descendants().toList().stream(), Stream.of(root))
                    .forEach(ProcessHandle::destroyForcibly);
        }
    }
}
