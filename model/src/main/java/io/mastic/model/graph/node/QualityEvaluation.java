package io.mastic.model.graph.node;

import io.mastic.model.graph.schema.Column;
import io.mastic.model.graph.schema.FieldType;
import io.mastic.model.graph.schema.FieldType.ArrayOf;
import io.mastic.model.graph.schema.FieldType.MapOf;
import io.mastic.model.graph.schema.Output;
import io.mastic.model.graph.schema.Output.Frame;
import io.mastic.model.graph.schema.Schema;
import io.mastic.model.graph.script.Import;
import io.mastic.model.graph.script.NodeScript;
import io.mastic.model.graph.script.Python;
import io.mastic.model.graph.script.Python.Item;
import io.mastic.model.quality.Ruleset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Rules in DQDL, where their outcomes are published, and whether the job fails with them. The three frames of outcomes are
 * {@code rowLevelOutcomes}, {@code ruleOutcomes} and {@code originalData}, in this order.
 *
 * @param context names the results; empty for the node's variable
 * @param stop {@code Immediate}, or {@code AfterDataLoad} to fail when all nodes have run
 */
public record QualityEvaluation(
        String ruleset,
        String context,
        Optional<String> resultsPrefix,
        Optional<Boolean> metrics,
        Optional<Boolean> publishes,
        Map<String, String> additionalOptions,
        Optional<String> stop) {
    static final String ORIGINAL = "originalData";
    static final String RULES = "ruleOutcomes";

    private static final Set<String> OPTIONS =
            Set.of("performanceTuning.caching", "observations.scope", "compositeRuleEvaluation.method");
    private static final Set<String> TIMINGS = Set.of("Immediate", "AfterDataLoad");
    private static final FieldType TEXTS = new ArrayOf(FieldType.STRING);
    private static final Schema RULE_OUTCOMES = new Schema(List.of(
            new Column("Rule", FieldType.STRING),
            new Column("Outcome", FieldType.STRING),
            new Column("FailureReason", FieldType.STRING),
            new Column("EvaluatedMetrics", new MapOf(FieldType.STRING, FieldType.DOUBLE)),
            new Column("EvaluatedRule", FieldType.STRING)));
    private static final List<Column> ROW_OUTCOMES = List.of(
            new Column("DataQualityRulesPass", TEXTS),
            new Column("DataQualityRulesFail", TEXTS),
            new Column("DataQualityRulesSkip", TEXTS),
            new Column("DataQualityEvaluationResult", FieldType.STRING));

    static QualityEvaluation read(NodeFields fields) {
        var publishing = fields.structure("PublishingOptions");
        var options = fields.map("AdditionalOptions");
        options.keySet().stream()
                .filter(key -> !OPTIONS.contains(key))
                .forEach(key -> fields.invalid("AdditionalOptions", "There is no option \"" + key + "\"."));
        return new QualityEvaluation(
                fields.required("Ruleset"),
                publishing.flatMap(one -> one.text("EvaluationContext")).orElse(""),
                publishing.flatMap(one -> one.text("ResultsS3Prefix")).filter(prefix -> !prefix.isEmpty()),
                publishing.flatMap(one -> one.flag("CloudWatchMetricsEnabled")),
                publishing.flatMap(one -> one.flag("ResultsPublishingEnabled")),
                options,
                fields.structure("StopJobOnFailureOptions")
                        .flatMap(one -> one.oneOf("StopJobOnFailureTiming", TIMINGS)));
    }

    void check(NodeCheck check) {
        try {
            Ruleset.parse(ruleset);
        } catch (IllegalArgumentException | UnsupportedOperationException e) {
            check.error("Ruleset", String.valueOf(e.getMessage()));
        }
    }

    Output output(Output input) {
        var schema = input.schema();
        var rows = schema.map(one -> Schema.of(Stream.concat(one.columns().stream(), ROW_OUTCOMES.stream())));
        return Output.collection(List.of(
                new Frame("rowLevelOutcomes", rows),
                new Frame(RULES, Optional.of(RULE_OUTCOMES)),
                new Frame(ORIGINAL, schema)));
    }

    /** @param others frames that rules name beside the first input, by alias */
    void write(NodeScript script, String nodeName, Map<String, Python> others) {
        script.need(Import.EVALUATE_DATA_QUALITY);
        var rules = script.constant(script.variable() + "_ruleset", Python.block(ruleset));
        var arguments = new ArrayList<Item>();
        arguments.add(Item.named("frame", script.input(0)));
        if (!others.isEmpty()) {
            arguments.add(Item.named("additional_data_sources", Python.dict(others)));
        }
        arguments.add(Item.named("ruleset", rules));
        arguments.add(Item.named("publishing_options", Python.dict(publishing(script))));
        arguments.add(Item.named("additional_options", Python.dict(options())));
        script.assign(Python.call("EvaluateDataQuality().process_rows", arguments));
        stop.ifPresent(timing -> stop(script, nodeName, timing.equals("Immediate")));
    }

    private Map<String, Python> publishing(NodeScript script) {
        var options = new LinkedHashMap<String, Python>();
        options.put("dataQualityEvaluationContext", Python.text(context.isEmpty() ? script.variable() : context));
        metrics.ifPresent(on -> options.put("enableDataQualityCloudWatchMetrics", Python.flag(on)));
        publishes.ifPresent(on -> options.put("enableDataQualityResultsPublishing", Python.flag(on)));
        resultsPrefix.ifPresent(prefix -> options.put("resultsS3Prefix", Python.text(prefix)));
        return options;
    }

    private Map<String, Python> options() {
        var options = new LinkedHashMap<String, Python>();
        options.put("performanceTuning.caching", Python.text("CACHE_NOTHING"));
        options.put("observations.scope", Python.text("ALL"));
        OPTIONS.stream()
                .sorted()
                .filter(additionalOptions::containsKey)
                .forEach(key -> options.put(key, Python.text(additionalOptions.getOrDefault(key, ""))));
        return options;
    }

    private static void stop(NodeScript script, String nodeName, boolean now) {
        var failed = Python.name(
                script.variable() + "[\"" + RULES + "\"].toDF().filter(\"Outcome = 'Failed'\").count() > 0");
        var message = "Rules of data quality failed in the node " + nodeName;
        if (now) {
            script.failIf(failed, message);
        } else {
            script.failAtEndIf(failed, message);
        }
    }
}
