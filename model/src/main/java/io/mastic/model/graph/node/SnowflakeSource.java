package io.mastic.model.graph.node;

import io.mastic.model.graph.schema.Output;
import io.mastic.model.graph.script.NodeScript;
import io.mastic.model.graph.script.Python;
import io.mastic.model.graph.script.Python.Item;
import java.util.List;

/**
 * Reads a table or a query of Snowflake.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_SnowflakeSource.html">AWS</a>
 */
public record SnowflakeSource(String name, SnowflakeData data, OutputSchemas outputSchemas) implements Node {
    static SnowflakeSource read(NodeFields fields) {
        return new SnowflakeSource(
                fields.required("Name"),
                SnowflakeData.read(fields.requiredStructure("Data")),
                OutputSchemas.read(fields));
    }

    @Override
    public NodeType type() {
        return NodeType.SNOWFLAKE_SOURCE;
    }

    @Override
    public void check(NodeCheck check) {
        data.check(check);
        if (data.query().isEmpty() && data.table().isEmpty()) {
            check.error("Data.Table", "Nothing says what to read: choose a table or write a query.");
        }
    }

    @Override
    public Output output(List<Output> inputs) {
        return Output.frame(outputSchemas.schemas().stream().findFirst().or(() -> Option.schema(data.columns())));
    }

    @Override
    public void write(NodeScript script) {
        var options = data.options().text("query", data.query());
        if (data.query().isEmpty()) {
            options.text("dbtable", data.table().map(SqlNames.OPTION::of));
        }
        script.assign(Python.call(
                "glueContext.create_dynamic_frame.from_options",
                script.withContext(
                        Item.named("connection_type", Python.text("snowflake")),
                        Item.named("connection_options", options.dict()))));
    }
}
