package io.mastic.server.launch;

import io.mastic.server.launch.Launcher.Status.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The files of one run, which outlive both its driver and the server that started it. */
public record RunFolder(Path path) {
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

    /** What the driver was about to report of its run, as JSON: it may end while no server is there to listen. */
    Optional<String> result() throws IOException {
        return read("result");
    }

    /** Removes what a process has written down of itself. */
    void forgetProcess() throws IOException {
        for (var name : List.of("wrapper", "driver", "exit", "result")) {
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
