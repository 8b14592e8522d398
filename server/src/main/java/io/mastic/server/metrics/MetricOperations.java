package io.mastic.server.metrics;

import io.mastic.protocol.Call;
import io.mastic.protocol.OperationTable;
import io.mastic.protocol.ServiceId;
import io.mastic.server.metrics.RunMetrics.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.DimensionFilter;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsResponse;
import software.amazon.awssdk.services.cloudwatch.model.ListMetricsRequest;
import software.amazon.awssdk.services.cloudwatch.model.ListMetricsResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;
import software.amazon.awssdk.services.cloudwatch.model.StatusCode;

/** CloudWatch's operations that read metrics. */
public final class MetricOperations {
    private static final Duration LISTED = Duration.ofDays(14);
    private static final int RUNS_OF_PAGE = 5;
    private static final int MOST_DATAPOINTS = 1_440;

    private final RunMetrics metrics;

    public MetricOperations(RunMetrics metrics) {
        this.metrics = metrics;
    }

    public OperationTable table() {
        return OperationTable.of(ServiceId.CLOUDWATCH)
                .serve("ListMetrics", ListMetricsRequest.class, this::listMetrics, OperationTable.Builder.anyResource())
                .serve(
                        "GetMetricData",
                        GetMetricDataRequest.class,
                        this::getMetricData,
                        OperationTable.Builder.anyResource())
                .serve(
                        "GetMetricStatistics",
                        GetMetricStatisticsRequest.class,
                        this::getMetricStatistics,
                        OperationTable.Builder.anyResource())
                .build();
    }

    /** Run by run: a page holds the metrics of a few. */
    public ListMetricsResponse listMetrics(Call call, ListMetricsRequest request) {
        var since = call.time().minus(request.recentlyActive() == null ? LISTED : Duration.ofHours(3));
        var found = runs(call, request, since);
        var page = found.subList(0, Math.min(RUNS_OF_PAGE, found.size()));
        var keys = new LinkedHashSet<MetricKey>();
        page.stream().flatMap(run -> metrics.newest(run).stream()).forEach(report -> report.values()
                .forEach(value -> Stream.of(report.runId(), RunMetrics.ALL)
                        .map(run -> new MetricKey(value.name(), report.jobName(), run, value.type(), value.group()))
                        .filter(key -> isAsked(key, request))
                        .forEach(keys::add)));
        return ListMetricsResponse.builder()
                .metrics(keys.stream().map(MetricKey::metric).toList())
                .nextToken(found.size() > RUNS_OF_PAGE ? page.get(page.size() - 1) : null)
                .build();
    }

    /** Only those that can have what is asked for. */
    private List<String> runs(Call call, ListMetricsRequest request, Instant since) {
        var after = Optional.ofNullable(request.nextToken()).orElse("");
        var run = value(request, MetricKey.RUN).filter(id -> !id.equals(RunMetrics.ALL));
        if (run.isPresent()) {
            return metrics.run(call, run.get(), since);
        }
        return value(request, MetricKey.JOB)
                .map(job -> metrics.runsOfJob(call, job, after, since, RUNS_OF_PAGE + 1))
                .orElseGet(() -> metrics.runs(call, after, since, RUNS_OF_PAGE + 1));
    }

    private static Optional<String> value(ListMetricsRequest request, String dimension) {
        return request.dimensions().stream()
                .filter(asked -> asked.name().equals(dimension) && asked.value() != null)
                .map(DimensionFilter::value)
                .findFirst();
    }

    private static boolean isAsked(MetricKey key, ListMetricsRequest request) {
        var dimensions = key.dimensions();
        return (request.namespace() == null || request.namespace().equals(MetricKey.NAMESPACE))
                && (request.metricName() == null || request.metricName().equals(key.name()))
                && request.dimensions().stream()
                        .allMatch(asked -> dimensions.containsKey(asked.name())
                                && (asked.value() == null || asked.value().equals(dimensions.get(asked.name()))));
    }

    public GetMetricDataResponse getMetricData(Call call, GetMetricDataRequest request) {
        requireOrder(request.startTime(), request.endTime());
        var results = request.metricDataQueries().stream()
                .filter(query -> !Boolean.FALSE.equals(query.returnData()))
                .map(query -> result(call, request, query))
                .toList();
        return GetMetricDataResponse.builder().metricDataResults(results).build();
    }

    private MetricDataResult result(Call call, GetMetricDataRequest request, MetricDataQuery query) {
        var asked = query.metricStat();
        if (asked == null) {
            throw MetricErrors.invalid("The query " + query.id() + " has no MetricStat; expressions are not supported");
        }
        var metric = asked.metric();
        if (!Statistics.NAMES.contains(asked.stat())) {
            throw MetricErrors.invalid("The statistic " + asked.stat() + " is not supported; these are: "
                    + String.join(", ", Statistics.NAMES));
        }
        var key = MetricKey.of(
                Optional.ofNullable(metric.namespace()).orElse(""),
                Optional.ofNullable(metric.metricName()).orElse(""),
                metric.dimensions());
        var found = values(call, key, request.startTime(), request.endTime(), asked.period());
        var points = new ArrayList<>(found.entrySet());
        if (request.scanBy() != ScanBy.TIMESTAMP_ASCENDING) {
            Collections.reverse(points);
        }
        return MetricDataResult.builder()
                .id(query.id())
                .label(Optional.ofNullable(query.label()).orElse(metric.metricName()))
                .timestamps(points.stream().map(Map.Entry::getKey).toList())
                .values(points.stream()
                        .map(point -> Statistics.value(point.getValue(), asked.stat()))
                        .toList())
                .statusCode(StatusCode.COMPLETE)
                .build();
    }

    private Map<Instant, DoubleSummaryStatistics> values(
            Call call, Optional<MetricKey> key, Instant start, Instant end, int period) {
        if (key.isEmpty()) {
            return Map.of();
        }
        var asked = key.orElseThrow();
        List<Report> reports = metrics.read(call, asked.jobName(), asked.runId(), start, end);
        return Statistics.byPeriod(reports, asked, period);
    }

    public GetMetricStatisticsResponse getMetricStatistics(Call call, GetMetricStatisticsRequest request) {
        requireOrder(request.startTime(), request.endTime());
        if (request.statistics().isEmpty()) {
            throw MetricErrors.missing("Statistics");
        }
        var asked = Duration.between(request.startTime(), request.endTime()).toSeconds() / request.period();
        if (asked > MOST_DATAPOINTS) {
            throw MetricErrors.combination("You have requested up to " + asked
                    + " datapoints, which exceeds the limit of " + MOST_DATAPOINTS
                    + ". You may reduce the datapoints requested by increasing Period, or decreasing the time range.");
        }
        var key = MetricKey.of(request.namespace(), request.metricName(), request.dimensions());
        var found = values(call, key, request.startTime(), request.endTime(), request.period());
        return GetMetricStatisticsResponse.builder()
                .label(request.metricName())
                .datapoints(found.entrySet().stream()
                        .map(entry -> datapoint(entry.getKey(), entry.getValue(), request.statisticsAsStrings()))
                        .toList())
                .build();
    }

    private static Datapoint datapoint(Instant time, DoubleSummaryStatistics values, List<String> asked) {
        var point = Datapoint.builder().timestamp(time).unit(StandardUnit.NONE);
        for (var name : asked) {
            var value = Statistics.value(values, name);
            switch (name) {
                case "SampleCount" -> point.sampleCount(value);
                case "Average" -> point.average(value);
                case "Sum" -> point.sum(value);
                case "Minimum" -> point.minimum(value);
                default -> point.maximum(value);
            }
        }
        return point.build();
    }

    private static void requireOrder(Instant start, Instant end) {
        if (!start.isBefore(end)) {
            throw MetricErrors.invalid("The parameter StartTime must be less than the parameter EndTime.");
        }
    }
}
