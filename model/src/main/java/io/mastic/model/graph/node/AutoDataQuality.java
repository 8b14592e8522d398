package io.mastic.model.graph.node;

import io.mastic.model.graph.script.NodeScript;
import io.mastic.model.graph.script.Python;
import io.mastic.model.graph.script.Python.Item;
import io.mastic.model.graph.script.ScriptFunction;
import java.util.Optional;

/**
 * The check of the rows that a target makes before it writes them, if it is enabled.
 *
 * @param context under which the results are published; the node's own if absent
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_AutoDataQuality.html">AWS</a>
 */
record AutoDataQuality(boolean enabled, Optional<String> context) {
    static AutoDataQuality read(NodeFields fields) {
        var quality = fields.structure("AutoDataQuality");
        return new AutoDataQuality(
                quality.flatMap(one -> one.flag("IsEnabled")).orElse(false),
                quality.flatMap(one -> one.text("EvaluationContext")).filter(context -> !context.isEmpty()));
    }

    void write(NodeScript script) {
        if (!enabled) {
            return;
        }
        script.need(ScriptFunction.DEFAULT_DATA_QUALITY_RULESET);
        var publishing = new Entries()
                .text(
                        "dataQualityEvaluationContext",
                        context.orElse("EvaluateDataQuality_" + script.nodeId().replace("-", "")))
                .put("enableDataQualityResultsPublishing", Python.flag(true));
        var additional = new Entries()
                .text("dataQualityResultsPublishing.strategy", "BEST_EFFORT")
                .text("observations.scope", "ALL");
        script.run(Python.call(
                "EvaluateDataQuality().process_rows",
                Item.named("frame", script.input(0)),
                Item.named("ruleset", Python.name("DEFAULT_DATA_QUALITY_RULESET")),
                Item.named("publishing_options", publishing.dict()),
                Item.named("additional_options", additional.dict())));
    }
}
