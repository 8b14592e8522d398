package io.mastic.model.graph.node;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where topics of Kafka are, and how they are read.
 *
 * @param connection the name of a connection that holds brokers and credentials
 * @param assign JSON of topics and their partitions
 * @param startingOffsets {@code earliest}, {@code latest} or JSON of offsets
 * @param startingTimestamp the moment to start at, in ISO 8601
 * @param limits of polls, retries and batches, by the library's names for them
 * @param switches by the library's names for them
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_KafkaStreamingSourceOptions.html">AWS</a>
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-programming-etl-connect-kafka-home.html">AWS, the
 *     library's names</a>
 */
public record KafkaOptions(
        Optional<String> connection,
        Optional<String> bootstrapServers,
        Optional<String> securityProtocol,
        Optional<String> topicName,
        Optional<String> assign,
        Optional<String> subscribePattern,
        Optional<String> classification,
        Optional<String> delimiter,
        Optional<String> startingOffsets,
        Optional<String> startingTimestamp,
        Optional<String> endingOffsets,
        Map<String, Long> limits,
        Map<String, String> switches) {
    static KafkaOptions read(Optional<NodeFields> options) {
        var read = new KafkaOptions(
                text(options, "ConnectionName"),
                text(options, "BootstrapServers"),
                text(options, "SecurityProtocol"),
                text(options, "TopicName"),
                text(options, "Assign"),
                text(options, "SubscribePattern"),
                text(options, "Classification"),
                text(options, "Delimiter"),
                text(options, "StartingOffsets"),
                text(options, "StartingTimestamp"),
                text(options, "EndingOffsets"),
                options.map(KafkaOptions::limits).orElse(Map.of()),
                options.map(KafkaOptions::switches).orElse(Map.of()));
        if (read.subscriptions() > 1) {
            options.ifPresent(fields ->
                    fields.invalid("TopicName", "Give one of TopicName, Assign and SubscribePattern, not several."));
        }
        return read;
    }

    private static Optional<String> text(Optional<NodeFields> options, String field) {
        return options.flatMap(one -> one.text(field)).filter(text -> !text.isEmpty());
    }

    private static Map<String, Long> limits(NodeFields fields) {
        var names = new LinkedHashMap<String, String>();
        names.put("PollTimeoutMs", "pollTimeoutMs");
        names.put("NumRetries", "numRetries");
        names.put("RetryIntervalMs", "retryIntervalMs");
        names.put("MaxOffsetsPerTrigger", "maxOffsetsPerTrigger");
        names.put("MinPartitions", "minPartitions");
        var limits = new LinkedHashMap<String, Long>();
        names.forEach((field, option) -> fields.wholeNumber(field, 0).ifPresent(number -> limits.put(option, number)));
        return limits;
    }

    private static Map<String, String> switches(NodeFields fields) {
        var switches = new LinkedHashMap<String, String>();
        fields.flag("IncludeHeaders").ifPresent(flag -> switches.put("includeHeaders", flag.toString()));
        fields.text("AddRecordTimestamp").ifPresent(flag -> switches.put("addRecordTimestamp", flag));
        fields.text("EmitConsumerLagMetrics").ifPresent(flag -> switches.put("emitConsumerLagMetrics", flag));
        return switches;
    }

    private long subscriptions() {
        return Stream.of(topicName, assign, subscribePattern)
                .filter(Optional::isPresent)
                .count();
    }

    void check(NodeCheck check, boolean fromCatalog) {
        if (!fromCatalog && connection.isEmpty() && bootstrapServers.isEmpty()) {
            check.error(
                    "StreamingOptions.ConnectionName",
                    "Nothing says where Kafka is: choose a ConnectionName or give BootstrapServers.");
        }
        if (!fromCatalog && subscriptions() == 0) {
            check.error(
                    "StreamingOptions.TopicName",
                    "Nothing says what to read: give a TopicName, or Assign, or a SubscribePattern.");
        }
        if (startingOffsets.isPresent() && startingTimestamp.isPresent()) {
            check.error(
                    "StreamingOptions.StartingTimestamp",
                    "A stream starts at a moment or at offsets: leave StartingOffsets or this out.");
        }
        if (endingOffsets.isPresent()) {
            check.warn("StreamingOptions.EndingOffsets", "A streaming job does not end: this has no effect.");
        }
    }

    void addTo(Entries options) {
        options.text("connectionName", connection)
                .text("bootstrap.servers", bootstrapServers)
                .text("security.protocol", securityProtocol)
                .text("topicName", topicName)
                .text("assign", assign)
                .text("subscribePattern", subscribePattern)
                .text("classification", classification)
                .text("delimiter", delimiter)
                .text("startingOffsets", startingOffsets)
                .text("startingTimestamp", startingTimestamp)
                .text("endingOffsets", endingOffsets);
        limits.forEach((option, number) -> options.number(option, Optional.of(number)));
        options.texts(switches);
    }
}
