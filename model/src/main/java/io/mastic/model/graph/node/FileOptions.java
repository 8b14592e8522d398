package io.mastic.model.graph.node;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.mastic.model.graph.script.NodeScript;
import io.mastic.model.graph.script.Python;
import io.mastic.model.graph.script.Python.Item;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

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
        OptionalInt maxBand,
        OptionalInt maxFilesInBand,
        Optional<Long> boundedSize,
        Optional<Long> boundedFiles,
        Optional<String> samplePath) {
    static FileOptions read(NodeFields fields) {
        var additional = fields.structure("AdditionalOptions");
        return new FileOptions(
                fields.requiredTexts("Paths"),
                fields.text("CompressionType"),
                fields.texts("Exclusions"),
                fields.text("GroupSize"),
                fields.text("GroupFiles"),
                fields.flag("Recurse").orElse(false),
                fields.integer("MaxBand"),
                fields.integer("MaxFilesInBand"),
                additional.flatMap(options -> options.wholeNumber("BoundedSize")),
                additional.flatMap(options -> options.wholeNumber("BoundedFiles")),
                additional
                        .filter(options -> options.flag("EnableSamplePath").orElse(false))
                        .flatMap(options -> options.text("SamplePath")));
    }

    /** Reads the files into the node's variable. */
    void write(NodeScript script, String format, Map<String, Python> formatOptions) {
        script.assign(Python.call(
                "glueContext.create_dynamic_frame.from_options",
                script.withContext(
                        Item.named("format_options", Python.dict(formatOptions)),
                        Item.named("connection_type", Python.text("s3")),
                        Item.named("format", Python.text(format)),
                        Item.named("connection_options", connectionOptions()))));
    }

    private Python connectionOptions() {
        var options = new LinkedHashMap<String, Python>();
        options.put("paths", Python.texts(paths));
        options.put("recurse", Python.flag(recurse));
        compression
                .filter(type -> !type.equals("none"))
                .ifPresent(type -> options.put("compressionType", Python.text(type)));
        if (!exclusions.isEmpty()) {
            // The library reads one text that holds a JSON list.
            options.put("exclusions", Python.text(json(exclusions)));
        }
        groupFiles.ifPresent(files -> options.put("groupFiles", Python.text(files)));
        groupSize.ifPresent(size -> options.put("groupSize", Python.text(size)));
        maxBand.ifPresent(band -> options.put("maxBand", Python.number(band)));
        maxFilesInBand.ifPresent(files -> options.put("maxFilesInBand", Python.number(files)));
        boundedSize.ifPresent(size -> options.put("boundedSize", Python.text(size.toString())));
        boundedFiles.ifPresent(files -> options.put("boundedFiles", Python.text(files.toString())));
        return Python.dict(options);
    }

    private static String json(List<String> texts) {
        var list = JsonNodeFactory.instance.arrayNode();
        texts.forEach(list::add);
        return list.toString();
    }
}
