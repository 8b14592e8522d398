package io.mastic.server.ui;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Spark's history servers, one for each ended run that somebody looks at, so that each sees one run's event log alone.
 * A process ends when nobody has looked for a while, when others need its place, and with this server: it watches its
 * standard input. Thread-safe.
 */
final class HistoryServers implements AutoCloseable {
    private static final int MOST = 2;
    private static final Duration IDLE = Duration.ofMinutes(10);
    private static final int SECRET_BYTES = 32;

    /** Starts the history server of a run, which reads its secret from its input and writes its port to its output. */
    @FunctionalInterface
    interface Starter {
        Process start(String runId, String accountId) throws IOException;
    }

    private final Starter starter;
    private final SecureRandom random;
    private final Clock clock;
    private final Map<String, History> histories = new LinkedHashMap<>(MOST, 0.75f, true);
    private final ScheduledExecutorService sweeps =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "history-servers"));

    HistoryServers(Starter starter, SecureRandom random, Clock clock) {
        this.starter = starter;
        this.random = random;
        this.clock = clock;
        sweeps.scheduleWithFixedDelay(this::endIdle, 1, 1, TimeUnit.MINUTES);
    }

    /**
     * The history server of a run; waits for it to start.
     *
     * @throws io.mastic.protocol.ServiceException if it does not
     */
    Upstream of(String runId, String accountId) {
        try {
            return started(runId, accountId).upstream();
        } catch (IOException e) {
            end(runId);
            throw UiErrors.unavailable(String.valueOf(e.getMessage()));
        }
    }

    private synchronized History started(String runId, String accountId) throws IOException {
        var found = histories.get(runId);
        if (found == null || !found.process.isAlive()) {
            var secret = new byte[SECRET_BYTES];
            random.nextBytes(secret);
            found = new History(starter.start(runId, accountId), HexFormat.of().formatHex(secret));
            histories.put(runId, found);
            if (histories.size() > MOST) {
                end(histories.keySet().iterator().next());
            }
        }
        found.used = clock.instant();
        return found;
    }

    private synchronized void end(String runId) {
        var ended = histories.remove(runId);
        if (ended != null) {
            ended.process.destroy();
        }
    }

    private synchronized void endIdle() {
        var since = clock.instant().minus(IDLE);
        histories.entrySet().stream()
                .filter(entry -> entry.getValue().used.isBefore(since))
                .map(Map.Entry::getKey)
                .toList()
                .forEach(this::end);
    }

    @Override
    public synchronized void close() {
        sweeps.shutdownNow();
        histories.values().forEach(history -> history.process.destroy());
        histories.clear();
    }

    private static final class History {
        private final Process process;
        private final String secret;
        private Instant used = Instant.EPOCH;
        private int port;

        History(Process process, String secret) {
            this.process = process;
            this.secret = secret;
        }

        synchronized Upstream upstream() throws IOException {
            if (port == 0) {
                process.getOutputStream().write((secret + "\n").getBytes(StandardCharsets.US_ASCII));
                process.getOutputStream().flush();
                var line = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
                        .readLine();
                if (line == null) {
                    throw new IOException("the history server has ended at its start; see history.log of the run");
                }
                port = Integer.parseInt(line.strip());
            }
            return new Upstream(port, secret);
        }
    }
}
