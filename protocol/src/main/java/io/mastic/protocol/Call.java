package io.mastic.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What an operation knows of its request besides the typed input.
 *
 * @param raw members lifted from the request as raw JSON, by the path that the operation table names
 */
public record Call(Caller caller, String region, String requestId, Instant time, Map<String, JsonNode> raw) {
    public Call {
        Objects.requireNonNull(caller);
        Objects.requireNonNull(region);
        Objects.requireNonNull(requestId);
        Objects.requireNonNull(time);
        raw = Map.copyOf(raw);
    }

    public String accountId() {
        return caller.accountId();
    }

    public Optional<JsonNode> raw(String path) {
        return Optional.ofNullable(raw.get(path));
    }
}
