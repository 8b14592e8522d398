package io.mastic.model.graph.node;

import io.mastic.model.graph.schema.Output;
import io.mastic.model.graph.script.NodeScript;
import io.mastic.model.graph.script.Python;
import io.mastic.model.graph.script.Python.Item;
import java.util.List;
import java.util.Map;

/**
 * Reads from a service that Glue knows by the name of its connection's type.
 *
 * @param kind {@code opensearch}, {@code azuresql}, {@code bigquery}, {@code salesforce} and the like
 * @param data the library's options for that type
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_ConnectorDataSource.html">AWS</a>
 */
public record ConnectorDataSource(String name, String kind, Map<String, String> data, OutputSchemas outputSchemas)
        implements Node {
    static ConnectorDataSource read(NodeFields fields) {
        return new ConnectorDataSource(
                fields.required("Name"),
                fields.required("ConnectionType"),
                fields.requiredMap("Data"),
                OutputSchemas.read(fields));
    }

    @Override
    public NodeType type() {
        return NodeType.CONNECTOR_DATA_SOURCE;
    }

    @Override
    public Output output(List<Output> inputs) {
        return outputSchemas.frame();
    }

    @Override
    public void write(NodeScript script) {
        script.assign(Python.call(
                "glueContext.create_dynamic_frame.from_options",
                script.withContext(
                        Item.named("connection_type", Python.text(kind)),
                        Item.named(
                                "connection_options", new Entries().texts(data).dict()))));
    }
}
