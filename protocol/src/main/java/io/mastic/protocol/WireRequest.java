package io.mastic.protocol;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An HTTP request as it came.
 *
 * @param rawPath not decoded, with the leading slash
 * @param rawQuery not decoded, empty when absent
 * @param headers by lower-case name
 */
public record WireRequest(
        String method, String rawPath, String rawQuery, Map<String, List<String>> headers, byte[] body) {
    public Optional<String> header(String name) {
        var values = headers.getOrDefault(name, List.of());
        return values.isEmpty() ? Optional.empty() : Optional.of(values.get(0));
    }
}
