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

    /** What the driver wrote to its standard output. */
    public Path output() {
        return path.resolve("output.log");
    }

    /** What the driver wrote to its standard error. */
    public Path error() {
        return path.resolve("error.log");
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

    /** Removes what a process has written down of itself. */
    void forgetProcess() throws IOException {
        for (var name : List.of("wrapper", "driver", "exit", "result", "files/result")) {
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
