package io.mastic.model.graph.schema;

import java.util.Objects;

/** A column, or a field of a struct. */
public record Column(String name, FieldType type) {
    public Column {
        Objects.requireNonNull(name);
        Objects.requireNonNull(type);
    }
}
