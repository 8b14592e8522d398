package io.mastic.server.metrics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Metric;

/**
 * A metric as CloudWatch names it: of a run, or with {@code ALL} of all runs of a job.
 *
 * @param group the ObservabilityGroup, for the metrics that have one
 */
record MetricKey(String name, String jobName, String runId, String type, Optional<String> group) {
    static final String NAMESPACE = "Glue";
    static final String JOB = "JobName";
    static final String RUN = "JobRunId";

    /** Empty if the dimensions are not those of a metric of Glue's: such a metric has no values. */
    static Optional<MetricKey> of(String namespace, String name, List<Dimension> dimensions) {
        var given = new LinkedHashMap<String, String>();
        dimensions.forEach(dimension -> given.put(dimension.name(), dimension.value()));
        var job = given.remove(JOB);
        var run = given.remove(RUN);
        var type = given.remove("Type");
        var group = Optional.ofNullable(given.remove("ObservabilityGroup"));
        return namespace.equals(NAMESPACE) && job != null && run != null && type != null && given.isEmpty()
                ? Optional.of(new MetricKey(name, job, run, type, group))
                : Optional.empty();
    }

    boolean measures(Measurement value) {
        return value.name().equals(name)
                && value.type().equals(type)
                && value.group().equals(group);
    }

    Map<String, String> dimensions() {
        var all = new LinkedHashMap<String, String>();
        all.put(JOB, jobName);
        all.put(RUN, runId);
        all.put("Type", type);
        group.ifPresent(found -> all.put("ObservabilityGroup", found));
        return all;
    }

    Metric metric() {
        return Metric.builder()
                .namespace(NAMESPACE)
                .metricName(name)
                .dimensions(dimensions().entrySet().stream()
                        .map(entry -> Dimension.builder()
                                .name(entry.getKey())
                                .value(entry.getValue())
                                .build())
                        .toList())
                .build();
    }
}
