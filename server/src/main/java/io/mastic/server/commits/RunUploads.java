package io.mastic.server.commits;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.mastic.server.http.RunTokens.RunClaim;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Function;

/**
 * The multipart uploads that runs have begun, noted in a file for each run, so that those that a run leaves behind are
 * ended with it, and nobody else's. A note survives the server's death, though not the machine's. Thread-safe.
 */
public final class RunUploads {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Function<String, Path> files;
    private final UploadAbort uploads;

    private record Begun(String bucket, String key, String uploadId) {}

    /** @param files of the runs' notes, by run id */
    public RunUploads(Function<String, Path> files, UploadAbort uploads) {
        this.files = files;
        this.uploads = uploads;
    }

    public synchronized void note(String runId, String bucket, String key, String uploadId) {
        try {
            var line = MAPPER.writeValueAsString(new Begun(bucket, key, uploadId)) + "\n";
            Files.writeString(files.apply(runId), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the uploads that a run has begun and not completed. */
    public void abortPending(RunClaim claim) {
        try {
            for (var line : noted(files.apply(claim.runId()))) {
                var begun = MAPPER.readValue(line, Begun.class);
                uploads.abort(begun.bucket(), begun.key(), begun.uploadId());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> noted(Path file) throws IOException {
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }
}
