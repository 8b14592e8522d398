package io.mastic.model.graph.node;

import io.mastic.model.graph.schema.Output;
import io.mastic.model.graph.script.NodeScript;
import io.mastic.model.graph.script.Python;
import io.mastic.model.graph.script.Python.Item;
import java.util.List;

/**
 * Appends rows to a table of Snowflake, replaces its rows, or merges them into it.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_SnowflakeTarget.html">AWS</a>
 */
public record SnowflakeTarget(String name, List<String> inputs, SnowflakeData data, WarehouseWrite rows)
        implements Node {
    static SnowflakeTarget read(NodeFields fields) {
        var structure = fields.requiredStructure("Data");
        var data = SnowflakeData.read(structure);
        return new SnowflakeTarget(
                fields.required("Name"),
                fields.texts("Inputs"),
                data,
                WarehouseWrite.read(
                        SqlNames.SNOWFLAKE, data.schema(), data.table().orElse(""), data.columns(), structure));
    }

    @Override
    public NodeType type() {
        return NodeType.SNOWFLAKE_TARGET;
    }

    @Override
    public void check(NodeCheck check) {
        data.check(check);
        rows.check(check);
    }

    @Override
    public Output output(List<Output> inputs) {
        return Output.NONE;
    }

    @Override
    public void write(NodeScript script) {
        var options = data.options()
                .text("dbtable", SqlNames.OPTION.of(rows.loaded(script.nodeId())))
                .text("preactions", rows.preactions(script.nodeId()))
                .text(
                        "postactions",
                        rows.postactions(script.nodeId(), script.inputs().get(0).output()));
        script.assign(Python.call(
                "glueContext.write_dynamic_frame.from_options",
                script.withContext(
                        Item.named("frame", script.input(0)),
                        Item.named("connection_type", Python.text("snowflake")),
                        Item.named("connection_options", options.dict()))));
    }
}
