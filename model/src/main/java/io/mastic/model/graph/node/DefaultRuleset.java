package io.mastic.model.graph.node;

import io.mastic.model.graph.script.Helper;
import io.mastic.model.graph.script.NodeScript;
import io.mastic.model.graph.script.Python;
import io.mastic.model.graph.script.Python.Item;
import java.util.LinkedHashMap;

/** The check that a target with automatic data quality makes before it writes. */
final class DefaultRuleset {
    private DefaultRuleset() {}

    static void write(NodeScript script) {
        script.need(Helper.DEFAULT_DATA_QUALITY_RULESET);
        var publishing = new LinkedHashMap<String, Python>();
        publishing.put(
                "dataQualityEvaluationContext",
                Python.text("EvaluateDataQuality_" + script.nodeId().replace("-", "")));
        publishing.put("enableDataQualityResultsPublishing", Python.flag(true));
        var additional = new LinkedHashMap<String, Python>();
        additional.put("dataQualityResultsPublishing.strategy", Python.text("BEST_EFFORT"));
        additional.put("observations.scope", Python.text("ALL"));
        script.run(Python.call(
                "EvaluateDataQuality().process_rows",
                Item.named("frame", script.input(0)),
                Item.named("ruleset", Python.name("DEFAULT_DATA_QUALITY_RULESET")),
                Item.named("publishing_options", Python.dict(publishing)),
                Item.named("additional_options", Python.dict(additional))));
    }
}
