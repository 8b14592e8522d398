package io.mastic.model.graph.node;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What becomes of rows that were loaded beside their table: those that are in the table already by the keys, and the others.
 *
 * @param keys columns that tell whether two rows are the same
 * @param whenMatched {@code update} or {@code delete}
 * @param whenNotMatched {@code insert} or {@code none}
 * @param clause the user's own statement instead of all that
 */
record WarehouseMerge(List<String> keys, String whenMatched, String whenNotMatched, boolean custom, String clause) {
    private static final Set<String> MATCHED = Set.of("update", "delete");
    private static final Set<String> NOT_MATCHED = Set.of("insert", "none");

    static WarehouseMerge read(NodeFields data) {
        return new WarehouseMerge(
                Option.all(data, "SelectedColumns").stream().map(Option::value).toList(),
                word(data, "MergeWhenMatched").orElse("update"),
                word(data, "MergeWhenNotMatched").orElse("insert"),
                word(data, "MergeAction").filter("custom"::equals).isPresent(),
                data.text("MergeClause").orElse("").strip().replaceAll(";+$", ""));
    }

    private static Optional<String> word(NodeFields data, String field) {
        return data.text(field).map(word -> word.toLowerCase(Locale.ROOT)).filter(word -> !word.isEmpty());
    }

    /** @param columnsKnown whether the table's columns are known before the run */
    void check(NodeCheck check, boolean columnsKnown) {
        if (custom) {
            if (clause.isEmpty()) {
                check.error("Data.MergeClause", "A custom merge needs its statement.");
            }
            return;
        }
        if (keys.isEmpty()) {
            check.error(
                    "Data.SelectedColumns",
                    "A merge needs keys: choose the columns that tell whether a row is in the table already.");
        }
        keys.forEach(key -> check.requireColumn("Data.SelectedColumns", 0, List.of(key)));
        if (!MATCHED.contains(whenMatched)) {
            check.error(
                    "Data.MergeWhenMatched", "A matching row is for update or delete, not \"" + whenMatched + "\".");
        }
        if (!NOT_MATCHED.contains(whenNotMatched)) {
            check.error("Data.MergeWhenNotMatched", "A new row is for insert or none, not \"" + whenNotMatched + "\".");
        }
        if (!columnsKnown && updates() != inserts()) {
            check.error(
                    "Data.TableSchema",
                    "This merge names each column, and they are not known: give TableSchema, or the input an output"
                            + " schema.");
        }
    }

    private boolean updates() {
        return !whenMatched.equals("delete");
    }

    private boolean inserts() {
        return !whenNotMatched.equals("none");
    }

    List<String> statements(
            SqlNames names, Optional<String> schema, String table, String staging, List<String> columns) {
        var target = names.of(schema, table);
        var source = names.of(schema, staging);
        if (custom) {
            boolean whole = clause.regionMatches(true, 0, "merge", 0, "merge".length());
            return List.of(whole ? clause : "MERGE INTO " + target + " USING " + source + " " + clause);
        }
        UnaryOperator<String> from = column -> names.of(staging) + "." + names.of(column);
        var same = keys.stream()
                .map(key -> names.of(table) + "." + names.of(key) + " = " + from.apply(key))
                .collect(Collectors.joining(" AND "));
        var removal = "DELETE FROM " + target + " USING " + source + " WHERE " + same;
        if (columns.isEmpty() && updates() && inserts()) {
            return List.of(removal, "INSERT INTO " + target + " SELECT * FROM " + source);
        }
        var named = columns.isEmpty() ? keys : columns;
        if (!inserts()) {
            return List.of(
                    updates()
                            ? "UPDATE " + target + set(names, from, named) + " FROM " + source + " WHERE " + same
                            : removal);
        }
        return List.of("MERGE INTO " + target + " USING " + source + " ON " + same + " WHEN MATCHED THEN "
                + (updates() ? "UPDATE" + set(names, from, named) : "DELETE")
                + " WHEN NOT MATCHED THEN INSERT (" + list(named, names::of) + ") VALUES (" + list(named, from) + ")");
    }

    /** The keys stay as they are, unless there is nothing else. */
    private String set(SqlNames names, UnaryOperator<String> from, List<String> columns) {
        var others = columns.stream().filter(column -> !keys.contains(column)).toList();
        return " SET "
                + list(others.isEmpty() ? columns : others, column -> names.of(column) + " = " + from.apply(column));
    }

    private static String list(List<String> columns, UnaryOperator<String> each) {
        return columns.stream().map(each).collect(Collectors.joining(", "));
    }
}
