package io.mastic.server.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mastic.server.http.RunRoute;
import io.mastic.server.http.RunRoute.Response;
import io.mastic.server.http.RunTokens.RunClaim;
import java.io.IOException;
import java.util.Map;
import java.util.function.Function;

/** Where a driver tells what it measures: {@code POST metrics} takes {@code {number, values}}. */
public final class MetricRoutes {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final RunMetrics metrics;
    private final Function<RunClaim, String> jobs;

    /** @param jobs the name of a run's job */
    public MetricRoutes(RunMetrics metrics, Function<RunClaim, String> jobs) {
        this.metrics = metrics;
        this.jobs = jobs;
    }

    public Map<String, RunRoute> routes() {
        return Map.of("POST metrics", this::note);
    }

    private Response note(RunClaim claim, String tail, byte[] body) {
        var given = parsed(body);
        if (!given.path("number").isInt()) {
            throw MetricErrors.invalid("What a driver measures is {number, values}");
        }
        metrics.note(claim, jobs.apply(claim), given.path("number").asInt(), Measurement.parse(given.path("values")));
        return Response.noContent();
    }

    private static JsonNode parsed(byte[] body) {
        try {
            return MAPPER.readTree(body);
        } catch (IOException e) {
            throw MetricErrors.invalid("The body is no JSON");
        }
    }
}
