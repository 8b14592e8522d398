package io.mastic.model.graph.node;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where a Kinesis stream is, and how it is read.
 *
 * @param startingPosition {@code latest}, {@code trim_horizon}, {@code earliest}, or {@code timestamp} for the moment of
 *     {@code startingTimestamp}, in ISO 8601
 * @param limits of fetches, retries and waits, by the library's names for them
 * @param switches by the library's names for them
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_KinesisStreamingSourceOptions.html">AWS</a>
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-programming-etl-connect-kinesis-home.html">AWS, the
 *     library's names</a>
 */
public record KinesisOptions(
        Optional<String> streamArn,
        Optional<String> streamName,
        Optional<String> endpointUrl,
        Optional<String> classification,
        Optional<String> delimiter,
        Optional<String> startingPosition,
        Optional<String> startingTimestamp,
        Map<String, Long> limits,
        Map<String, String> switches,
        Optional<String> role,
        Optional<String> roleSession,
        Optional<String> fanoutConsumerArn) {
    private static final Set<String> POSITIONS = Set.of("latest", "trim_horizon", "earliest", "timestamp");

    static KinesisOptions read(Optional<NodeFields> options) {
        return new KinesisOptions(
                text(options, "StreamArn"),
                text(options, "StreamName"),
                text(options, "EndpointUrl"),
                text(options, "Classification"),
                text(options, "Delimiter"),
                options.flatMap(one -> one.oneOf("StartingPosition", POSITIONS)),
                text(options, "StartingTimestamp"),
                options.map(KinesisOptions::limits).orElse(Map.of()),
                options.map(KinesisOptions::switches).orElse(Map.of()),
                text(options, "RoleArn"),
                text(options, "RoleSessionName"),
                text(options, "FanoutConsumerARN"));
    }

    private static Optional<String> text(Optional<NodeFields> options, String field) {
        return options.flatMap(one -> one.text(field)).filter(text -> !text.isEmpty());
    }

    private static Map<String, Long> limits(NodeFields fields) {
        var names = new LinkedHashMap<String, String>();
        names.put("MaxFetchTimeInMs", "maxFetchTimeInMs");
        names.put("MaxFetchRecordsPerShard", "maxFetchRecordsPerShard");
        names.put("MaxRecordPerRead", "maxRecordPerRead");
        names.put("IdleTimeBetweenReadsInMs", "idleTimeBetweenReadsInMs");
        names.put("DescribeShardInterval", "describeShardInterval");
        names.put("NumRetries", "numRetries");
        names.put("RetryIntervalMs", "retryIntervalMs");
        names.put("MaxRetryIntervalMs", "maxRetryIntervalMs");
        var limits = new LinkedHashMap<String, Long>();
        names.forEach((field, option) -> fields.wholeNumber(field, 0).ifPresent(number -> limits.put(option, number)));
        return limits;
    }

    private static Map<String, String> switches(NodeFields fields) {
        var switches = new LinkedHashMap<String, String>();
        fields.flag("AddIdleTimeBetweenReads")
                .ifPresent(flag -> switches.put("addIdleTimeBetweenReads", flag.toString()));
        fields.flag("AvoidEmptyBatches").ifPresent(flag -> switches.put("avoidEmptyBatches", flag.toString()));
        fields.text("AddRecordTimestamp").ifPresent(flag -> switches.put("addRecordTimestamp", flag));
        fields.text("EmitConsumerLagMetrics").ifPresent(flag -> switches.put("emitConsumerLagMetrics", flag));
        return switches;
    }

    void check(NodeCheck check, boolean fromCatalog) {
        if (!fromCatalog && streamArn.isEmpty() && (streamName.isEmpty() || endpointUrl.isEmpty())) {
            check.error(
                    "StreamingOptions.StreamArn",
                    "Nothing says which stream to read: give its StreamArn, or its StreamName and EndpointUrl.");
        }
        boolean byTime = startingPosition.filter("timestamp"::equals).isPresent();
        if (byTime && startingTimestamp.isEmpty()) {
            check.error(
                    "StreamingOptions.StartingTimestamp", "The position \"timestamp\" needs the moment to start at.");
        } else if (!byTime && startingPosition.isPresent() && startingTimestamp.isPresent()) {
            check.error(
                    "StreamingOptions.StartingTimestamp",
                    "The moment counts for the position \"timestamp\" only: leave StartingPosition or this out.");
        }
    }

    void addTo(Entries options) {
        options.text("streamARN", streamArn)
                .text("streamName", streamName)
                .text("endpointUrl", endpointUrl)
                .text("classification", classification)
                .text("delimiter", delimiter)
                .text(
                        "startingPosition",
                        startingPosition
                                .filter(word -> !word.equals("timestamp"))
                                .or(() -> startingTimestamp));
        limits.forEach((option, number) -> options.number(option, Optional.of(number)));
        options.texts(switches)
                .text("awsSTSRoleARN", role)
                .text("awsSTSSessionName", roleSession)
                .text("fanoutConsumerARN", fanoutConsumerArn);
    }
}
