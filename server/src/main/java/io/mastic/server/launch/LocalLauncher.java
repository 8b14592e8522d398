package io.mastic.server.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Drivers as processes of this machine. A small wrapper stands over each, in a session of its own with files for its
 * output: so a driver survives the server, and a later server, which is not its parent, finds it and its exit code.
 * What it finds it by is in the run's folder, written by the wrapper itself: a server that dies right after it started
 * a process leaves nothing unknown. Thread-safe; a run must not be launched twice.
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

    /** How long a wrapper may take from its start until it has written its number down. */
    private static final Duration FIRST_WORD = Duration.ofSeconds(15);

    /** How a run's process stands. */
    public sealed interface Status {
        /** It runs. */
        record Alive() implements Status {}

        /** It has ended; without code if something killed the wrapper too, negative if a signal killed the driver. */
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
    public void launch(String runId, Map<String, String> environment) throws IOException {
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
        builder.start();
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

    /**
     * Whether a run's process lives, also one that an earlier server started.
     *
     * @param launched since when; a wrapper that has not said its number some time later never started
     */
    public Status status(String runId, Instant launched, Instant now) throws IOException {
        var folder = folder(runId);
        var code = folder.exitCode();
        if (code.isPresent()) {
            return new Status.Ended(code);
        }
        var wrapper = folder.wrapper();
        var alive = wrapper.isPresent()
                ? wrapper.flatMap(RunProcess::handle).isPresent()
                : now.isBefore(launched.plus(FIRST_WORD));
        // The code may have been written between the two looks.
        return alive ? new Status.Alive() : new Status.Ended(folder.exitCode());
    }

    /** Asks the driver to end; its wrapper kills what has not ended some seconds later. */
    public void stop(String runId) throws IOException {
        folder(runId).wrapper().flatMap(RunProcess::handle).ifPresent(ProcessHandle::destroy);
    }

    /** Kills all that is left of a run. */
    public void kill(String runId) throws IOException {
        var folder = folder(runId);
        for (var process : List.of(folder.driver(), folder.wrapper())) {
            process.flatMap(RunProcess::handle)
                    .ifPresent(root -> Stream.concat(root.descendants().toList().stream(), Stream.of(root))
                            .forEach(ProcessHandle::destroyForcibly));
        }
    }
}
