package io.mastic.model.graph.node;

import io.mastic.model.graph.schema.Output;
import io.mastic.model.graph.script.NodeScript;
import io.mastic.model.graph.script.Python;
import io.mastic.model.graph.script.Python.Item;
import io.mastic.model.graph.script.ScriptFunction;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes to a Hudi, Delta or Iceberg table in a folder on S3, and makes the table if it is not there.
 *
 * @param options of the format's own writer
 * @param numberTargetPartitions into how many parts the rows are cut; 0 is automatic
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_S3HudiDirectTarget.html">AWS, Hudi</a>
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_S3DeltaDirectTarget.html">AWS, Delta</a>
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_S3IcebergDirectTarget.html">AWS, Iceberg</a>
 */
public record LakeFileTarget(
        NodeType type,
        String name,
        List<String> inputs,
        String path,
        Optional<String> compression,
        PartitionKeys partitionKeys,
        Map<String, String> options,
        Optional<String> numberTargetPartitions,
        SchemaChangePolicy policy,
        AutoDataQuality quality)
        implements Node {
    static LakeFileTarget read(NodeType type, NodeFields fields) {
        var format = LakeFormat.of(type);
        var word = fields.requiredOneOf("Format", S3FileTarget.FORMATS);
        if (!word.isEmpty() && !word.equals(format.word())) {
            fields.warn("Format", "This target writes " + format.word() + ", whatever the format says.");
        }
        return new LakeFileTarget(
                type,
                fields.required("Name"),
                fields.texts("Inputs"),
                fields.required("Path"),
                Optional.of(fields.requiredOneOf("Compression", format.compressions())),
                PartitionKeys.read(fields),
                format == LakeFormat.HUDI ? fields.requiredMap("AdditionalOptions") : fields.map("AdditionalOptions"),
                fields.text("NumberTargetPartitions").filter(number -> !number.isEmpty() && !number.equals("0")),
                SchemaChangePolicy.direct(fields),
                AutoDataQuality.read(fields));
    }

    @Override
    public void check(NodeCheck check) {
        if (path.isBlank()) {
            check.error("Path", "Nothing says where the table is: name a folder.");
        }
        partitionKeys.check(check);
        TargetPartitions.check(check, numberTargetPartitions);
        policy.checkTable(check);
        if (LakeFormat.of(type) == LakeFormat.ICEBERG
                && !policy.updatesCatalog()
                && (policy.database().isEmpty() || policy.table().isEmpty())) {
            check.error(
                    "SchemaChangePolicy", "An Iceberg table always is in the catalog: name its Database and Table.");
        }
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
        var all = Python.method(script.input(0), "toDF");
        var rows = TargetPartitions.of(numberTargetPartitions)
                .map(number -> Python.method(all, "repartition", Item.of(Python.number(number))))
                .orElse(all);
        switch (LakeFormat.of(type)) {
            case HUDI -> writeHudi(script, rows);
            case DELTA -> writeDelta(script, rows);
            case ICEBERG -> writeIceberg(script, rows);
        }
    }

    private void writeHudi(NodeScript script, Python rows) {
        var folder = path.replaceAll("/+$", "");
        var table = policy.table().isEmpty() ? folder.substring(folder.lastIndexOf('/') + 1) : policy.table();
        var written = HudiOptions.of(options, table, partitionKeys, compression);
        if (policy.updatesCatalog()) {
            HudiOptions.sync(written, policy.database(), policy.table(), partitionKeys);
        }
        script.run(Python.method(append(rows, written), "save", Item.of(Python.text(path))));
    }

    private void writeDelta(NodeScript script, Python rows) {
        var written = new Entries().texts(options);
        compression.ifPresent(kind -> written.putIfAbsent("compression", kind));
        if (policy.updatesColumns()) {
            written.putIfAbsent("mergeSchema", "true");
        }
        if (policy.updatesCatalog()) {
            written.text("path", path);
        }
        var writer = append(rows, written);
        var parted = partitionKeys.paths().isEmpty()
                ? writer
                : Python.method(
                        writer,
                        "partitionBy",
                        partitionKeys.names().stream()
                                .map(Python::text)
                                .map(Item::of)
                                .toArray(Item[]::new));
        script.run(
                policy.updatesCatalog()
                        ? Python.method(
                                parted,
                                "saveAsTable",
                                Item.of(Python.text(SparkNames.table(policy.database(), policy.table()))))
                        : Python.method(parted, "save", Item.of(Python.text(path))));
    }

    private Python append(Python rows, Entries written) {
        var format = Python.text(LakeFormat.of(type).word());
        var writer = Python.method(rows, "write.format", Item.of(format));
        return Python.method(
                Python.method(writer, "options", Item.spread(written.dict())), "mode", Item.of(Python.text("append")));
    }

    private void writeIceberg(NodeScript script, Python rows) {
        script.need(ScriptFunction.WRITE_ICEBERG_TABLE);
        var properties = new Entries().text("format-version", "2").text("location", path);
        compression.ifPresent(kind -> properties.text("write.parquet.compression-codec", kind));
        script.run(Python.call(
                "writeIcebergTable",
                Item.of(rows),
                Item.named("table", Python.text(SparkNames.icebergTable(policy.database(), policy.table()))),
                Item.named("properties", properties.dict()),
                Item.named(
                        "partitionKeys",
                        Python.texts(partitionKeys.names().stream()
                                .map(SparkNames::quoted)
                                .toList())),
                Item.named("options", new Entries().texts(options).dict())));
    }
}
