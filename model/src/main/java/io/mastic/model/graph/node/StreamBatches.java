package io.mastic.model.graph.node;

import io.mastic.model.graph.script.NodeScript;
import io.mastic.model.graph.script.Python;
import io.mastic.model.graph.script.Python.Item;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;

/**
 * What the sources of streams share: where the stream is described, and how it is cut into batches.
 *
 * @param database and table, for a stream that the Data Catalog describes
 * @param windowSize seconds of a batch
 * @param detectSchema whether each batch's columns follow its records
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_CatalogKinesisSource.html">AWS</a>
 */
public record StreamBatches(Optional<String> database, Optional<String> table, long windowSize, boolean detectSchema) {
    private static final long DEFAULT_WINDOW = 100;

    static StreamBatches read(NodeFields fields, boolean catalog) {
        fields.structure("DataPreviewOptions").ifPresent(preview -> {
            preview.wholeNumber("PollingTime", 10);
            preview.wholeNumber("RecordPollingLimit", 1);
        });
        return new StreamBatches(
                catalog ? Optional.of(fields.required("Database")) : Optional.empty(),
                catalog ? Optional.of(fields.required("Table")) : Optional.empty(),
                fields.wholeNumber("WindowSize", 0).orElse(DEFAULT_WINDOW),
                fields.flag("DetectSchema").orElse(false));
    }

    boolean fromCatalog() {
        return table.isPresent();
    }

    /** Makes the node the job's stream. */
    void write(NodeScript script, String kind, Entries options) {
        var given = detectSchema ? options.text("inferSchema", "true") : options;
        var arguments = new ArrayList<Item>();
        if (fromCatalog()) {
            arguments.add(Item.named("database", Python.text(database.orElseThrow())));
            arguments.add(Item.named("table_name", Python.text(table.orElseThrow())));
            if (!given.isEmpty()) {
                arguments.add(Item.named("additional_options", given.dict()));
            }
        } else {
            arguments.add(Item.named("connection_type", Python.text(kind)));
            arguments.add(Item.named("connection_options", given.dict()));
        }
        arguments.add(Item.named("transformation_ctx", Python.text("dataframe_" + script.variable())));
        var call = "glueContext.create_data_frame." + (fromCatalog() ? "from_catalog" : "from_options");
        script.stream(Python.call(call, arguments), Map.of("windowSize", Python.text(windowSize + " seconds")));
    }

    /** An error if nothing says how a stream's records are written. */
    void requireClassification(NodeCheck check, Optional<String> classification) {
        if (!fromCatalog() && classification.isEmpty()) {
            check.error(
                    "StreamingOptions.Classification",
                    "Nothing says how the records are written: choose json, csv, avro or another format.");
        }
    }
}
