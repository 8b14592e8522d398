package io.mastic.server.metrics;

import io.mastic.server.metrics.RunMetrics.Report;
import java.time.Instant;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The values of one metric, put together period by period. */
final class Statistics {
    static final Set<String> NAMES = Set.of("SampleCount", "Average", "Sum", "Minimum", "Maximum");

    private Statistics() {}

    /**
     * By the beginning of each period that has values, in time's order.
     *
     * @param period in seconds
     */
    static Map<Instant, DoubleSummaryStatistics> byPeriod(List<Report> reports, MetricKey key, int period) {
        var all = new TreeMap<Instant, DoubleSummaryStatistics>();
        for (var report : reports) {
            var begin = Instant.ofEpochSecond(Math.floorDiv(report.time().getEpochSecond(), period) * period);
            report.values().stream().filter(key::measures).forEach(value -> all.computeIfAbsent(
                            begin, any -> new DoubleSummaryStatistics())
                    .accept(value.value()));
        }
        return all;
    }

    static double value(DoubleSummaryStatistics statistics, String name) {
        return switch (name) {
            case "SampleCount" -> statistics.getCount();
            case "Average" -> statistics.getAverage();
            case "Sum" -> statistics.getSum();
            case "Minimum" -> statistics.getMin();
            case "Maximum" -> statistics.getMax();
            default ->
                throw MetricErrors.invalid(
                        "The statistic " + name + " is not supported; these are: " + String.join(", ", NAMES));
        };
    }
}
