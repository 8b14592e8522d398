package io.mastic.model.graph.node;

import io.mastic.model.graph.schema.Output;
import io.mastic.model.graph.script.NodeScript;
import java.util.List;

/**
 * Reads a Kinesis stream, batch by batch.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_DirectKinesisSource.html">AWS, direct</a>
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_CatalogKinesisSource.html">AWS, catalog</a>
 */
public record KinesisSource(NodeType type, String name, StreamBatches batches, KinesisOptions options) implements Node {
    static KinesisSource read(NodeType type, NodeFields fields) {
        return new KinesisSource(
                type,
                fields.required("Name"),
                StreamBatches.read(fields, type == NodeType.CATALOG_KINESIS_SOURCE),
                KinesisOptions.read(fields.structure("StreamingOptions")));
    }

    @Override
    public void check(NodeCheck check) {
        batches.requireClassification(check, options.classification());
        options.check(check, batches.fromCatalog());
    }

    @Override
    public Output output(List<Output> inputs) {
        return Output.UNKNOWN;
    }

    @Override
    public void write(NodeScript script) {
        var given = new Entries();
        if (!batches.fromCatalog()) {
            given.text("typeOfData", "kinesis");
        }
        options.addTo(given);
        batches.write(script, "kinesis", given);
    }
}
