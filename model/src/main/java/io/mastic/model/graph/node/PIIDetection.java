package io.mastic.model.graph.node;

import io.mastic.model.graph.schema.Output;
import io.mastic.model.graph.script.NodeScript;
import java.util.List;

/** Provisional. */
public record PIIDetection(String name, List<String> inputs) implements Node {
    static PIIDetection read(NodeFields fields) {
        return new PIIDetection(fields.required("Name"), fields.texts("Inputs"));
    }

    @Override
    public NodeType type() {
        return NodeType.PII_DETECTION;
    }

    @Override
    public Output output(List<Output> inputs) {
        return Output.frame(inputs.get(0).schema());
    }

    @Override
    public void write(NodeScript script) {}
}
