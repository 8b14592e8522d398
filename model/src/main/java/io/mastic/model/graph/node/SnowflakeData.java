package io.mastic.model.graph.node;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a node of Snowflake reads or writes.
 *
 * @param query instead of a table, in a source
 * @param additional options of the library
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_SnowflakeNodeData.html">AWS</a>
 */
record SnowflakeData(
        Optional<String> query,
        Optional<String> connection,
        Optional<String> database,
        Optional<String> schema,
        Optional<String> table,
        boolean autoPushdown,
        Optional<String> role,
        Map<String, String> additional,
        List<Option> columns) {
    static SnowflakeData read(NodeFields data) {
        return new SnowflakeData(
                data.text("SourceType").filter("query"::equalsIgnoreCase).flatMap(word -> data.text("SampleQuery")),
                Option.value(data, "Connection"),
                text(data, "Database"),
                text(data, "Schema"),
                text(data, "Table"),
                data.flag("AutoPushdown").orElse(true),
                Option.value(data, "IamRole"),
                data.map("AdditionalOptions"),
                Option.all(data, "TableSchema"));
    }

    private static Optional<String> text(NodeFields data, String field) {
        return data.text(field).filter(text -> !text.isEmpty());
    }

    void check(NodeCheck check) {
        if (connection.isEmpty()) {
            check.error("Data.Connection", "Choose the connection to Snowflake.");
        }
        if (database.isEmpty()) {
            check.error("Data.Database", "Choose a database.");
        }
        if (schema.isEmpty()) {
            check.error("Data.Schema", "Choose a schema.");
        }
    }

    /** The options that reach the schema by the connection. */
    Entries options() {
        return new Entries()
                .text("autopushdown", autoPushdown ? "on" : "off")
                .text("connectionName", connection)
                .text("sfDatabase", database)
                .text("sfSchema", schema)
                .text("aws_iam_role", role)
                .texts(additional);
    }
}
