package io.mastic.model.graph.node;

import io.mastic.model.graph.schema.Output;
import io.mastic.model.graph.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How rows get into a table of Redshift or Snowflake: loaded into it, or into another table from which SQL merges them.
 *
 * @param names how the database takes names in SQL
 * @param action {@code append}, {@code merge}, {@code truncate} or {@code drop}
 * @param merge what becomes of rows; only if they are merged
 * @param staging the table to merge from; one by the node's id if absent
 * @param columns of the table with their types, as far as the editor knows them
 * @param preAction SQL to run before
 * @param postAction SQL to run after
 */
record WarehouseWrite(
        SqlNames names,
        Optional<String> schema,
        String table,
        String action,
        Optional<WarehouseMerge> merge,
        Optional<String> staging,
        List<Option> columns,
        Optional<String> preAction,
        Optional<String> postAction) {
    private static final Set<String> ACTIONS = Set.of("append", "merge", "truncate", "drop");

    /** Reads the structure {@code Data} of a node, but for the names of schema, table and columns. */
    static WarehouseWrite read(
            SqlNames names, Optional<String> schema, String table, List<Option> columns, NodeFields data) {
        var action = data.text("Action").orElse("append").toLowerCase(Locale.ROOT);
        boolean upsert = data.flag("Upsert").orElse(false);
        return new WarehouseWrite(
                names,
                schema,
                table,
                action,
                action.equals("merge") || upsert ? Optional.of(WarehouseMerge.read(data)) : Optional.empty(),
                data.text("StagingTable").filter(name -> !name.isEmpty()),
                columns,
                statement(data, "PreAction"),
                statement(data, "PostAction"));
    }

    private static Optional<String> statement(NodeFields data, String field) {
        return data.text(field).map(sql -> sql.strip().replaceAll(";+$", "")).filter(sql -> !sql.isEmpty());
    }

    void check(NodeCheck check) {
        if (table.isEmpty()) {
            check.error("Data.Table", "Nothing says where the rows go: choose a table.");
        }
        if (!ACTIONS.contains(action)) {
            check.error("Data.Action", "The action is append, merge, truncate or drop, not \"" + action + "\".");
        }
        staging.filter(this::isTable)
                .ifPresent(name -> check.warn(
                        "Data.StagingTable",
                        "Rows are merged from another table than the one that they go to: another name is used."));
        merge.ifPresent(one -> one.check(check, !columns(check.input(0)).isEmpty()));
        Stream.of(schema.stream(), Stream.of(table), columns(check.input(0)).stream())
                .flatMap(all -> all)
                .filter(name -> name.indexOf(';') >= 0)
                .findFirst()
                .ifPresent(name -> check.error(
                        "Data",
                        "The name \"" + name + "\" has a semicolon, at which the library cuts SQL: rename it."));
    }

    private boolean isTable(String name) {
        return names.of(name).equalsIgnoreCase(names.of(table));
    }

    private List<String> columns(Output input) {
        return columns.isEmpty()
                ? input.schema().map(Schema::names).orElse(List.of())
                : columns.stream().map(Option::value).toList();
    }

    /** The table that the library loads the rows into. */
    String loaded(String nodeId) {
        return merge.isPresent() ? staging(nodeId) : table;
    }

    /** Never the table itself, since this one is dropped. */
    private String staging(String nodeId) {
        return staging.filter(name -> !isTable(name)).orElseGet(() -> table + "_" + nodeId.replace("-", ""));
    }

    /** SQL for before the load. */
    Optional<String> preactions(String nodeId) {
        var target = names.of(schema, table);
        var statements = new ArrayList<String>();
        preAction.ifPresent(statements::add);
        if (action.equals("drop")) {
            statements.add("DROP TABLE IF EXISTS " + target);
        }
        if (!columns.isEmpty()
                && columns.stream().noneMatch(column -> column.description().isEmpty())) {
            statements.add("CREATE TABLE IF NOT EXISTS " + target + " (" + definitions() + ")");
        }
        if (action.equals("truncate")) {
            statements.add("TRUNCATE TABLE " + target);
        }
        if (merge.isPresent()) {
            var from = names.of(schema, staging(nodeId));
            statements.add("DROP TABLE IF EXISTS " + from);
            statements.add("CREATE TABLE " + from
                    + (names == SqlNames.REDSHIFT ? " (LIKE " + target + ")" : " LIKE " + target));
        }
        return script(statements);
    }

    private String definitions() {
        return String.join(
                ", ",
                columns.stream()
                        .map(column -> names.of(column.value()) + " " + column.description())
                        .toList());
    }

    /** SQL for after the load. */
    Optional<String> postactions(String nodeId, Output input) {
        var statements = new ArrayList<String>();
        merge.ifPresent(one -> {
            statements.add("BEGIN");
            statements.addAll(one.statements(names, schema, table, staging(nodeId), columns(input)));
            statements.add("COMMIT");
            statements.add("DROP TABLE " + names.of(schema, staging(nodeId)));
        });
        postAction.ifPresent(statements::add);
        return script(statements);
    }

    private static Optional<String> script(List<String> statements) {
        return statements.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", statements) + ";");
    }
}
