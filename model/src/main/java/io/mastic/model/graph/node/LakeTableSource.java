package io.mastic.model.graph.node;

import io.mastic.model.graph.schema.Output;
import io.mastic.model.graph.script.NodeScript;
import io.mastic.model.graph.script.Python;
import io.mastic.model.graph.script.Python.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a Hudi, Delta or Iceberg table of the Data Catalog.
 *
 * @param options of the format's own reader
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_CatalogHudiSource.html">AWS, Hudi</a>
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_CatalogDeltaSource.html">AWS, Delta</a>
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_CatalogIcebergSource.html">AWS, Iceberg</a>
 */
public record LakeTableSource(
        NodeType type,
        String name,
        String database,
        String table,
        Map<String, String> options,
        OutputSchemas outputSchemas)
        implements Node {
    static LakeTableSource read(NodeType type, NodeFields fields) {
        return new LakeTableSource(
                type,
                fields.required("Name"),
                fields.required("Database"),
                fields.required("Table"),
                fields.map("Additional" + LakeFormat.of(type).title() + "Options"),
                OutputSchemas.read(fields));
    }

    @Override
    public Optional<Origin> origin() {
        return Optional.of(new Origin.Table(database, table));
    }

    @Override
    public Output output(List<Output> inputs) {
        return outputSchemas.frame();
    }

    @Override
    public Output output(List<Output> inputs, TableSchemas tables) {
        return outputSchemas.frame(() -> tables.of(new Origin.Table(database, table)));
    }

    @Override
    public void write(NodeScript script) {
        var arguments = new ArrayList<Item>();
        arguments.add(Item.named("database", Python.text(database)));
        arguments.add(Item.named("table_name", Python.text(table)));
        if (!options.isEmpty()) {
            arguments.add(Item.named(
                    "additional_options", new Entries().texts(options).dict()));
        }
        script.assignDataFrame(Python.call("glueContext.create_data_frame.from_catalog", arguments));
    }
}
