package io.mastic.server.launch;

import io.mastic.server.launch.Launcher.Status.Ended;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The files of one run, which outlive both its driver and the server that started it. */
public record RunFolder(Path path) {
    private static final int RESULT_BYTES = 1 << 20;
    private static final int PORT_DIGITS = 6;
    private static final int FIRST_PORT = 1024;
    private static final int LAST_PORT = 65_535;

    /** What the driver wrote to its standard output. */
    public Path output() {
        return path.resolve("output.log");
    }

    /** What the driver wrote to its standard error. */
    public Path error() {
        return path.resolve("error.log");
    }

    /** What is said about the run, in a stream of that name. */
    public Path insights(String stream) {
        return path.resolve(stream + ".log");
    }

    /** The journals of the run's writes. */
    public Path commits() {
        return path.resolve("commits");
    }

    /** The multipart uploads that the run has begun. */
    public Path uploads() {
        return path.resolve("uploads");
    }

    /** The script's working folder. */
    Path work() {
        return path.resolve("work");
    }

    /** What the driver itself writes, beside the script's working folder. All else here is the server's and the wrapper's. */
    Path files() {
        return path.resolve("files");
    }

    /** Which launch of the run may come up. */
    Path epoch() {
        return path.resolve("epoch");
    }

    /** How the driver ended under its wrapper: the exit code, and {@code oom} when memory had run out meanwhile. */
    Optional<Ended> exit() throws IOException {
        return read("exit").map(text -> text.split(" ")).map(parts -> {
            var code = OptionalInt.of(Integer.parseInt(parts[0]));
            return new Ended(code, parts.length > 1 && parts[1].equals("oom"));
        });
    }

    /** The process that stands over the driver, from its first moment on. */
    Optional<RunProcess> wrapper() throws IOException {
        return read("wrapper").flatMap(RunProcess::parse);
    }

    /** The driver's process under the wrapper. */
    Optional<RunProcess> driver() throws IOException {
        return read("driver").flatMap(RunProcess::parse);
    }

    /**
     * What the driver was about to report of its run, as JSON: it may end while no server is there to listen. Drivers of
     * the first release wrote it beside the other files.
     */
    Optional<String> result() throws IOException {
        var result = files().resolve("result");
        // The folder is the driver's: what lies there may be a link to what the driver cannot read.
        if (!Files.isRegularFile(result, LinkOption.NOFOLLOW_LINKS)) {
            return read("result");
        }
        try (var file = Files.newInputStream(result, LinkOption.NOFOLLOW_LINKS)) {
            var text = new String(file.readNBytes(RESULT_BYTES), StandardCharsets.UTF_8).strip();
            return Optional.of(text).filter(found -> !found.isEmpty());
        }
    }

    /** The port of loopback on which the driver's Spark UI is, as the driver says. */
    public OptionalInt uiPort() throws IOException {
        var file = files().resolve("ui");
        // As with the result, the folder is the driver's.
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return OptionalInt.empty();
        }
        try (var input = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            var text = new String(input.readNBytes(PORT_DIGITS), StandardCharsets.US_ASCII);
            var port = text.matches("\\d{4,5}") ? Integer.parseInt(text) : 0;
            return port >= FIRST_PORT && port <= LAST_PORT ? OptionalInt.of(port) : OptionalInt.empty();
        }
    }

    /** Where the driver's Spark writes its event logs. */
    Path events() {
        return files().resolve("spark-events");
    }

    public boolean hasEventLog() throws IOException {
        if (!Files.isDirectory(events(), LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (var logs = Files.newDirectoryStream(events())) {
            return logs.iterator().hasNext();
        }
    }

    /** What a history server of this run has written to its standard error. */
    Path history() {
        return path.resolve("history.log");
    }

    /** Removes what a process has written down of itself. */
    void forgetProcess() throws IOException {
        for (var name : List.of("wrapper", "driver", "exit", "result", "files/result", "files/ui")) {
            Files.deleteIfExists(path.resolve(name));
        }
    }

    private Optional<String> read(String name) throws IOException {
        try {
            return Optional.of(Files.readString(path.resolve(name)).strip()).filter(text -> !text.isEmpty());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}
