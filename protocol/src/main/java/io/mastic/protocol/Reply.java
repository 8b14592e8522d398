package io.mastic.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;

/**
 * A typed response, and raw JSON to be spliced into it.
 *
 * @param raw JSON pointer of the member in the response body, to its value
 */
public record Reply<O extends SdkPojo>(O response, Map<String, JsonNode> raw) {
    public Reply {
        raw = Map.copyOf(raw);
    }

    public static <O extends SdkPojo> Reply<O> of(O response) {
        return new Reply<>(response, Map.of());
    }

    public Reply<O> with(String pointer, JsonNode value) {
        var all = new LinkedHashMap<>(raw);
        all.put(pointer, value);
        return new Reply<>(response, all);
    }
}
