package io.mastic.server.metrics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One value of a metric.
 *
 * @param name {@code glue.driver.aggregate.bytesRead}
 * @param type {@code count} for what has come since the last time, {@code gauge} for how much there is
 * @param group the ObservabilityGroup of the metrics that have one
 */
record Measurement(String name, String type, Optional<String> group, double value) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    /** More than a driver has, and few enough to be kept for each of its reports. */
    private static final int MOST = 200;

    private static final int LONGEST_NAME = 255;

    /** @throws io.mastic.protocol.ServiceException if the JSON is no list of these */
    static List<Measurement> parse(JsonNode json) {
        if (!json.isArray() || json.size() > MOST) {
            throw MetricErrors.invalid("Measurements are a list of at most " + MOST);
        }
        var all = new ArrayList<Measurement>(json.size());
        for (var one : json) {
            var name = one.path("name").asText("");
            var type = one.path("type").asText("");
            var value = one.path("value");
            if (name.isEmpty()
                    || name.length() > LONGEST_NAME
                    || !List.of("count", "gauge").contains(type)
                    || !value.isNumber()) {
                throw MetricErrors.invalid("A measurement is {name, type, value}, of type count or gauge");
            }
            all.add(new Measurement(
                    name, type, Optional.ofNullable(one.path("group").textValue()), value.doubleValue()));
        }
        return List.copyOf(all);
    }

    static List<Measurement> stored(String json) {
        try {
            return parse(MAPPER.readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
