package io.mastic.model.graph.node;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.mastic.model.graph.script.NodeScript;
import io.mastic.model.graph.script.Python;
import io.mastic.model.graph.script.Python.Item;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which objects a source on S3 reads, and how they are grouped: the options that all its formats share.
 *
 * @param maxBand milliseconds in which listings of S3 may lag behind
 * @param samplePath the object that the editor infers a schema from; nothing to a run
 */
public record FileOptions(
        List<String> paths,
        Optional<String> compression,
        List<String> exclusions,
        Optional<String> groupSize,
        Optional<String> groupFiles,
        boolean recurse,
        Optional<Long> maxBand,
        Optional<Long> maxFilesInBand,
        Optional<Long> boundedSize,
        Optional<Long> boundedFiles,
        Optional<String> samplePath) {
    /** How texts may be compressed. */
    static final Set<String> TEXT_COMPRESSIONS = Set.of("gzip", "bzip2");
    /** How the API lets Parquet be compressed. */
    static final Set<String> PARQUET_COMPRESSIONS =
            Set.of("snappy", "lzo", "gzip", "brotli", "lz4", "uncompressed", "none");

    private static final Set<String> GROUPINGS = Set.of("inPartition", "none");
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    /** @param compressions the words that {@code CompressionType} has in this source */
    static FileOptions read(NodeFields fields, Set<String> compressions) {
        var additional = fields.structure("AdditionalOptions");
        return new FileOptions(
                fields.requiredTexts("Paths"),
                fields.oneOf("CompressionType", compressions),
                fields.texts("Exclusions"),
                fields.text("GroupSize"),
                fields.text("GroupFiles"),
                fields.flag("Recurse").orElse(false),
                fields.wholeNumber("MaxBand", 0),
                fields.wholeNumber("MaxFilesInBand", 0),
                additional.flatMap(options -> options.wholeNumber("BoundedSize")),
                additional.flatMap(options -> options.wholeNumber("BoundedFiles")),
                additional
                        .filter(options -> options.flag("EnableSamplePath").orElse(false))
                        .flatMap(options -> options.text("SamplePath")));
    }

    /** Without a compression, where the files themselves tell it. */
    FileOptions selfDescribing() {
        return new FileOptions(
                paths,
                Optional.empty(),
                exclusions,
                groupSize,
                groupFiles,
                recurse,
                maxBand,
                maxFilesInBand,
                boundedSize,
                boundedFiles,
                samplePath);
    }

    void check(NodeCheck check) {
        if (boundedSize.isPresent() && boundedFiles.isPresent()) {
            check.warn(
                    "AdditionalOptions",
                    "Both BoundedSize and BoundedFiles are set: a run stops at whichever it meets first.");
        }
        groupFiles
                .filter(grouping -> !GROUPINGS.contains(grouping))
                .ifPresent(grouping -> check.error(
                        "GroupFiles", "Files are grouped by \"inPartition\" or \"none\", not \"" + grouping + "\"."));
        groupSize
                .filter(size -> !NUMBER.matcher(size).matches())
                .ifPresent(size -> check.error("GroupSize", "This has to be a number of bytes, not \"" + size + "\"."));
    }

    /** Reads the files into the node's variable. */
    void write(NodeScript script, String format, Entries formatOptions) {
        script.assign(Python.call(
                "glueContext.create_dynamic_frame.from_options",
                script.withContext(
                        Item.named("format_options", formatOptions.dict()),
                        Item.named("connection_type", Python.text("s3")),
                        Item.named("format", Python.text(format)),
                        Item.named("connection_options", connectionOptions()))));
    }

    private Python connectionOptions() {
        var options = new Entries().put("paths", Python.texts(paths)).put("recurse", Python.flag(recurse));
        options.text("compressionType", compression);
        if (!exclusions.isEmpty()) {
            // The library reads one text that holds a JSON list.
            options.text("exclusions", json(exclusions));
        }
        return options.text("groupFiles", groupFiles)
                .text("groupSize", groupSize)
                .number("maxBand", maxBand)
                .number("maxFilesInBand", maxFilesInBand)
                .text("boundedSize", boundedSize.map(String::valueOf))
                .text("boundedFiles", boundedFiles.map(String::valueOf))
                .dict();
    }

    private static String json(List<String> texts) {
        var list = JsonNodeFactory.instance.arrayNode();
        texts.forEach(list::add);
        return list.toString();
    }
}
