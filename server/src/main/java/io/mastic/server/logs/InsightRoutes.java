package io.mastic.server.logs;

import io.mastic.server.http.RunRoute;
import io.mastic.server.http.RunRoute.Response;
import io.mastic.server.http.RunTokens.RunClaim;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Where a driver says what it has found out about its run: {@code POST insights/{stream}} takes one line of JSON. */
public final class InsightRoutes {
    private final LogGroups groups;

    public InsightRoutes(LogGroups groups) {
        this.groups = groups;
    }

    public Map<String, RunRoute> routes() {
        return Map.of("POST insights", this::say);
    }

    private Response say(RunClaim claim, String tail, byte[] body) {
        groups.say(claim.runId(), tail, new String(body, StandardCharsets.UTF_8));
        return Response.noContent();
    }
}
