package io.mastic.model.graph.node;

import io.mastic.model.graph.schema.Output;
import io.mastic.model.graph.script.NodeScript;
import io.mastic.model.graph.script.Python;
import io.mastic.model.graph.script.Python.Item;
import java.util.List;
import java.util.Map;

/**
 * Writes to a service that Glue knows by the name of its connection's type.
 *
 * @param kind {@code opensearch}, {@code azuresql}, {@code bigquery}, {@code saphana} and the like
 * @param data the library's options for that type
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_ConnectorDataTarget.html">AWS</a>
 */
public record ConnectorDataTarget(String name, List<String> inputs, String kind, Map<String, String> data)
        implements Node {
    static ConnectorDataTarget read(NodeFields fields) {
        return new ConnectorDataTarget(
                fields.required("Name"),
                fields.texts("Inputs"),
                fields.required("ConnectionType"),
                fields.requiredMap("Data"));
    }

    @Override
    public NodeType type() {
        return NodeType.CONNECTOR_DATA_TARGET;
    }

    @Override
    public Output output(List<Output> inputs) {
        return Output.NONE;
    }

    @Override
    public void write(NodeScript script) {
        script.assign(Python.call(
                "glueContext.write_dynamic_frame.from_options",
                script.withContext(
                        Item.named("frame", script.input(0)),
                        Item.named("connection_type", Python.text(kind)),
                        Item.named(
                                "connection_options", new Entries().texts(data).dict()))));
    }
}
