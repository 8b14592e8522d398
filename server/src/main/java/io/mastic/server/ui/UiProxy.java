package io.mastic.server.ui;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Fetches a page of Spark's UI. Nothing of the caller's goes there, no cookie and no signature, and of the answer only
 * what a page needs: a driver is its job's, not ours.
 */
final class UiProxy {
    static final String SECRET_HEADER = "X-Mastic-Ui-Secret";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> KEPT = List.of("Content-Type", "Content-Disposition", "Cache-Control");

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    /**
     * @param base the path under which the UI is seen, without a slash at its end: Spark's links begin with it
     * @param path with the query, as it is on the wire
     */
    void forward(Upstream upstream, String base, String path, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var asked = HttpRequest.newBuilder(address(upstream, path))
                .timeout(PATIENCE)
                .header("X-Forwarded-Context", base)
                .header(SECRET_HEADER, upstream.secret());
        Optional.ofNullable(request.getHeader("Accept")).ifPresent(accept -> asked.header("Accept", accept));
        try {
            var answer = client.send(asked.build(), BodyHandlers.ofInputStream());
            try (var body = answer.body()) {
                copy(answer, body, base, response);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw UiErrors.unavailable("the server is being closed");
        } catch (IOException e) {
            if (response.isCommitted()) {
                throw e;
            }
            throw UiErrors.unavailable(String.valueOf(e.getMessage()));
        }
    }

    private static URI address(Upstream upstream, String path) {
        try {
            return new URI("http://127.0.0.1:" + upstream.port() + path);
        } catch (URISyntaxException e) {
            throw UiErrors.noPage();
        }
    }

    private static void copy(
            HttpResponse<InputStream> answer, InputStream body, String base, HttpServletResponse response)
            throws IOException {
        response.setStatus(answer.statusCode());
        KEPT.forEach(name -> answer.headers().firstValue(name).ifPresent(value -> response.setHeader(name, value)));
        answer.headers()
                .firstValue("Location")
                .flatMap(location -> within(base, location))
                .ifPresent(location -> response.setHeader("Location", location));
        body.transferTo(response.getOutputStream());
    }

    /** Spark's redirects name the address that it was called by, and some leave the base out. */
    private static Optional<String> within(String base, String location) {
        try {
            var uri = new URI(location);
            var path = Optional.ofNullable(uri.getRawPath()).orElse("/");
            var based = path.startsWith(base + "/") ? path : base + path;
            return Optional.of(uri.getRawQuery() == null ? based : based + "?" + uri.getRawQuery());
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
