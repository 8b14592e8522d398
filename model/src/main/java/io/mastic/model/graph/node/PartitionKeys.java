package io.mastic.model.graph.node;

import io.mastic.model.graph.script.Python;
import java.util.LinkedHashSet;
import java.util.List;

/** The columns by which a target parts its files into folders {@code key=value/}, outermost first. */
record PartitionKeys(List<List<String>> paths) {
    PartitionKeys {
        paths = List.copyOf(paths);
    }

    static PartitionKeys read(NodeFields fields) {
        return new PartitionKeys(fields.paths("PartitionKeys"));
    }

    List<String> names() {
        return paths.stream().map(path -> String.join(".", path)).toList();
    }

    /** The names with commas between. */
    String joined() {
        return String.join(",", names());
    }

    Python python() {
        return Python.texts(names());
    }

    void check(NodeCheck check) {
        for (var path : new LinkedHashSet<>(paths)) {
            if (path.size() > 1) {
                check.error(
                        "PartitionKeys",
                        "\"" + String.join(".", path)
                                + "\" is a field in a struct: files are parted by columns only. Make it a column with"
                                + " Change Schema first.");
            } else {
                check.requireColumn("PartitionKeys", 0, path);
            }
        }
        if (names().stream().distinct().count() < paths.size()) {
            check.error("PartitionKeys", "Each column can be a partition key once.");
        }
        check.schema(0)
                .filter(schema -> !paths.isEmpty() && names().containsAll(schema.names()))
                .ifPresent(schema -> check.error(
                        "PartitionKeys",
                        String.join(", ", schema.names())
                                + " are all columns: a partition key is no column of the files, so at least one column"
                                + " has to be left."));
    }
}
