package io.mastic.model.graph.node;

import io.mastic.model.graph.schema.Output;
import io.mastic.model.graph.script.Names;
import io.mastic.model.graph.script.NodeScript;
import io.mastic.model.graph.script.Python;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Evaluates rules of data quality on its input, and puts out the outcomes as a collection.
 *
 * @param chosen {@code PrimaryInput}: a child that takes one frame gets the input as it came; {@code EvaluationResults}: it
 *     gets the outcomes of the rules; absent: the frame has to be selected
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_EvaluateDataQuality.html">AWS</a>
 */
public record EvaluateDataQuality(
        String name, List<String> inputs, QualityEvaluation evaluation, Optional<String> chosen) implements Node {
    private static final Set<String> OUTPUTS = Set.of("PrimaryInput", "EvaluationResults");

    static EvaluateDataQuality read(NodeFields fields) {
        return new EvaluateDataQuality(
                fields.required("Name"),
                fields.texts("Inputs"),
                QualityEvaluation.read(fields),
                fields.oneOf("Output", OUTPUTS));
    }

    @Override
    public NodeType type() {
        return NodeType.EVALUATE_DATA_QUALITY;
    }

    @Override
    public void check(NodeCheck check) {
        evaluation.check(check);
    }

    private Optional<String> key() {
        return chosen.map(
                output -> output.equals("PrimaryInput") ? QualityEvaluation.ORIGINAL : QualityEvaluation.RULES);
    }

    @Override
    public Output output(List<Output> inputs) {
        var frames = evaluation.output(inputs.get(0));
        return key().map(frames::choosing).orElse(frames);
    }

    @Override
    public void write(NodeScript script) {
        evaluation.write(script, name, Map.of());
        key().ifPresent(key -> script.assign(
                Names.frame(script.variable(), key),
                Python.name(script.variable() + "[" + Python.text(key).inline() + "]")));
    }
}
