package io.mastic.model.graph.node;

import io.mastic.model.graph.schema.Column;
import io.mastic.model.graph.schema.Schema;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A choice that the editor offered: what was chosen, and how it is described. As an entry of a table's schema, a column and
 * its type.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_Option.html">AWS</a>
 */
public record Option(String value, String description) {
    public Option {
        Objects.requireNonNull(value);
        Objects.requireNonNull(description);
    }

    private static Option read(NodeFields fields) {
        return new Option(
                fields.text("Value").or(() -> fields.text("Label")).orElse(""),
                fields.text("Description").orElse(""));
    }

    static Optional<String> value(NodeFields fields, String field) {
        return fields.structure(field).map(Option::read).map(Option::value).filter(value -> !value.isEmpty());
    }

    static List<Option> all(NodeFields fields, String field) {
        return fields.structures(field, Option::read).stream()
                .filter(option -> !option.value().isEmpty())
                .toList();
    }

    /** The options as columns, with the types that a frame has for them; absent if there are none. */
    static Optional<Schema> schema(List<Option> columns) {
        return columns.isEmpty()
                ? Optional.empty()
                : Optional.of(Schema.of(columns.stream()
                        .map(column -> new Column(column.value(), SqlTypes.inFrame(column.description())))));
    }
}
