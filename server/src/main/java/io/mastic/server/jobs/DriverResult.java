package io.mastic.server.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;

/** How a driver says its run ended: {@code {"success": true}} or {@code {"success": false, "error": "…"}}. */
record DriverResult(boolean success, Optional<String> error) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int LONGEST_ERROR = 16_000;

    DriverResult {
        error = error.map(text -> text.length() <= LONGEST_ERROR ? text : text.substring(0, LONGEST_ERROR) + "…");
    }

    /** @throws io.mastic.protocol.ServiceException if the text is none */
    static DriverResult parse(String text) {
        try {
            var json = MAPPER.readTree(text);
            if (!json.path("success").isBoolean()) {
                throw JobErrors.invalid("The result does not say success: true or false");
            }
            return new DriverResult(
                    json.path("success").asBoolean(),
                    Optional.ofNullable(json.path("error").textValue()));
        } catch (JsonProcessingException e) {
            throw JobErrors.invalid("The result is not JSON: " + e.getOriginalMessage());
        }
    }
}
