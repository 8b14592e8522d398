package io.mastic.model.graph.library;

import io.mastic.model.graph.schema.Column;
import io.mastic.model.graph.schema.FieldType;
import io.mastic.model.graph.schema.FieldType.StructOf;
import io.mastic.model.graph.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Columns as parameters name them: backticks quote a name, dots lead into structs unless a column has just that name, and a
 * name that differs in case alone is found if it is the only one.
 */
record Columns(Schema schema) {
    /** The name of a column to make, without its backticks. */
    static String name(String text) {
        var parsed = parsed(text);
        return parsed.size() == 1 ? parsed.get(0) : text;
    }

    /** Names that are separated by commas, those within backticks excepted; blanks around a name are no part of it. */
    static List<String> separated(String text) {
        return text.isBlank()
                ? List.of()
                : cut(text, ',').stream().map(String::strip).toList();
    }

    /** The levels of a path, without backticks. */
    private static List<String> parsed(String text) {
        boolean dotted = text.length() > 1 && text.startsWith(".");
        var levels = new ArrayList<String>();
        cut(dotted ? text.substring(1) : text, '.').forEach(level -> levels.add(unquoted(level)));
        if (dotted) {
            levels.set(0, "." + levels.get(0));
        }
        return levels;
    }

    private static List<String> cut(String text, char separator) {
        var parts = new ArrayList<String>();
        boolean quoted = false;
        int start = 0;
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) == '`') {
                quoted = !quoted;
            } else if (text.charAt(at) == separator && !quoted) {
                parts.add(text.substring(start, at));
                start = at + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }

    private static String unquoted(String level) {
        boolean quoted = level.length() > 1 && level.startsWith("`") && level.endsWith("`");
        return quoted ? level.substring(1, level.length() - 1).replace("``", "`") : level;
    }

    /** The path of the column that a text names; empty if there is none. */
    Optional<List<String>> path(String text) {
        return real(parsed(text), schema).or(() -> alike(text, schema).map(column -> List.of(column.name())));
    }

    Optional<FieldType> type(String text) {
        return path(text).flatMap(schema::type);
    }

    private static Optional<List<String>> real(List<String> path, Schema fields) {
        return alike(path.get(0), fields).flatMap(column -> {
            var rest = path.subList(1, path.size());
            if (rest.isEmpty()) {
                return Optional.of(List.of(column.name()));
            }
            return Optional.of(column.type())
                    .filter(StructOf.class::isInstance)
                    .flatMap(struct -> real(rest, new Schema(((StructOf) struct).fields())))
                    .map(below -> {
                        var all = new ArrayList<>(List.of(column.name()));
                        all.addAll(below);
                        return List.copyOf(all);
                    });
        });
    }

    private static Optional<Column> alike(String name, Schema fields) {
        var same = fields.columns().stream()
                .filter(column -> column.name().equals(name))
                .findFirst();
        return same.or(() -> {
            var alike = fields.columns().stream()
                    .filter(column -> column.name().equalsIgnoreCase(name))
                    .toList();
            return alike.size() == 1 ? Optional.of(alike.get(0)) : Optional.empty();
        });
    }

    /** With a column in place of the one of its name, else at the end. */
    Columns with(String text, FieldType type) {
        var name = name(text);
        var old = alike(name, schema);
        return new Columns(old.map(column -> schema.renamed(List.of(column.name()), name))
                .orElse(schema)
                .with(name, type));
    }

    /** With a column of another type, or a new one if it has a name. */
    Columns changed(String text, Optional<String> newName, FieldType type) {
        return newName.map(name -> with(name, type))
                .or(() -> path(text).map(path -> new Columns(schema.with(path, type))))
                .orElse(this);
    }

    /** Without the columns that the texts name. */
    Columns without(List<String> texts) {
        var paths = texts.stream().flatMap(text -> path(text).stream()).toList();
        return new Columns(schema.without(paths));
    }
}
