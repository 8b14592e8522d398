package io.mastic.model.graph.node;

import io.mastic.model.graph.schema.Output;
import io.mastic.model.graph.script.NodeScript;
import java.util.List;

/**
 * Reads topics of Kafka, batch by batch.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_DirectKafkaSource.html">AWS, direct</a>
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_CatalogKafkaSource.html">AWS, catalog</a>
 */
public record KafkaSource(NodeType type, String name, StreamBatches batches, KafkaOptions options) implements Node {
    static KafkaSource read(NodeType type, NodeFields fields) {
        return new KafkaSource(
                type,
                fields.required("Name"),
                StreamBatches.read(fields, type == NodeType.CATALOG_KAFKA_SOURCE),
                KafkaOptions.read(fields.structure("StreamingOptions")));
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
            given.text("typeOfData", "kafka");
        }
        options.addTo(given);
        batches.write(script, "kafka", given);
    }
}
