package io.mastic.model.graph.node;

import io.mastic.model.graph.schema.Output;
import io.mastic.model.graph.script.NodeScript;
import io.mastic.model.graph.script.Python;
import io.mastic.model.graph.script.Python.Item;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes to a table of the Data Catalog that exists, wherever its rows are.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_BasicCatalogTarget.html">AWS</a>
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_S3CatalogTarget.html">AWS, S3</a>
 */
public record CatalogTableTarget(
        NodeType type,
        String name,
        List<String> inputs,
        String database,
        String table,
        PartitionKeys partitionKeys,
        SchemaChangePolicy policy,
        AutoDataQuality quality)
        implements Node {
    static CatalogTableTarget read(NodeType type, NodeFields fields) {
        return new CatalogTableTarget(
                type,
                fields.required("Name"),
                fields.texts("Inputs"),
                fields.required("Database"),
                fields.required("Table"),
                PartitionKeys.read(fields),
                SchemaChangePolicy.catalog(fields),
                AutoDataQuality.read(fields));
    }

    @Override
    public void check(NodeCheck check) {
        partitionKeys.check(check);
    }

    @Override
    public Output output(List<Output> inputs) {
        return Output.NONE;
    }

    @Override
    public void write(NodeScript script) {
        quality.write(script);
        var options = new Entries();
        if (policy.updatesCatalog()) {
            options.put("enableUpdateCatalog", Python.flag(true)).text("updateBehavior", policy.updateBehavior());
        }
        options.texts("partitionKeys", partitionKeys.names());
        var arguments = new ArrayList<>(List.of(
                Item.named("frame", script.input(0)),
                Item.named("database", Python.text(database)),
                Item.named("table_name", Python.text(table))));
        if (!options.isEmpty()) {
            arguments.add(Item.named("additional_options", options.dict()));
        }
        script.assign(Python.call(
                "glueContext.write_dynamic_frame.from_catalog", script.withContext(arguments.toArray(Item[]::new))));
    }
}
