package io.mastic.runtime.metrics;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One value, as the run channel takes it.
 *
 * @param type {@code count} of what came since the last time, or {@code gauge}
 * @param group the ObservabilityGroup, for the metrics that have one
 */
record Measurement(String name, String type, Optional<String> group, double value) {
    static Measurement count(String name, double value) {
        return new Measurement(name, "count", Optional.empty(), value);
    }

    static Measurement gauge(String name, double value) {
        return new Measurement(name, "gauge", Optional.empty(), value);
    }

    Measurement in(String observabilityGroup) {
        return new Measurement(name, type, Optional.of(observabilityGroup), value);
    }

    Map<String, Object> json() {
        var json = new LinkedHashMap<String, Object>();
        json.put("name", name);
        json.put("type", type);
        json.put("value", value);
        group.ifPresent(found -> json.put("group", found));
        return json;
    }
}
