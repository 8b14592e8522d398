package io.mastic.server.bookmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mastic.server.bookmarks.BookmarkStore.BookmarkRow;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.glue.model.JobBookmarkEntry;

/** Between bookmarks, the store's rows, the run channel's JSON and the wire's entry. */
final class BookmarkConverter {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private BookmarkConverter() {}

    static Bookmark ofRow(BookmarkRow row) {
        return new Bookmark(
                row.jobName(),
                row.version(),
                row.runNumber(),
                row.attemptNumber(),
                row.previousRunId(),
                row.runId(),
                states(tree(row.states())));
    }

    static BookmarkRow toRow(String accountId, String region, Bookmark bookmark) {
        return new BookmarkRow(
                accountId,
                region,
                bookmark.jobName(),
                bookmark.version(),
                bookmark.runNumber(),
                bookmark.attemptNumber(),
                bookmark.previousRunId(),
                bookmark.runId(),
                states(bookmark).toString());
    }

    /** The states of a JSON object, each as JSON. */
    static Map<String, String> states(JsonNode tree) {
        var states = new TreeMap<String, String>();
        tree.properties()
                .forEach(state -> states.put(state.getKey(), state.getValue().toString()));
        return states;
    }

    static ObjectNode states(Bookmark bookmark) {
        var states = MAPPER.createObjectNode();
        new TreeMap<>(bookmark.states()).forEach((context, state) -> states.set(context, tree(state)));
        return states;
    }

    private static JsonNode tree(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static JobBookmarkEntry toEntry(Bookmark bookmark) {
        var document = MAPPER.createObjectNode()
                .put("job_name", bookmark.jobName())
                .put("run_id", bookmark.runId().orElse(null))
                .put("run_number", bookmark.runNumber())
                .put("attempt_number", bookmark.attemptNumber());
        document.set("states", states(bookmark));
        return JobBookmarkEntry.builder()
                .jobName(bookmark.jobName())
                .version(bookmark.version())
                .run(bookmark.runNumber())
                .attempt(bookmark.attemptNumber())
                .previousRunId(bookmark.previousRunId().orElse(null))
                .runId(bookmark.runId().orElse(null))
                .jobBookmark(document.toString())
                .build();
    }
}
