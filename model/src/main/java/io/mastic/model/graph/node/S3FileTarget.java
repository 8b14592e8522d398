package io.mastic.model.graph.node;

import io.mastic.model.graph.schema.Output;
import io.mastic.model.graph.script.NodeScript;
import io.mastic.model.graph.script.Python;
import io.mastic.model.graph.script.Python.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Writes files on S3, and if wanted a table over them. Of a stream, files go to a folder of their hour.
 *
 * @param format as the script names it; Parquet is {@code glueparquet}
 * @param numberTargetPartitions files of each folder; 0 is automatic
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_S3DirectTarget.html">AWS</a>
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_S3GlueParquetTarget.html">AWS, Parquet</a>
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_S3HyperDirectTarget.html">AWS, Hyper</a>
 */
public record S3FileTarget(
        NodeType type,
        String name,
        List<String> inputs,
        String path,
        String format,
        PartitionKeys partitionKeys,
        Optional<String> compression,
        Optional<String> numberTargetPartitions,
        SchemaChangePolicy policy,
        AutoDataQuality quality)
        implements Node {
    static final Set<String> FORMATS =
            Set.of("json", "csv", "avro", "orc", "parquet", "hudi", "delta", "iceberg", "hyper", "xml");

    private static final Set<String> TABLE_FORMATS = Set.of("json", "csv", "avro", "orc", "glueparquet");
    private static final Set<String> TEXT_COMPRESSIONS =
            Set.of("gzip", "bzip2", "brotli", "deflate", "lz4", "snappy", "uncompressed");
    private static final Set<String> PARQUET_COMPRESSIONS =
            Set.of("snappy", "lz4", "lzo", "brotli", "gzip", "uncompressed");
    private static final Set<String> ORC_COMPRESSIONS = Set.of("snappy", "zlib", "uncompressed", "lzo");

    static S3FileTarget read(NodeType type, NodeFields fields) {
        var format = format(type, fields);
        return new S3FileTarget(
                type,
                fields.required("Name"),
                fields.texts("Inputs"),
                fields.required("Path"),
                format,
                PartitionKeys.read(fields),
                compression(type, format, fields).filter(kind -> !kind.isEmpty()),
                fields.text("NumberTargetPartitions").filter(number -> !number.isEmpty() && !number.equals("0")),
                SchemaChangePolicy.direct(fields),
                AutoDataQuality.read(fields));
    }

    private static String format(NodeType type, NodeFields fields) {
        if (type == NodeType.S3_GLUE_PARQUET_TARGET) {
            return "glueparquet";
        }
        if (type == NodeType.S3_HYPER_DIRECT_TARGET) {
            return fields.oneOf("Format", FORMATS).orElse("hyper");
        }
        var format = fields.requiredOneOf("Format", FORMATS);
        return format.equals("parquet") ? "glueparquet" : format;
    }

    private static Optional<String> compression(NodeType type, String format, NodeFields fields) {
        if (type == NodeType.S3_HYPER_DIRECT_TARGET) {
            return fields.oneOf("Compression", Set.of("uncompressed")).filter(kind -> !kind.equals("uncompressed"));
        }
        var word = type == NodeType.S3_GLUE_PARQUET_TARGET
                ? fields.oneOf("Compression", FileOptions.PARQUET_COMPRESSIONS)
                : fields.text("Compression").map(kind -> kind.toLowerCase(Locale.ROOT));
        // Parquet is compressed unless the script says otherwise.
        return format.equals("glueparquet")
                ? word.map(kind -> kind.equals("none") ? "uncompressed" : kind)
                : word.filter(kind -> !kind.equals("none"));
    }

    @Override
    public void check(NodeCheck check) {
        if (path.isBlank()) {
            check.error("Path", "Nothing says where the files go: name a folder.");
        }
        partitionKeys.check(check);
        TargetPartitions.check(check, numberTargetPartitions);
        policy.checkTable(check);
        if (Set.of("hudi", "delta", "iceberg").contains(format)) {
            check.error("Format", "Files alone are no " + format + " table: use the target of that format.");
        } else if (policy.updatesCatalog() && !TABLE_FORMATS.contains(format)) {
            check.error(
                    "SchemaChangePolicy",
                    "There are no tables over " + format + " files: write json, csv, avro, orc or parquet, or leave the"
                            + " catalog alone.");
        }
        compression
                .filter(kind -> !compressions().contains(kind))
                .ifPresent(kind -> check.error(
                        "Compression",
                        format + " has no compression \"" + kind + "\": choose none or one of "
                                + String.join(
                                        ", ", compressions().stream().sorted().toList()) + "."));
    }

    private Set<String> compressions() {
        return switch (format) {
            case "glueparquet" -> PARQUET_COMPRESSIONS;
            case "orc" -> ORC_COMPRESSIONS;
            case "hyper" -> Set.of();
            default -> TEXT_COMPRESSIONS;
        };
    }

    @Override
    public Output output(List<Output> inputs) {
        return Output.NONE;
    }

    @Override
    public void write(NodeScript script) {
        quality.write(script);
        if (policy.updatesCatalog()) {
            writeTable(script);
        } else {
            writeFiles(script);
        }
    }

    private boolean isParquet() {
        return format.equals("glueparquet");
    }

    private void writeFiles(NodeScript script) {
        var connection = new Entries()
                .put("path", script.isStreaming() ? StreamFolders.path(script, path) : Python.text(path))
                .text("compression", compression.filter(kind -> !isParquet()))
                .put("partitionKeys", partitionKeys.python())
                .text("numberTargetPartitions", numberTargetPartitions);
        var arguments = new ArrayList<>(List.of(
                Item.named("frame", script.input(0)),
                Item.named("connection_type", Python.text("s3")),
                Item.named("format", Python.text(format)),
                Item.named("connection_options", connection.dict())));
        compression
                .filter(kind -> isParquet())
                .ifPresent(kind -> arguments.add(Item.named(
                        "format_options",
                        new Entries().text("compression", kind).dict())));
        script.assign(Python.call(
                "glueContext.write_dynamic_frame.from_options", script.withContext(arguments.toArray(Item[]::new))));
    }

    private void writeTable(NodeScript script) {
        var sink = new ArrayList<>(List.of(
                Item.named("path", Python.text(path)),
                Item.named("connection_type", Python.text("s3")),
                Item.named("updateBehavior", Python.text(policy.updateBehavior())),
                Item.named(
                        "partitionKeys",
                        script.isStreaming() ? StreamFolders.keys(partitionKeys) : partitionKeys.python())));
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
        script.run(Python.call(
                script.variable() + ".writeFrame",
                Item.of(script.isStreaming() ? StreamFolders.frame(script) : script.input(0))));
    }
}
