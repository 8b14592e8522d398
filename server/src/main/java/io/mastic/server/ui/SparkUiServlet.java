package io.mastic.server.ui;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.mastic.protocol.Authoriser;
import io.mastic.protocol.Caller;
import io.mastic.protocol.ServiceException;
import io.mastic.protocol.SignatureV4;
import io.mastic.protocol.SigningKeys;
import io.mastic.server.http.Exchanges;
import io.mastic.server.http.FrontServlet;
import io.mastic.server.jobs.JobRuns;
import io.mastic.server.jobs.JobRuns.ViewedRun;
import io.mastic.server.ui.UiTokens.Kind;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code /-/ui/{runId}/…}: pages of a run's Spark UI, for who may call GetJobRun on its job. A request is signed as
 * those of Glue are, or has the cookie that a link's token was exchanged for; {@code POST /-/ui/{runId}}, signed, gives
 * such a link.
 */
public final class SparkUiServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String COOKIE = "mastic-ui";
    private static final String TOKEN = "token=";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final transient SigningKeys keys;
    private final transient Authoriser authoriser;
    private final transient JobRuns runs;
    private final transient SparkUis uis;
    private final transient UiTokens tokens;
    private final transient SignatureV4 signatures;
    private final transient Clock clock;
    private final transient UiProxy proxy = new UiProxy();

    public SparkUiServlet(
            SigningKeys keys, Authoriser authoriser, JobRuns runs, SparkUis uis, SecureRandom random, Clock clock) {
        this.keys = keys;
        this.authoriser = authoriser;
        this.runs = runs;
        this.uis = uis;
        this.tokens = new UiTokens(random, clock);
        this.signatures = new SignatureV4(keys, clock);
        this.clock = clock;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Content-Security-Policy", "frame-ancestors 'none'");
        try {
            answer(request, response);
        } catch (ServiceException e) {
            request.setAttribute(FrontServlet.ERROR, e.code());
            var body = MAPPER.createObjectNode().put("code", e.code()).put("message", e.message());
            Exchanges.answer(response, status(e), "application/json", MAPPER.writeValueAsBytes(body));
        }
    }

    /** The JSON services call a signature that is none and a missing permission a bad request. */
    private static int status(ServiceException error) {
        return error.status() == HttpServletResponse.SC_BAD_REQUEST ? HttpServletResponse.SC_FORBIDDEN : error.status();
    }

    private void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var parts = request.getRequestURI().substring(FrontServlet.UI.length()).split("/", 2);
        var base = FrontServlet.UI + parts[0];
        var query = Optional.ofNullable(request.getQueryString());
        var link = query.filter(text -> text.startsWith(TOKEN)).map(text -> text.substring(TOKEN.length()));
        var caller = caller(request, parts[0], link);
        request.setAttribute(FrontServlet.CALLER, caller);
        var run = allowed(caller, parts[0]);
        if (request.getMethod().equals("POST") && parts.length == 1) {
            var path = base + "/?" + TOKEN + tokens.issue(Kind.LINK, run.id(), caller);
            var body = MAPPER.createObjectNode().put("path", path);
            Exchanges.answer(response, 200, "application/json", MAPPER.writeValueAsBytes(body));
        } else if (!request.getMethod().equals("GET")
                || Arrays.asList(pieces(parts)).contains("kill")) {
            throw UiErrors.readsOnly();
        } else if (link.isPresent()) {
            response.addCookie(cookie(base, tokens.issue(Kind.COOKIE, run.id(), caller)));
            redirect(response, base + "/");
        } else if (parts.length == 1) {
            redirect(response, base + "/");
        } else {
            var path = "/" + parts[1] + query.map(text -> "?" + text).orElse("");
            proxy.forward(uis.find(run), base, path, request, response);
        }
    }

    private static String[] pieces(String[] parts) {
        return parts.length == 1 ? new String[0] : parts[1].split("/");
    }

    private static void redirect(HttpServletResponse response, String path) {
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", path);
    }

    /** A cookie of one run's pages, which no other site's pages can send and no script can read. */
    private static Cookie cookie(String base, String token) {
        var cookie = new Cookie(COOKIE, token);
        cookie.setPath(base + "/");
        cookie.setHttpOnly(true);
        cookie.setAttribute("SameSite", "Strict");
        cookie.setMaxAge((int) Kind.COOKIE.life().toSeconds());
        return cookie;
    }

    private Caller caller(HttpServletRequest request, String runId, Optional<String> link) {
        if (request.getHeader("Authorization") != null) {
            return signatures.verify(Exchanges.head(request)).caller();
        }
        if (link.isPresent()) {
            return link.flatMap(token -> tokens.caller(Kind.LINK, runId, token))
                    .filter(this::lives)
                    .orElseThrow(UiErrors::tokenOver);
        }
        return Stream.of(Optional.ofNullable(request.getCookies()).orElseGet(() -> new Cookie[0]))
                .filter(cookie -> cookie.getName().equals(COOKIE))
                .flatMap(cookie -> tokens.caller(Kind.COOKIE, runId, cookie.getValue()).stream())
                .filter(this::lives)
                .findFirst()
                .orElseThrow(UiErrors::notSigned);
    }

    /** A token lasts no longer than the key that it was asked for with. */
    private boolean lives(Caller caller) {
        return keys.find(caller.accessKeyId())
                .filter(key ->
                        key.expires().map(end -> clock.instant().isBefore(end)).orElse(true))
                .isPresent();
    }

    private ViewedRun allowed(Caller caller, String runId) {
        var run = runs.viewed(runId)
                .filter(found -> found.accountId().equals(caller.accountId()))
                .orElseThrow(() -> UiErrors.noRun(runId));
        var arn = "arn:aws:glue:" + run.region() + ":" + run.accountId() + ":job/" + run.jobName();
        authoriser.authorise(caller, "glue:GetJobRun", List.of(arn), Map.of());
        return run;
    }
}
