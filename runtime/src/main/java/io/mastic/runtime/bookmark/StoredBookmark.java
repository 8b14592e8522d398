package io.mastic.runtime.bookmark;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/** A version of a job's bookmark, as the run channel answers it: a state for each {@code transformation_ctx}. */
record StoredBookmark(int version, Map<String, JsonNode> states) {
    StoredBookmark {
        states = new TreeMap<>(states);
    }
}
