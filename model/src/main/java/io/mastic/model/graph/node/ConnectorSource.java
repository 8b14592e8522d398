package io.mastic.model.graph.node;

import io.mastic.model.graph.schema.Output;
import io.mastic.model.graph.script.NodeScript;
import io.mastic.model.graph.script.Python;
import io.mastic.model.graph.script.Python.Item;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads through a connector of the user's own or of the marketplace: for JDBC, Spark or Athena.
 *
 * @param connector its name, for the editor; to a run, the connection names it
 * @param kind {@code custom.jdbc}, {@code marketplace.spark} and the like
 * @param table for JDBC and Athena
 * @param schemaName for Athena
 * @param query for JDBC, instead of a table
 * @param partitions how reads by JDBC are parted, and what bookmarks go by
 * @param options of a Spark connector
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_JDBCConnectorSource.html">AWS, JDBC</a>
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_SparkConnectorSource.html">AWS, Spark</a>
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_AthenaConnectorSource.html">AWS, Athena</a>
 */
public record ConnectorSource(
        NodeType type,
        String name,
        String connection,
        String connector,
        String kind,
        Optional<String> table,
        Optional<String> schemaName,
        Optional<String> query,
        Optional<JdbcConnectorOptions> partitions,
        Map<String, String> options,
        OutputSchemas outputSchemas)
        implements Node {
    static ConnectorSource read(NodeType type, NodeFields fields) {
        boolean jdbc = type == NodeType.JDBC_CONNECTOR_SOURCE;
        var table = fields.text("ConnectionTable").filter(text -> !text.isEmpty());
        var query = fields.text("Query").filter(text -> !text.isBlank());
        if (table.isPresent() && query.isPresent()) {
            fields.invalid("Query", "Name a table in ConnectionTable or write a Query, not both.");
        }
        return new ConnectorSource(
                type,
                fields.required("Name"),
                fields.required("ConnectionName"),
                fields.required("ConnectorName"),
                fields.required("ConnectionType"),
                table,
                type == NodeType.ATHENA_CONNECTOR_SOURCE
                        ? Optional.of(fields.required("SchemaName"))
                        : Optional.empty(),
                query,
                jdbc ? fields.structure("AdditionalOptions").map(JdbcConnectorOptions::read) : Optional.empty(),
                jdbc ? Map.of() : fields.map("AdditionalOptions"),
                OutputSchemas.read(fields));
    }

    @Override
    public void check(NodeCheck check) {
        if (type == NodeType.JDBC_CONNECTOR_SOURCE && table.isEmpty() && query.isEmpty()) {
            check.error("ConnectionTable", "Nothing says what to read: name a ConnectionTable or write a Query.");
        }
        if (type == NodeType.ATHENA_CONNECTOR_SOURCE && table.isEmpty()) {
            check.error("ConnectionTable", "Nothing says what to read: name a ConnectionTable.");
        }
        partitions.ifPresent(one -> one.check(check));
    }

    @Override
    public Output output(List<Output> inputs) {
        return outputSchemas.frame();
    }

    @Override
    public void write(NodeScript script) {
        var written = new Entries()
                .texts(options)
                .text(type == NodeType.ATHENA_CONNECTOR_SOURCE ? "tableName" : "dbTable", table)
                .text("schemaName", schemaName)
                .text("query", query)
                .text("connectionName", connection);
        partitions.ifPresent(one -> one.addTo(written));
        script.assign(Python.call(
                "glueContext.create_dynamic_frame.from_options",
                script.withContext(
                        Item.named("connection_type", Python.text(kind)),
                        Item.named("connection_options", written.dict()))));
    }
}
