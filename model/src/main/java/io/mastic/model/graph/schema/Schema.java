package io.mastic.model.graph.schema;

import io.mastic.model.graph.schema.FieldType.ArrayOf;
import io.mastic.model.graph.schema.FieldType.StructOf;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The columns of one frame, in order; names are case-sensitive. */
public record Schema(List<Column> columns) {
    public Schema {
        columns = List.copyOf(columns);
    }

    public static Schema of(Stream<Column> columns) {
        return new Schema(columns.toList());
    }

    public List<String> names() {
        return columns.stream().map(Column::name).toList();
    }

    public Optional<FieldType> type(String column) {
        return columns.stream()
                .filter(one -> one.name().equals(column))
                .map(Column::type)
                .findFirst();
    }

    /** The type at a path of names, through structs and through arrays of them; unknown in what is unknown. */
    public Optional<FieldType> type(List<String> path) {
        Optional<FieldType> found = path.isEmpty() ? Optional.empty() : type(path.get(0));
        for (var name : path.subList(Math.min(1, path.size()), path.size())) {
            found = found.flatMap(type -> inside(type, name));
        }
        return found;
    }

    private static Optional<FieldType> inside(FieldType type, String name) {
        if (type instanceof ArrayOf array) {
            return inside(array.element(), name);
        }
        if (type instanceof StructOf struct) {
            return new Schema(struct.fields()).type(name);
        }
        return Optional.of(type).filter(FieldType.UNKNOWN::equals);
    }

    /** With the column in place of the one of its name, else at the end. */
    public Schema with(String name, FieldType type) {
        var all = new LinkedHashMap<String, FieldType>();
        columns.forEach(column -> all.put(column.name(), column.type()));
        all.put(name, type);
        return of(all.entrySet().stream().map(entry -> new Column(entry.getKey(), entry.getValue())));
    }

    /** The named columns that are there, in the order of the names. */
    public Schema selected(List<String> names) {
        return of(names.stream().distinct().flatMap(name -> columns.stream()
                .filter(column -> column.name().equals(name))));
    }

    public Schema filter(Predicate<Column> kept) {
        return of(columns.stream().filter(kept));
    }

    /** With the field at a path; a struct on the way that is not there is made. */
    public Schema with(List<String> path, FieldType type) {
        if (path.size() < 2) {
            return path.isEmpty() ? this : with(path.get(0), type);
        }
        var fields = type(path.get(0))
                .filter(StructOf.class::isInstance)
                .map(struct -> ((StructOf) struct).fields())
                .orElse(List.of());
        var inner = new Schema(fields).with(path.subList(1, path.size()), type);
        return with(path.get(0), new StructOf(inner.columns()));
    }

    /** With the field at a path under another name, in its place. */
    public Schema renamed(List<String> path, String name) {
        return of(columns.stream()
                .map(column -> path.isEmpty() || !column.name().equals(path.get(0))
                        ? column
                        : path.size() == 1
                                ? new Column(name, column.type())
                                : new Column(
                                        column.name(), renamed(column.type(), path.subList(1, path.size()), name))));
    }

    private static FieldType renamed(FieldType type, List<String> path, String name) {
        if (type instanceof ArrayOf array) {
            return new ArrayOf(renamed(array.element(), path, name));
        }
        return type instanceof StructOf struct
                ? new StructOf(new Schema(struct.fields()).renamed(path, name).columns())
                : type;
    }

    /** Without the fields at the paths, which may lie in structs and arrays; what has no field left goes as well. */
    public Schema without(List<List<String>> paths) {
        var kept = new ArrayList<Column>();
        for (var column : columns) {
            var inside = paths.stream()
                    .filter(path -> !path.isEmpty() && path.get(0).equals(column.name()))
                    .map(path -> path.subList(1, path.size()))
                    .toList();
            if (inside.stream().noneMatch(List::isEmpty)) {
                without(column.type(), inside).ifPresent(type -> kept.add(new Column(column.name(), type)));
            }
        }
        return new Schema(kept);
    }

    private static Optional<FieldType> without(FieldType type, List<List<String>> paths) {
        if (type instanceof ArrayOf array) {
            return without(array.element(), paths).map(ArrayOf::new);
        }
        if (paths.isEmpty() || !(type instanceof StructOf struct)) {
            return Optional.of(type);
        }
        var kept = new Schema(struct.fields()).without(paths);
        return kept.columns().isEmpty() ? Optional.empty() : Optional.of(new StructOf(kept.columns()));
    }
}
