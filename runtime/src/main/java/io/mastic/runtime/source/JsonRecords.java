package io.mastic.runtime.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * What a pass over JSON texts finds: the types of the records, and how many texts are no record. A text is a record
 * exactly when Spark's reader takes it.
 */
final class JsonRecords implements Serializable {
    private static final long serialVersionUID = 1;
    /** The leniency of Spark's reader, which must agree on what is malformed. */
    static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
            .build();

    private final JsonTypes types = new JsonTypes();
    private long malformed;

    static JsonRecords of(Iterator<String> texts) {
        JsonRecords found = new JsonRecords();
        texts.forEachRemaining(found::add);
        return found;
    }

    JsonRecords merge(JsonRecords others) {
        types.merge(others.types);
        malformed += others.malformed;
        return this;
    }

    JsonTypes types() {
        return types;
    }

    long malformed() {
        return malformed;
    }

    /** Whether a text is a record, or at least none that would have to be one. */
    static boolean isGood(String text) {
        JsonRecords found = new JsonRecords();
        found.add(text);
        return found.malformed == 0;
    }

    /** A malformed text must leave no trace in the types. */
    private void add(String text) {
        Deque<Runnable> undo = new ArrayDeque<>();
        try (JsonParser parser = JSON.createParser(text)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                return;
            }
            if (first == JsonToken.START_OBJECT) {
                types.add(parser, undo);
                if (parser.currentToken() == JsonToken.END_OBJECT) {
                    return;
                }
            }
        } catch (IOException e) {
            // Counted below, as any text that is no record.
        }
        undo.forEach(Runnable::run);
        malformed++;
    }

    /**
     * The records of a text that holds any number of them, one after the other or in arrays, each as it is written.
     * What follows a syntax error is lost and replaced by one empty text, which is no record.
     */
    static List<String> split(String text) {
        List<String> records = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                int start = Math.toIntExact(parser.currentTokenLocation().getCharOffset());
                switch (token) {
                    case START_OBJECT -> {
                        parser.skipChildren();
                        int end = Math.toIntExact(parser.currentLocation().getCharOffset());
                        records.add(text.substring(start, end));
                    }
                    case START_ARRAY, END_ARRAY -> {}
                    default -> records.add(JsonCut.MALFORMED);
                }
            }
        } catch (IOException e) {
            records.add(JsonCut.MALFORMED);
        }
        return records;
    }
}
