package io.mastic.server.iam;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A page of a sorted list; the marker is the last key, so that pages meet every item whatever changes between them. */
record Page<T>(List<T> items, boolean truncated, @Nullable String marker) {
    private static final int DEFAULT_ITEMS = 100;

    /** @param load items whose key is greater than the first argument, at most as many as the second */
    static <T> Page<T> of(
            @Nullable String marker,
            @Nullable Integer maxItems,
            BiFunction<String, Integer, List<T>> load,
            Function<T, String> key) {
        int limit = Optional.ofNullable(maxItems).orElse(DEFAULT_ITEMS);
        var found = load.apply(Optional.ofNullable(marker).orElse(""), limit + 1);
        if (found.size() <= limit) {
            return new Page<>(found, false, null);
        }
        var items = found.subList(0, limit);
        return new Page<>(items, true, key.apply(items.get(limit - 1)));
    }

    static <T> Page<T> of(
            @Nullable String marker, @Nullable Integer maxItems, List<T> sorted, Function<T, String> key) {
        return of(
                marker,
                maxItems,
                (after, limit) -> sorted.stream()
                        .filter(item -> key.apply(item).compareTo(after) > 0)
                        .limit(limit)
                        .toList(),
                key);
    }
}
