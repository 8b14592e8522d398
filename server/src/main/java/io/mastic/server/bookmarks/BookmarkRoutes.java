package io.mastic.server.bookmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mastic.server.bookmarks.JobBookmarks.JobKey;
import io.mastic.server.http.RunRoute;
import io.mastic.server.http.RunRoute.Response;
import io.mastic.server.http.RunTokens.RunClaim;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;

/**
 * Where a driver reads its job's bookmark and commits the next. {@code GET bookmark} answers {@code {version, states}},
 * {@code GET bookmark/{runId}} what they were after a run of the job or the last before it that had committed;
 * {@code POST bookmark} takes {@code {epoch, version, states}}, where version is the one that was read, and answers
 * {@code {version}}.
 */
public final class BookmarkRoutes {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final JobBookmarks bookmarks;
    private final Function<RunClaim, String> jobs;

    /** @param jobs the name of a run's job */
    public BookmarkRoutes(JobBookmarks bookmarks, Function<RunClaim, String> jobs) {
        this.bookmarks = bookmarks;
        this.jobs = jobs;
    }

    public Map<String, RunRoute> routes() {
        return Map.of("GET bookmark", this::read, "POST bookmark", this::commit);
    }

    private JobKey job(RunClaim claim) {
        return new JobKey(claim.accountId(), claim.region(), jobs.apply(claim));
    }

    private Response read(RunClaim claim, String tail, byte[] body) {
        var found = tail.isEmpty() ? bookmarks.newest(job(claim)) : bookmarks.upTo(job(claim), tail);
        var answer = MAPPER.createObjectNode().put("version", found.version());
        answer.set("states", BookmarkConverter.states(found));
        return json(answer);
    }

    private Response commit(RunClaim claim, String tail, byte[] body) {
        var given = parsed(body);
        var epoch = given.path("epoch");
        var version = given.path("version");
        var states = given.path("states");
        if (!epoch.isIntegralNumber() || !version.isInt() || !states.isObject()) {
            throw BookmarkErrors.invalid("A bookmark is {epoch, version, states}: two numbers and an object");
        }
        if (epoch.asLong() != claim.epoch()) {
            throw BookmarkErrors.staleEpoch(claim.runId());
        }
        int committed = bookmarks.commit(job(claim), claim.runId(), version.asInt(), BookmarkConverter.states(states));
        return json(MAPPER.createObjectNode().put("version", committed));
    }

    private static JsonNode parsed(byte[] body) {
        try {
            return MAPPER.readTree(body);
        } catch (IOException e) {
            throw BookmarkErrors.invalid("The body is no JSON");
        }
    }

    private static Response json(JsonNode answer) {
        return new Response(200, answer.toString().getBytes(StandardCharsets.UTF_8));
    }
}
