package io.mastic.runtime.transform;

import io.mastic.runtime.frame.FieldPath;
import io.mastic.runtime.frame.TopLevel;
import io.mastic.runtime.frame.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Columns that are put together by path: two paths with the same beginning share a struct. Order is that of the first mention. */
final class NestedColumns {
    private final Map<String, NestedColumns> children = new LinkedHashMap<>();
    private Optional<Value> leaf = Optional.empty();

    /** A value at a path; a second value at the same path replaces the first. */
    void put(List<String> path, Value value) {
        NestedColumns at = this;
        for (String name : path) {
            if (at.leaf.isPresent()) {
                throw overlapping(path);
            }
            at = at.children.computeIfAbsent(name, missing -> new NestedColumns());
        }
        if (!at.children.isEmpty()) {
            throw overlapping(path);
        }
        at.leaf = Optional.of(value);
    }

    private static IllegalArgumentException overlapping(List<String> path) {
        String text = String.join(".", path.stream().map(FieldPath::quote).toList());
        return new IllegalArgumentException("Two targets overlap: " + text + " lies inside the other or around it");
    }

    List<TopLevel> columns() {
        return children.entrySet().stream()
                .map(child -> TopLevel.of(child.getKey(), child.getValue().value()))
                .toList();
    }

    private Value value() {
        return leaf.orElseGet(() -> Value.struct(columns()));
    }
}
