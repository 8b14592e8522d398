package io.mastic.model.graph.node;

import io.mastic.model.graph.schema.Output;
import io.mastic.model.graph.script.NodeScript;
import io.mastic.model.graph.script.Python;
import io.mastic.model.graph.script.Python.Item;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes files on S3, and if wanted a table over them.
 *
 * @param format as the script names it; Parquet is {@code glueparquet}
 * @param numberTargetPartitions files of each folder; 0 is automatic
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_S3DirectTarget.html">AWS</a>
 */
public record S3FileTarget(
        NodeType type,
        String name,
        List<String> inputs,
        String path,
        String format,
        List<List<String>> partitionKeys,
        Optional<String> compression,
        Optional<String> numberTargetPartitions,
        SchemaChangePolicy policy,
        boolean autoDataQuality)
        implements Node {
    private static final Set<String> FORMATS =
            Set.of("json", "csv", "avro", "orc", "parquet", "hudi", "delta", "iceberg", "hyper", "xml");

    static S3FileTarget read(NodeType type, NodeFields fields) {
        var format = type == NodeType.S3_GLUE_PARQUET_TARGET ? "glueparquet" : fields.requiredOneOf("Format", FORMATS);
        return new S3FileTarget(
                type,
                fields.required("Name"),
                fields.texts("Inputs"),
                fields.required("Path"),
                format,
                fields.paths("PartitionKeys"),
                fields.text("Compression").filter(kind -> !kind.isEmpty() && !kind.equals("none")),
                fields.text("NumberTargetPartitions").filter(number -> !number.isEmpty() && !number.equals("0")),
                SchemaChangePolicy.read(fields),
                fields.structure("AutoDataQuality")
                        .flatMap(quality -> quality.flag("IsEnabled"))
                        .orElse(false));
    }

    @Override
    public void check(NodeCheck check) {
        partitionKeys.forEach(key -> check.requireColumn("PartitionKeys", 0, key));
        policy.check(check);
    }

    @Override
    public Output output(List<Output> inputs) {
        return Output.NONE;
    }

    @Override
    public void write(NodeScript script) {
        if (autoDataQuality) {
            DefaultRuleset.write(script);
        }
        if (policy.updatesCatalog()) {
            writeTable(script);
        } else {
            writeFiles(script);
        }
    }

    private Python keys() {
        return Python.texts(
                partitionKeys.stream().map(key -> String.join(".", key)).toList());
    }

    private void writeFiles(NodeScript script) {
        var connection = new LinkedHashMap<String, Python>();
        connection.put("path", Python.text(path));
        compression.filter(kind -> !isParquet()).ifPresent(kind -> connection.put("compression", Python.text(kind)));
        connection.put("partitionKeys", keys());
        numberTargetPartitions.ifPresent(number -> connection.put("numberTargetPartitions", Python.text(number)));
        var arguments = new ArrayList<>(List.of(
                Item.named("frame", script.input(0)),
                Item.named("connection_type", Python.text("s3")),
                Item.named("format", Python.text(format)),
                Item.named("connection_options", Python.dict(connection))));
        compression
                .filter(kind -> isParquet())
                .ifPresent(kind -> arguments.add(
                        Item.named("format_options", Python.dict(Map.of("compression", Python.text(kind))))));
        script.assign(Python.call(
                "glueContext.write_dynamic_frame.from_options", script.withContext(arguments.toArray(Item[]::new))));
    }

    private boolean isParquet() {
        return format.endsWith("parquet");
    }

    private void writeTable(NodeScript script) {
        var sink = new ArrayList<>(List.of(
                Item.named("path", Python.text(path)),
                Item.named("connection_type", Python.text("s3")),
                Item.named("updateBehavior", Python.text(policy.updateBehavior())),
                Item.named("partitionKeys", keys())));
        compression
                .filter(kind -> !isParquet())
                .ifPresent(kind -> sink.add(Item.named("compression", Python.text(kind))));
        numberTargetPartitions.ifPresent(number -> sink.add(Item.named("numberTargetPartitions", Python.text(number))));
        sink.add(Item.named("enableUpdateCatalog", Python.flag(true)));
        script.assign(Python.call("glueContext.getSink", script.withContext(sink.toArray(Item[]::new))));
        script.run(Python.call(
                script.variable() + ".setCatalogInfo",
                Item.named("catalogDatabase", Python.text(policy.database())),
                Item.named("catalogTableName", Python.text(policy.table()))));
        var setFormat = new ArrayList<>(List.of(Item.of(Python.text(format))));
        compression
                .filter(kind -> isParquet())
                .ifPresent(kind -> setFormat.add(Item.named("compression", Python.text(kind))));
        script.run(Python.call(script.variable() + ".setFormat", setFormat));
        script.run(Python.call(script.variable() + ".writeFrame", Item.of(script.input(0))));
    }
}
