package io.mastic.model.graph.library;

import io.mastic.model.graph.node.Origin;
import io.mastic.model.graph.node.TableSchemas;
import io.mastic.model.graph.schema.Column;
import io.mastic.model.graph.schema.FieldType;
import io.mastic.model.graph.schema.FieldType.ArrayOf;
import io.mastic.model.graph.schema.FieldType.MapOf;
import io.mastic.model.graph.schema.FieldType.StructOf;
import io.mastic.model.graph.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The columns after each transform of the library. */
final class LibrarySchemas {
    /** The one expression whose type can be told without Spark. */
    private static final Pattern LONE_COLUMN = Pattern.compile("[A-Za-z_]\\w*|`(?:[^`]|``)+`");

    private LibrarySchemas() {}

    static Optional<Schema> same(Arguments arguments, Columns input) {
        return Optional.of(input.schema());
    }

    static Optional<Schema> unknown(Arguments arguments, Columns input) {
        return Optional.empty();
    }

    static Optional<Schema> timestamp(Arguments arguments, Columns input) {
        var type = arguments.text("dateFormat").isPresent() ? FieldType.STRING : FieldType.TIMESTAMP;
        return added(arguments, input, type);
    }

    static Optional<Schema> text(Arguments arguments, Columns input) {
        return added(arguments, input, FieldType.STRING);
    }

    static Optional<Schema> uuid(Arguments arguments, Columns input) {
        return added(arguments, input, FieldType.STRING);
    }

    static Optional<Schema> derived(Arguments arguments, Columns input) {
        var type = arguments
                .text("expr")
                .map(String::strip)
                .filter(expression -> LONE_COLUMN.matcher(expression).matches())
                .flatMap(input::type);
        return added(arguments, input, type.orElse(FieldType.UNKNOWN));
    }

    static Optional<Schema> number(Arguments arguments, Columns input) {
        return added(arguments, input, arguments.flag("unique") ? FieldType.DECIMAL : FieldType.BIGINT);
    }

    private static Optional<Schema> added(Arguments arguments, Columns input, FieldType type) {
        return Optional.of(arguments
                .text("colName")
                .map(name -> input.with(name, type))
                .orElse(input)
                .schema());
    }

    static Optional<Schema> changedText(Arguments arguments, Columns input) {
        return changed(arguments, input, FieldType.STRING);
    }

    static Optional<Schema> changedTimestamp(Arguments arguments, Columns input) {
        return changed(arguments, input, FieldType.TIMESTAMP);
    }

    static Optional<Schema> split(Arguments arguments, Columns input) {
        return changed(arguments, input, new ArrayOf(FieldType.STRING));
    }

    static Optional<Schema> json(Arguments arguments, Columns input) {
        return changed(arguments, input, arguments.text("schema").map(Ddl::type).orElse(FieldType.UNKNOWN));
    }

    private static Optional<Schema> changed(Arguments arguments, Columns input, FieldType type) {
        var column = arguments.text("colName").orElse("");
        var newName = arguments.text("newColName").filter(name -> !name.isBlank());
        return Optional.of(input.changed(column, newName, type).schema());
    }

    static Optional<Schema> elements(Arguments arguments, Columns input) {
        var type = input.type(arguments.text("colName").orElse(""));
        var element = type.filter(ArrayOf.class::isInstance)
                .map(array -> ((ArrayOf) array).element())
                .orElse(FieldType.UNKNOWN);
        return withAll(arguments.names("colList"), input, element);
    }

    static Optional<Schema> exploded(Arguments arguments, Columns input) {
        var type = input.type(arguments.text("colName").orElse("")).orElse(FieldType.UNKNOWN);
        var newCol = arguments.text("newCol").orElse("");
        if (type instanceof MapOf map) {
            return Optional.of(input.with(newCol, map.key())
                    .with(arguments.text("valueCol").orElse("value"), map.value())
                    .schema());
        }
        return Optional.of(type)
                .filter(ArrayOf.class::isInstance)
                .map(array -> input.with(newCol, ((ArrayOf) array).element()).schema());
    }

    static Optional<Schema> jsonPaths(Arguments arguments, Columns input) {
        var column = arguments.text("colName").orElse("");
        var names = arguments.names("colList");
        boolean kept = names.stream().map(Columns::name).anyMatch(column::equalsIgnoreCase);
        var source = arguments.flag("dropCol") && !kept ? input.without(List.of(column)) : input;
        return withAll(names, source, FieldType.STRING);
    }

    /** The added columns have the types that they have in their table. */
    static Optional<Schema> lookup(Arguments arguments, Columns input, TableSchemas tables) {
        var name = arguments.text("tableName").orElse("").strip().replace("`", "");
        int dot = name.lastIndexOf('.');
        var table = new Origin.Table(dot < 0 ? "default" : name.substring(0, dot), name.substring(dot + 1));
        var found = new Columns(tables.of(table).orElse(new Schema(List.of())));
        return withAll(
                arguments.names("colList"), input, column -> found.type(column).orElse(FieldType.UNKNOWN));
    }

    static Optional<Schema> groups(Arguments arguments, Columns input) {
        return withAll(arguments.names("newCols"), input, FieldType.STRING);
    }

    private static Optional<Schema> withAll(List<String> names, Columns input, FieldType type) {
        return withAll(names, input, name -> type);
    }

    private static Optional<Schema> withAll(List<String> names, Columns input, Function<String, FieldType> types) {
        var all = input;
        for (var name : names) {
            all = name.isBlank() ? all : all.with(name, types.apply(name));
        }
        return Optional.of(all.schema());
    }

    static Optional<Schema> unpivoted(Arguments arguments, Columns input) {
        var listed = arguments.names("colList");
        var type = listed.stream()
                .flatMap(name -> input.type(name).stream())
                .findFirst()
                .orElse(FieldType.UNKNOWN);
        return Optional.of(input.without(listed)
                .with(arguments.text("namesCol").orElse(""), FieldType.STRING)
                .with(arguments.text("valuesCol").orElse(""), type)
                .schema());
    }

    static Optional<Schema> flat(Arguments arguments, Columns input) {
        int levels = arguments
                .text("maxLevels")
                .filter(text -> text.matches("\\d{1,9}"))
                .map(Integer::valueOf)
                .filter(number -> number > 0)
                .orElse(Integer.MAX_VALUE);
        var flat = new ArrayList<Column>();
        input.schema().columns().forEach(column -> flatten(column.name(), column.type(), levels, flat));
        boolean isKnown = flat.stream().noneMatch(column -> column.type().equals(FieldType.UNKNOWN));
        return isKnown ? Optional.of(new Schema(flat)) : Optional.empty();
    }

    private static void flatten(String name, FieldType type, int levels, List<Column> flat) {
        if (levels > 0 && type instanceof StructOf struct) {
            struct.fields().forEach(field -> flatten(name + "." + field.name(), field.type(), levels - 1, flat));
        } else {
            flat.add(new Column(name, type));
        }
    }
}
