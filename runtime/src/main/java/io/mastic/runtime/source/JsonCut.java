package io.mastic.runtime.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.Option;
import com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider;
import com.jayway.jsonpath.spi.mapper.JacksonMappingProvider;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the texts of files are cut into records: each line is one, or a file holds any number of them.
 *
 * @param multiLine texts are whole files
 * @param path the JsonPath of the records in a text, or "" for the text's own objects
 */
record JsonCut(boolean multiLine, String path) implements Serializable {
    private static final ObjectMapper MAPPER = new ObjectMapper(JsonRecords.JSON);
    private static final Configuration TREES = Configuration.builder()
            .jsonProvider(new JacksonJsonNodeJsonProvider(MAPPER))
            .mappingProvider(new JacksonMappingProvider(MAPPER))
            .options(Option.SUPPRESS_EXCEPTIONS)
            .build();
    /** Stands for a record that cannot be read. */
    static final String MALFORMED = "?";

    JsonCut {
        try {
            if (!path.isEmpty()) {
                JsonPath.compile(path);
            }
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("The jsonPath " + path + " is none: " + e.getMessage(), e);
        }
    }

    List<String> records(String text) {
        if (!path.isEmpty()) {
            return text.isBlank() ? List.of() : below(text);
        }
        return multiLine ? JsonRecords.split(text) : List.of(text);
    }

    private List<String> below(String text) {
        List<String> records = new ArrayList<>();
        JsonPath compiled = JsonPath.compile(path);
        try (MappingIterator<JsonNode> documents =
                MAPPER.readerFor(JsonNode.class).readValues(text)) {
            while (documents.hasNextValue()) {
                @Nullable JsonNode found = compiled.read(documents.nextValue(), TREES);
                if (found != null && found.isArray()) {
                    found.forEach(record -> records.add(record.toString()));
                } else if (found != null && !(found instanceof MissingNode)) {
                    records.add(found.toString());
                }
            }
        } catch (IOException e) {
            records.add(MALFORMED);
        }
        return records;
    }
}
