package io.mastic.runtime.quality;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What became of a rule.
 *
 * @param reason why it failed, empty if it passed
 * @param metrics what was measured, under AWS's names: {@code Column.id.Completeness}
 */
record Outcome(boolean passed, Optional<String> reason, Map<String, Double> metrics) {
    static Outcome passed(Map<String, Double> metrics) {
        return new Outcome(true, Optional.empty(), metrics);
    }

    static Outcome failed(String reason, Map<String, Double> metrics) {
        return new Outcome(false, Optional.of(reason), metrics);
    }

    /** @param value what was found, as text */
    static Outcome of(boolean passed, String value, Map<String, Double> metrics) {
        return passed
                ? passed(metrics)
                : failed("Value: " + value + " does not meet the constraint requirement!", metrics);
    }

    /** The outcome of rules together; the reasons are those of the rules that failed. */
    static Outcome joined(boolean passed, List<Outcome> outcomes) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        outcomes.forEach(outcome -> metrics.putAll(outcome.metrics()));
        String reasons =
                outcomes.stream().flatMap(outcome -> outcome.reason().stream()).collect(Collectors.joining(" "));
        return passed ? passed(metrics) : failed(reasons, metrics);
    }
}
