package io.mastic.server.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mastic.model.run.RunSpec;
import io.mastic.server.http.RunRoute;
import io.mastic.server.http.RunRoute.Response;
import io.mastic.server.http.RunTokens.RunClaim;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;

/** What a driver says of its run: that it begins, and how it ended. */
public final class DriverRoutes {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final JobRunStore store;
    private final Clock clock;

    public DriverRoutes(JobRunStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    public Map<String, RunRoute> routes() {
        return Map.of("POST claim", this::claim, "POST result", this::result);
    }

    /** Answers the run's {@link RunSpec}; a driver whose answer was lost may ask again. */
    private Response claim(RunClaim claim, String tail, byte[] body) {
        store.claim(claim.runId(), claim.epoch(), clock.millis());
        var run = store.find(claim.runId()).orElseThrow();
        if (run.state() != JobRunState.RUNNING || run.epoch() != claim.epoch()) {
            throw JobErrors.staleClaim(claim.runId());
        }
        var shell = run.command().equals(JobDefinitions.SHELL);
        var spec = new RunSpec(
                run.id(),
                run.jobName(),
                shell ? RunSpec.Kind.SHELL : RunSpec.Kind.SPARK,
                run.script(),
                JobRuns.arguments(run),
                JobConverter.glueVersion(run),
                run.accountId(),
                run.region(),
                run.epoch(),
                JobConverter.workers(run),
                run.cores(),
                run.memoryMebibytes() - DriverSizes.BESIDE_HEAP);
        return new Response(200, json(spec));
    }

    private static byte[] json(RunSpec spec) {
        try {
            return MAPPER.writeValueAsBytes(spec);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A {@link DriverResult}; the first of an epoch counts. */
    private Response result(RunClaim claim, String tail, byte[] body) {
        var result = DriverResult.parse(new String(body, StandardCharsets.UTF_8));
        store.report(claim.runId(), claim.epoch(), result.success(), result.error(), clock.millis());
        return Response.noContent();
    }
}
