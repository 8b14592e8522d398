package io.mastic.model.graph.schema;

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

    /** The type at a path of names, through structs. */
    public Optional<FieldType> type(List<String> path) {
        Optional<FieldType> found = path.isEmpty() ? Optional.empty() : type(path.get(0));
        for (var name : path.subList(Math.min(1, path.size()), path.size())) {
            found = found.filter(StructOf.class::isInstance)
                    .flatMap(struct -> new Schema(((StructOf) struct).fields()).type(name));
        }
        return found;
    }

    /** With the column in place of the one of its name, else at the end. */
    public Schema with(String name, FieldType type) {
        var all = new LinkedHashMap<String, FieldType>();
        columns.forEach(column -> all.put(column.name(), column.type()));
        all.put(name, type);
        return of(all.entrySet().stream().map(entry -> new Column(entry.getKey(), entry.getValue())));
    }

    public Schema filter(Predicate<Column> kept) {
        return of(columns.stream().filter(kept));
    }

    /** Without the fields at the paths, which may lie in structs. */
    public Schema without(List<List<String>> paths) {
        var kept = new ArrayList<Column>();
        for (var column : columns) {
            var inside = paths.stream()
                    .filter(path -> !path.isEmpty() && path.get(0).equals(column.name()))
                    .map(path -> path.subList(1, path.size()))
                    .toList();
            if (inside.stream().anyMatch(List::isEmpty)) {
                continue;
            }
            kept.add(
                    !inside.isEmpty() && column.type() instanceof StructOf struct
                            ? new Column(
                                    column.name(),
                                    new StructOf(new Schema(struct.fields())
                                            .without(inside)
                                            .columns()))
                            : column);
        }
        return new Schema(kept);
    }
}
