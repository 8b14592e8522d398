package io.mastic.runtime.transform;

import io.mastic.runtime.frame.Casts;
import io.mastic.runtime.frame.DynamicFrame;
import io.mastic.runtime.frame.FieldPath;
import io.mastic.runtime.frame.TopLevel;
import io.mastic.runtime.frame.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;

/**
 * What becomes of a frame's columns, as the parameters of the transforms of visual jobs name them: backticks quote a name, dots lead into structs unless
 * a column has just that name, and a name that differs in case alone is found if it is the only one.
 *
 * @param all in their order
 */
record Columns(DynamicFrame frame, List<TopLevel> all) {
    private static final String QUOTED = "`(?:[^`]|``)+`";

    Columns {
        all = List.copyOf(all);
    }

    static Columns of(DynamicFrame frame) {
        return new Columns(frame, TopLevel.of(frame));
    }

    /**
     * The name of a column that a parameter asks for, without its backticks.
     *
     * @throws IllegalArgumentException for none
     */
    static String name(String parameter, String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException(
                    "The parameter %s is empty: give the name of the column to make".formatted(parameter));
        }
        return text.matches(QUOTED) ? FieldPath.parse(text).leaf() : text;
    }

    /** A value as text: nested ones as JSON, of a choice whichever alternative there is. */
    static Column text(Value value) {
        return Casts.cast(value, DataTypes.StringType).column();
    }

    /**
     * The column or the field that a parameter names.
     *
     * @throws IllegalArgumentException with the parameter and the names that there are, for none
     */
    Value value(String parameter, String text) {
        return value(path(parameter, text));
    }

    /**
     * The top-level column that a parameter names.
     *
     * @throws IllegalArgumentException for none, and for a field of a struct
     */
    TopLevel column(String parameter, String text) {
        FieldPath path = path(parameter, text);
        if (!path.isTopLevel()) {
            throw new IllegalArgumentException(
                    "The parameter %s takes whole columns, and \"%s\" is a field of one: flatten the frame first"
                            .formatted(parameter, text));
        }
        return TopLevel.named(path.column(), all).orElseThrow();
    }

    /** As {@link #column}, for each of several, of which there must be one. */
    List<TopLevel> columns(String parameter, List<String> texts) {
        if (texts.isEmpty()) {
            throw new IllegalArgumentException("The parameter %s is empty: choose columns".formatted(parameter));
        }
        return texts.stream().map(text -> column(parameter, text)).toList();
    }

    boolean has(String name) {
        return found(name, all).isPresent();
    }

    /** These with a value under a name: in the place of the column that had the name, or behind all. */
    Columns with(String name, Value value) {
        List<TopLevel> changed = new ArrayList<>(all);
        TopLevel added = TopLevel.of(name, value);
        Optional<TopLevel> old = found(name, all);
        if (old.isPresent()) {
            changed.replaceAll(column -> column == old.get() ? added : column);
        } else {
            changed.add(added);
        }
        return new Columns(frame, changed);
    }

    /** These without some of them. */
    Columns without(List<TopLevel> left) {
        return new Columns(
                frame,
                all.stream()
                        .filter(column -> left.stream().noneMatch(other -> other == column))
                        .toList());
    }

    DynamicFrame select() {
        return frame.select(all);
    }

    /** The frame with a column or a field changed, in its place if the new name is empty. */
    DynamicFrame changed(String parameter, String text, String newName, FieldChange change) {
        FieldPath path = path(parameter, text);
        return newName.isBlank()
                ? FieldChange.at(frame, path, change)
                : with(name("newColName", newName), change.of(value(path))).select();
    }

    private Value value(FieldPath path) {
        Value value = TopLevel.named(path.column(), all).orElseThrow().value();
        for (String name : path.below()) {
            value = value.field(name).orElseThrow();
        }
        return value;
    }

    /** The path in the names that the fields really have. */
    private FieldPath path(String parameter, String text) {
        return parsed(text)
                .flatMap(path -> real(path.names()))
                .or(() -> found(text, all).map(column -> List.of(column.name())))
                .map(names -> new FieldPath(names, false))
                .orElseThrow(() -> new IllegalArgumentException(
                        "The parameter %s names the column \"%s\", which is not there: the columns are %s"
                                .formatted(parameter, text, names())));
    }

    private static Optional<FieldPath> parsed(String text) {
        try {
            return Optional.of(FieldPath.parse(text));
        } catch (IllegalArgumentException e) {
            // It may still be the name of a column.
            return Optional.empty();
        }
    }

    private Optional<List<String>> real(List<String> path) {
        List<String> names = new ArrayList<>();
        List<TopLevel> fields = all;
        for (String name : path) {
            Optional<TopLevel> field = found(name, fields);
            if (field.isEmpty()) {
                return Optional.empty();
            }
            names.add(field.get().name());
            fields = field.get().value().struct().map(Value::fields).orElse(List.of());
        }
        return Optional.of(names);
    }

    private static Optional<TopLevel> found(String name, List<TopLevel> columns) {
        return TopLevel.named(name, columns).or(() -> {
            List<TopLevel> alike = columns.stream()
                    .filter(column -> column.name().equalsIgnoreCase(name))
                    .toList();
            return alike.size() == 1 ? Optional.of(alike.get(0)) : Optional.empty();
        });
    }

    String names() {
        return String.join(", ", all.stream().map(TopLevel::name).toList());
    }
}
