package io.mastic.model.graph.node;

import io.mastic.model.graph.schema.Output;
import io.mastic.model.graph.script.NodeScript;
import io.mastic.model.graph.script.Python;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Evaluates rules of data quality on its first input, which may compare it with the others, and puts out the outcomes as a
 * collection.
 *
 * @param aliases what rules call the other inputs, by their ids
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_EvaluateDataQualityMultiFrame.html">AWS</a>
 */
public record EvaluateDataQualityMultiFrame(
        String name, List<String> inputs, QualityEvaluation evaluation, Map<String, String> aliases) implements Node {
    static EvaluateDataQualityMultiFrame read(NodeFields fields) {
        return new EvaluateDataQualityMultiFrame(
                fields.required("Name"),
                fields.texts("Inputs"),
                QualityEvaluation.read(fields),
                fields.map("AdditionalDataSources"));
    }

    @Override
    public NodeType type() {
        return NodeType.EVALUATE_DATA_QUALITY_MULTI_FRAME;
    }

    private List<String> others() {
        return inputs.stream().skip(1).distinct().toList();
    }

    @Override
    public void check(NodeCheck check) {
        evaluation.check(check);
        aliases.keySet().stream()
                .filter(id -> !others().contains(id))
                .sorted()
                .forEach(id -> check.error(
                        "AdditionalDataSources", "\"" + id + "\" is no input of this node beside the first."));
        if (new HashSet<>(aliases.values()).size() < aliases.size()) {
            check.error("AdditionalDataSources", "Two inputs have the same alias: give one of them another.");
        }
        for (var other : others()) {
            if (!aliases.containsKey(other)) {
                check.error("AdditionalDataSources", "\"" + other + "\" has no alias that rules could name.");
            }
        }
        if (!others().isEmpty()) {
            check.error(
                    "Inputs",
                    "Rules over several frames are not evaluated yet: leave the first input only, and compare frames with"
                            + " a SQL node.");
        }
    }

    @Override
    public Output output(List<Output> inputs) {
        return evaluation.output(inputs.get(0));
    }

    @Override
    public void write(NodeScript script) {
        var sources = new LinkedHashMap<String, Python>();
        for (var other : others()) {
            if (aliases.containsKey(other)) {
                sources.put(aliases.getOrDefault(other, ""), script.input(inputs.indexOf(other)));
            }
        }
        evaluation.write(script, name, sources);
    }
}
