package io.mastic.protocol;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * AWS's operations that are not served, each with its reason. The file has a line {@code # reason}, then lines
 * {@code service Operation Operation …} that it holds for.
 */
public final class UnsupportedOperations {
    private final Map<String, String> reasons;

    private UnsupportedOperations(Map<String, String> reasons) {
        this.reasons = reasons;
    }

    public static UnsupportedOperations none() {
        return new UnsupportedOperations(Map.of());
    }

    public static UnsupportedOperations read(InputStream file) {
        var reasons = new LinkedHashMap<String, String>();
        try (var lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            var reason = "";
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("#")) {
                    reason = line.substring(1).strip();
                } else if (!line.isBlank()) {
                    add(reasons, line.strip().split(" +"), reason);
                }
            }
            return new UnsupportedOperations(reasons);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void add(Map<String, String> reasons, String[] words, String reason) {
        Arrays.stream(words).skip(1).forEach(name -> reasons.put(words[0] + ":" + name, reason));
    }

    /** @param operation {@code glue:CreateCrawler} */
    public Optional<String> reason(String operation) {
        return Optional.ofNullable(reasons.get(operation));
    }

    public Set<String> names() {
        return reasons.keySet();
    }
}
