package io.mastic.server.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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

    /** The exit code, once the driver has ended under its wrapper. */
    OptionalInt exitCode() throws IOException {
        return read("exit").map(Integer::parseInt).map(OptionalInt::of).orElseGet(OptionalInt::empty);
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
    public Optional<String> result() throws IOException {
        return read("result");
    }

    private Optional<String> read(String name) throws IOException {
        try {
            return Optional.of(Files.readString(path.resolve(name)).strip()).filter(text -> !text.isEmpty());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}
