package io.mastic.server.commits;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mastic.model.run.CommitJournal;
import io.mastic.protocol.ServiceException;
import io.mastic.server.http.RunRoute;
import io.mastic.server.http.RunRoute.Response;
import io.mastic.server.http.RunTokens.RunClaim;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;

/** Where a driver hands in a write's journal, and asks how it stands until it has ended. */
public final class CommitRoutes {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final WriteCommits commits;

    public CommitRoutes(WriteCommits commits) {
        this.commits = commits;
    }

    public Map<String, RunRoute> routes() {
        return Map.of("POST commits", this::accept, "GET commits", this::status);
    }

    private Response accept(RunClaim claim, String tail, byte[] body) {
        try {
            var journal = MAPPER.readValue(body, CommitJournal.class);
            requireWriteId(journal.writeId());
            commits.accept(claim, journal);
            return new Response(202, new byte[0]);
        } catch (JsonProcessingException e) {
            throw CommitErrors.invalid("The body is no journal: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Response status(RunClaim claim, String writeId, byte[] body) {
        requireWriteId(writeId);
        try {
            return new Response(200, MAPPER.writeValueAsBytes(commits.status(claim, writeId, PATIENCE)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServiceException("ServiceUnavailable", 503, "The server ends");
        }
    }

    private static void requireWriteId(String text) {
        if (!JournalFolder.isWriteId(text)) {
            throw CommitErrors.invalid("A write's id is of letters, digits and hyphens");
        }
    }
}
