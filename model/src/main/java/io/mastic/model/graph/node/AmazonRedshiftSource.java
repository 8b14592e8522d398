package io.mastic.model.graph.node;

import io.mastic.model.graph.schema.Output;
import io.mastic.model.graph.script.NodeScript;
import io.mastic.model.graph.script.Python;
import io.mastic.model.graph.script.Python.Item;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a table or a query of Redshift.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_AmazonRedshiftSource.html">AWS</a>
 */
public record AmazonRedshiftSource(String name, RedshiftData data) implements Node {
    static AmazonRedshiftSource read(NodeFields fields) {
        return new AmazonRedshiftSource(
                fields.text("Name").orElse("Amazon Redshift"), RedshiftData.read(fields.requiredStructure("Data")));
    }

    @Override
    public NodeType type() {
        return NodeType.AMAZON_REDSHIFT_SOURCE;
    }

    @Override
    public void check(NodeCheck check) {
        data.check(check);
        if (!data.catalog() && data.query().isEmpty() && data.table().isEmpty()) {
            check.error("Data.Table", "Nothing says what to read: choose a table or write a query.");
        }
    }

    @Override
    public Output output(List<Output> inputs) {
        return data.output();
    }

    @Override
    public void write(NodeScript script) {
        if (data.catalog()) {
            writeCatalog(script);
            return;
        }
        var options = data.options(script).text("sampleQuery", data.query());
        if (data.query().isEmpty()) {
            options.text(
                    "dbtable", SqlNames.OPTION.of(data.schema(), data.table().orElse("")));
        }
        script.assign(Python.call(
                "glueContext.create_dynamic_frame.from_options",
                script.withContext(
                        Item.named("connection_type", Python.text("redshift")),
                        Item.named("connection_options", options.dict()))));
    }

    private void writeCatalog(NodeScript script) {
        var arguments = new ArrayList<Item>();
        arguments.add(Item.named("database", Python.text(data.catalogDatabase().orElse(""))));
        arguments.add(Item.named("table_name", Python.text(data.catalogTable().orElse(""))));
        arguments.add(Item.named("redshift_tmp_dir", data.folder(script)));
        var options = new Entries().text("aws_iam_role", data.role()).texts(data.advanced());
        if (!options.isEmpty()) {
            arguments.add(Item.named("additional_options", options.dict()));
        }
        script.assign(Python.call(
                "glueContext.create_dynamic_frame.from_catalog", script.withContext(arguments.toArray(Item[]::new))));
    }
}
