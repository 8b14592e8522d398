package io.mastic.model.graph.library;

import io.mastic.model.graph.schema.Column;
import io.mastic.model.graph.schema.FieldType;
import io.mastic.model.graph.schema.FieldType.StructOf;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Schemas in Spark's DDL, such as {@code a STRING, b ARRAY<INT>}. */
final class Ddl {
    private Ddl() {}

    /** The type of a whole text: a struct if it lists fields. Unknown if it cannot be read, which Spark still may. */
    static FieldType type(String text) {
        var trimmed = text.strip();
        try {
            return trimmed.toLowerCase(Locale.ROOT).matches("(?s)(array|map|struct)\\s*<.*")
                    ? FieldType.parse(trimmed.replaceFirst("\\s+<", "<"))
                    : new StructOf(fields(trimmed));
        } catch (IllegalArgumentException e) {
            return FieldType.UNKNOWN;
        }
    }

    private static List<Column> fields(String text) {
        var fields = new ArrayList<Column>();
        for (var field : cut(text)) {
            var parts = field.strip().split("[\\s:]+", 2);
            if (parts.length < 2) {
                throw new IllegalArgumentException(field);
            }
            fields.add(new Column(Columns.name(parts[0]), FieldType.parse(parts[1].strip())));
        }
        return fields;
    }

    /** The parts between commas outside of brackets. */
    private static List<String> cut(String text) {
        var parts = new ArrayList<String>();
        int depth = 0;
        int start = 0;
        for (int at = 0; at < text.length(); at++) {
            char letter = text.charAt(at);
            depth += "<(".indexOf(letter) >= 0 ? 1 : ">)".indexOf(letter) >= 0 ? -1 : 0;
            if (letter == ',' && depth == 0) {
                parts.add(text.substring(start, at));
                start = at + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }
}
