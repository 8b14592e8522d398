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
 * Writes to a Hudi, Delta or Iceberg table of the Data Catalog that exists.
 *
 * @param options of the format's own writer
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_S3HudiCatalogTarget.html">AWS, Hudi</a>
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_S3DeltaCatalogTarget.html">AWS, Delta</a>
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_S3IcebergCatalogTarget.html">AWS, Iceberg</a>
 */
public record LakeTableTarget(
        NodeType type,
        String name,
        List<String> inputs,
        String database,
        String table,
        PartitionKeys partitionKeys,
        Map<String, String> options,
        SchemaChangePolicy policy,
        AutoDataQuality quality)
        implements Node {
    static LakeTableTarget read(NodeType type, NodeFields fields) {
        return new LakeTableTarget(
                type,
                fields.required("Name"),
                fields.texts("Inputs"),
                fields.required("Database"),
                fields.required("Table"),
                PartitionKeys.read(fields),
                LakeFormat.of(type) == LakeFormat.HUDI
                        ? fields.requiredMap("AdditionalOptions")
                        : fields.map("AdditionalOptions"),
                SchemaChangePolicy.catalog(fields),
                AutoDataQuality.read(fields));
    }

    @Override
    public void check(NodeCheck check) {
        partitionKeys.check(check);
        if (LakeFormat.of(type) == LakeFormat.HUDI) {
            HudiOptions.check(check, options);
        }
    }

    @Override
    public Output output(List<Output> inputs) {
        return Output.NONE;
    }

    @Override
    public void write(NodeScript script) {
        quality.write(script);
        var rows = Python.method(script.input(0), "toDF");
        if (LakeFormat.of(type) == LakeFormat.ICEBERG) {
            script.run(Python.method(configured(rows), "append"));
            return;
        }
        var arguments = new ArrayList<>(List.of(
                Item.named("frame", rows),
                Item.named("database", Python.text(database)),
                Item.named("table_name", Python.text(table))));
        var written = writerOptions();
        if (!written.isEmpty()) {
            arguments.add(Item.named("additional_options", written.dict()));
        }
        script.run(Python.call("glueContext.write_data_frame.from_catalog", arguments));
    }

    private Python configured(Python rows) {
        var writer = Python.method(rows, "writeTo", Item.of(Python.text(SparkNames.icebergTable(database, table))));
        return options.isEmpty()
                ? writer
                : Python.method(
                        writer,
                        "options",
                        Item.spread(new Entries().texts(options).dict()));
    }

    private Entries writerOptions() {
        if (LakeFormat.of(type) == LakeFormat.HUDI) {
            var hudi = HudiOptions.of(options, table, partitionKeys, Optional.empty());
            if (policy.updatesCatalog()) {
                HudiOptions.sync(hudi, database, table, partitionKeys);
            }
            return hudi;
        }
        var delta = new Entries().texts(options);
        return policy.updatesColumns() ? delta.putIfAbsent("mergeSchema", "true") : delta;
    }
}
