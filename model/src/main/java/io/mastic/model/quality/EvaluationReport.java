package io.mastic.model.quality;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a run tells the control plane of an evaluation of a ruleset. JSON on the wire, with these names.
 *
 * @param resultId chosen by the run; the same report sent twice is kept once
 * @param context what the script calls the evaluation
 * @param started milliseconds since 1970
 * @param completed milliseconds since 1970
 */
public record EvaluationReport(String resultId, String context, long started, long completed, List<RuleReport> rules) {
    public EvaluationReport {
        Objects.requireNonNull(resultId);
        Objects.requireNonNull(context);
        rules = List.copyOf(rules);
    }

    /**
     * What became of a rule.
     *
     * @param rule as it was written
     * @param reason why it failed; empty if it passed
     * @param metrics by name
     */
    public record RuleReport(String rule, boolean passed, String reason, Map<String, Double> metrics) {
        public RuleReport {
            Objects.requireNonNull(rule);
            Objects.requireNonNull(reason);
            metrics = Map.copyOf(metrics);
        }
    }
}
