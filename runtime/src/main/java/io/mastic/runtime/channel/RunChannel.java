package io.mastic.runtime.channel;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.mastic.model.quality.EvaluationReport;
import io.mastic.model.run.CommitJournal;
import io.mastic.model.run.CommitStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The run channel of the run that this process belongs to. A server that is away, as between its end and its next
 * start, is waited for. Thread-safe.
 */
public final class RunChannel {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(60);
    /** Without any answer for so long, the server is taken to be gone for good. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final String COMMITS = "commits";
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 2_000;

    /** Of this process: a script may start Spark more than once. */
    private static final AtomicInteger METRICS_TOLD = new AtomicInteger();

    private final Supplier<URI> endpoint;
    private final String run;
    private final String token;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /**
     * @param endpoint the control plane's, asked anew for each request: one that comes back may be elsewhere
     * @param token the run's; it is sent as bearer token and never shown
     */
    public RunChannel(Supplier<URI> endpoint, String runId, String token) {
        this.endpoint = endpoint;
        this.run = "/-/runs/" + runId + "/";
        this.token = token;
    }

    /**
     * The channel that a driver's environment names.
     *
     * @throws IllegalStateException if this process is not a run's driver
     */
    public static RunChannel of(Map<String, String> environment) {
        var first = required(environment, "MASTIC_ENDPOINT");
        var folder = Path.of(required(environment, "MASTIC_RUN_FOLDER"));
        return new RunChannel(
                () -> announced(folder.resolveSibling("address")).orElseGet(() -> URI.create(first)),
                required(environment, "MASTIC_RUN_ID"),
                required(environment, "MASTIC_RUN_TOKEN"));
    }

    /** Where a server that came back says it is. */
    private static Optional<URI> announced(Path file) {
        try {
            return Optional.of(URI.create(Files.readString(file).strip()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String required(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name))
                .orElseThrow(
                        () -> new IllegalStateException(
                                name
                                        + " is not set: writes to S3 and job bookmarks need a Mastic server, as whose run they happen"));
    }

    /**
     * What a route of the channel answers.
     *
     * @throws RunRefusedException if it answers an error
     */
    public byte[] get(String route) throws InterruptedException {
        return accepted(send(route, HttpRequest.Builder::GET));
    }

    /**
     * Sends JSON to a route, perhaps more than once when the server is away. Answers and fails as {@link #get}.
     */
    public byte[] post(String route, byte[] json) throws InterruptedException {
        return accepted(send(route, request -> request.POST(BodyPublishers.ofByteArray(json))));
    }

    private static byte[] accepted(HttpResponse<byte[]> answer) {
        if (answer.statusCode() != 200) {
            throw refused(answer);
        }
        return answer.body();
    }

    /**
     * Hands a journal over. From then on the control plane carries it out, whatever becomes of this process.
     *
     * @throws RunRefusedException if it was not taken, and will not be
     */
    public void hand(CommitJournal journal) throws InterruptedException {
        try {
            var body = BodyPublishers.ofByteArray(MAPPER.writeValueAsBytes(journal));
            var answer = send(COMMITS, request -> request.POST(body));
            if (answer.statusCode() != 202) {
                throw refused(answer);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Waits until a journal that was handed over is carried out, however long that takes.
     *
     * @throws WriteFailedException if it failed
     */
    public void await(CommitJournal journal) throws InterruptedException {
        var status = COMMITS + "/" + journal.writeId();
        while (true) {
            var found = parsed(get(status));
            switch (found.state()) {
                case PENDING -> {}
                case DONE -> {
                    return;
                }
                case FAILED -> throw new WriteFailedException(found.message());
            }
        }
    }

    /**
     * Publishes what an evaluation of data quality gave. Sent again, it is kept once.
     *
     * @throws RunRefusedException if it was not taken
     */
    public void publish(EvaluationReport report) throws InterruptedException {
        tell("data-quality", report);
    }

    /**
     * Tells what the run has measured.
     *
     * @param values each {@code {name, type, value, group}}
     * @throws RunRefusedException if it was not taken, and will not be
     */
    public void tellMetrics(List<Map<String, Object>> values) throws InterruptedException {
        tell("metrics", Map.of("number", METRICS_TOLD.getAndIncrement(), "values", values));
    }

    /**
     * Adds a line of JSON to one of the streams of what is said about the run.
     *
     * @throws RunRefusedException if it was not taken, and will not be
     */
    public void tellInsight(String stream, Map<String, Object> line) throws InterruptedException {
        tell("insights/" + stream, line);
    }

    private void tell(String route, Object message) throws InterruptedException {
        try {
            var body = BodyPublishers.ofByteArray(MAPPER.writeValueAsBytes(message));
            var answer = send(route, request -> request.POST(body));
            if (answer.statusCode() != 204) {
                throw refused(answer);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CommitStatus parsed(byte[] body) {
        try {
            return MAPPER.readValue(body, CommitStatus.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpRequest.Builder request(URI server, String route) {
        return HttpRequest.newBuilder(server.resolve(run + route))
                .timeout(REQUEST_TIMEOUT)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json");
    }

    /** The first answer that is not the server's own failure. */
    private HttpResponse<byte[]> send(String route, UnaryOperator<HttpRequest.Builder> method)
            throws InterruptedException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        var pause = FIRST_PAUSE_MILLIS;
        while (true) {
            try {
                var server = endpoint.get();
                var request = method.apply(request(server, route)).build();
                var answer = http.send(request, BodyHandlers.ofByteArray());
                if (answer.statusCode() < 400 || (answer.statusCode() < 500 && server.equals(endpoint.get()))) {
                    return answer;
                }
                requireTime(end, refused(answer));
            } catch (IOException e) {
                requireTime(end, new UncheckedIOException("The server does not answer: " + e.getMessage(), e));
            }
            Thread.sleep(pause);
            pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
        }
    }

    private static void requireTime(long end, RuntimeException otherwise) {
        if (System.nanoTime() > end) {
            throw otherwise;
        }
    }

    private static RunRefusedException refused(HttpResponse<byte[]> answer) {
        try {
            var told = MAPPER.readTree(answer.body());
            return new RunRefusedException(told.path("code").asText("HTTP " + answer.statusCode()) + ": "
                    + told.path("message").asText(""));
        } catch (IOException e) {
            return new RunRefusedException("HTTP " + answer.statusCode());
        }
    }
}
