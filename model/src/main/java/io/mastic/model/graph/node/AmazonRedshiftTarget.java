package io.mastic.model.graph.node;

import io.mastic.model.graph.schema.Output;
import io.mastic.model.graph.script.NodeScript;
import io.mastic.model.graph.script.Python;
import io.mastic.model.graph.script.Python.Item;
import java.util.List;

/**
 * Appends rows to a table of Redshift, replaces its rows, or merges them into it.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_AmazonRedshiftTarget.html">AWS</a>
 */
public record AmazonRedshiftTarget(String name, List<String> inputs, RedshiftData data, WarehouseWrite rows)
        implements Node {
    static AmazonRedshiftTarget read(NodeFields fields) {
        var structure = fields.requiredStructure("Data");
        var data = RedshiftData.read(structure);
        return new AmazonRedshiftTarget(
                fields.text("Name").orElse("Amazon Redshift"),
                fields.texts("Inputs"),
                data,
                WarehouseWrite.read(
                        SqlNames.REDSHIFT, data.schema(), data.table().orElse(""), data.columns(), structure));
    }

    @Override
    public NodeType type() {
        return NodeType.AMAZON_REDSHIFT_TARGET;
    }

    @Override
    public void check(NodeCheck check) {
        data.check(check);
        if (data.catalog() && data.connection().isEmpty()) {
            check.error(
                    "Data.CrawlerConnection",
                    "Nothing says how to reach Redshift: name the connection of the crawler that made the table.");
        }
        rows.check(check);
    }

    @Override
    public Output output(List<Output> inputs) {
        return Output.NONE;
    }

    @Override
    public void write(NodeScript script) {
        var options = data.options(script)
                .text("dbtable", SqlNames.OPTION.of(data.schema(), rows.loaded(script.nodeId())))
                .text("preactions", rows.preactions(script.nodeId()))
                .text(
                        "postactions",
                        rows.postactions(script.nodeId(), script.inputs().get(0).output()));
        script.assign(Python.call(
                "glueContext.write_dynamic_frame.from_options",
                script.withContext(
                        Item.named("frame", script.input(0)),
                        Item.named("connection_type", Python.text("redshift")),
                        Item.named("connection_options", options.dict()))));
    }
}
