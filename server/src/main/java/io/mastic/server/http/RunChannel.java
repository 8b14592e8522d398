package io.mastic.server.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.mastic.protocol.ServiceException;
import io.mastic.server.http.RunTokens.RunClaim;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** What drivers say of their own runs: {@code /-/runs/{runId}/{route}/{tail}} with the run's token. */
public final class RunChannel {
    static final String PREFIX = "/-/runs/";
    /** A commit's journal names every file of a write: some 250 bytes each. */
    private static final int BODY_LIMIT = 64 << 20;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final RunTokens tokens;
    private final Map<String, RunRoute> routes;

    /** @param routes by method and name: {@code "POST claim"} */
    public RunChannel(RunTokens tokens, Map<String, RunRoute> routes) {
        this.tokens = tokens;
        this.routes = Map.copyOf(routes);
    }

    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            var answer = handled(request);
            Exchanges.answer(response, answer.status(), "application/json", answer.json());
        } catch (ServiceException e) {
            var body = MAPPER.createObjectNode().put("code", e.code()).put("message", e.message());
            Exchanges.answer(response, e.status(), "application/json", MAPPER.writeValueAsBytes(body));
        }
    }

    private RunRoute.Response handled(HttpServletRequest request) throws IOException {
        var path = request.getRequestURI().substring(PREFIX.length()).split("/", 3);
        var claim = bearer(request)
                .flatMap(tokens::find)
                .filter(found -> found.runId().equals(path[0]))
                .orElseThrow(() -> RunTokens.refused());
        var route = path.length < 2 ? null : routes.get(request.getMethod() + " " + path[1]);
        if (route == null) {
            throw new ServiceException("NotFound", 404, "The run channel has no such route");
        }
        return respond(route, claim, path.length < 3 ? "" : path[2], request);
    }

    private static RunRoute.Response respond(RunRoute route, RunClaim claim, String tail, HttpServletRequest request)
            throws IOException {
        return route.handle(claim, tail, Exchanges.whole(request, BODY_LIMIT).body());
    }

    static Optional<String> bearer(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader("Authorization"))
                .filter(value -> value.startsWith("Bearer "))
                .map(value -> value.substring("Bearer ".length()));
    }
}
