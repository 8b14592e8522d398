package io.mastic.server.commits;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.mastic.model.run.CommitJournal;
import io.mastic.model.run.CommitStatus;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One run's journals as files: {@code <write>.json} while pending, {@code <write>.status} once it is done or failed. A
 * file is there whole or not at all, and on disk when the call returns. Not thread-safe.
 */
final class JournalFolder {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Pattern WRITE_ID = Pattern.compile("[A-Za-z0-9-]{1,64}");
    private static final String PENDING = ".json";
    private static final String ENDED = ".status";
    private static final String CLOSED = "closed";

    private final Path folder;

    JournalFolder(Path folder) {
        this.folder = folder;
    }

    static boolean isWriteId(String text) {
        return WRITE_ID.matcher(text).matches();
    }

    void keep(CommitJournal journal) throws IOException {
        Files.createDirectories(folder);
        write(folder.resolve(journal.writeId() + PENDING), MAPPER.writeValueAsBytes(journal));
    }

    Optional<CommitJournal> pending(String writeId) throws IOException {
        return read(folder.resolve(writeId + PENDING), CommitJournal.class);
    }

    /** The writes that are pending. */
    List<String> pending() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(PENDING))
                    .map(name -> name.substring(0, name.length() - PENDING.length()))
                    .sorted()
                    .toList();
        }
    }

    Optional<CommitStatus> ended(String writeId) throws IOException {
        return read(folder.resolve(writeId + ENDED), CommitStatus.class);
    }

    /** The end is written before the journal goes: a journal beside its end is no longer pending. */
    void end(String writeId, CommitStatus status) throws IOException {
        write(folder.resolve(writeId + ENDED), MAPPER.writeValueAsBytes(status));
        Files.deleteIfExists(folder.resolve(writeId + PENDING));
    }

    /** No journal is taken from now on. */
    void close() throws IOException {
        Files.createDirectories(folder);
        write(folder.resolve(CLOSED), new byte[0]);
    }

    boolean isClosed() {
        return Files.exists(folder.resolve(CLOSED));
    }

    private static <T> Optional<T> read(Path file, Class<T> type) throws IOException {
        try {
            return Optional.of(MAPPER.readValue(Files.readAllBytes(file), type));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private void write(Path file, byte[] content) throws IOException {
        var next = file.resolveSibling(file.getFileName() + ".next");
        try (var channel = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            var bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        try (var directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }
}
