package io.mastic.model.graph.node;

import io.mastic.model.graph.schema.Output;
import io.mastic.model.graph.script.NodeScript;
import io.mastic.model.graph.script.Python;
import io.mastic.model.graph.script.Python.Item;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes through a connector of the user's own or of the marketplace: for JDBC or Spark.
 *
 * @param connector its name, for the editor; to a run, the connection names it
 * @param kind {@code custom.jdbc}, {@code marketplace.spark} and the like
 * @param table for JDBC
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_JDBCConnectorTarget.html">AWS, JDBC</a>
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_SparkConnectorTarget.html">AWS, Spark</a>
 */
public record ConnectorTarget(
        NodeType type,
        String name,
        List<String> inputs,
        String connection,
        String connector,
        String kind,
        Optional<String> table,
        Map<String, String> options)
        implements Node {
    static ConnectorTarget read(NodeType type, NodeFields fields) {
        return new ConnectorTarget(
                type,
                fields.required("Name"),
                fields.texts("Inputs"),
                fields.required("ConnectionName"),
                fields.required("ConnectorName"),
                fields.required("ConnectionType"),
                type == NodeType.JDBC_CONNECTOR_TARGET
                        ? Optional.of(fields.required("ConnectionTable"))
                        : Optional.empty(),
                fields.map("AdditionalOptions"));
    }

    @Override
    public Output output(List<Output> inputs) {
        return Output.NONE;
    }

    @Override
    public void write(NodeScript script) {
        var written = new Entries().texts(options).text("dbTable", table).text("connectionName", connection);
        script.assign(Python.call(
                "glueContext.write_dynamic_frame.from_options",
                script.withContext(
                        Item.named("frame", script.input(0)),
                        Item.named("connection_type", Python.text(kind)),
                        Item.named("connection_options", written.dict()))));
    }
}
