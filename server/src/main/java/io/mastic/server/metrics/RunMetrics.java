package io.mastic.server.metrics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.mastic.protocol.Call;
import io.mastic.server.http.RunTokens.RunClaim;
import io.mastic.server.metrics.RunMetricStore.RunMetricRow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/**
 * What runs have measured, for fifteen days. A run tells at most 5,000 times, which is more than a day and a half at
 * every 30 seconds.
 */
public final class RunMetrics {
    static final String ALL = "ALL";
    private static final Duration KEPT = Duration.ofDays(15);
    private static final int MOST_OF_RUN = 5_000;
    /** Reports that one request reads at most: of a hundred runs an hour long, say. */
    private static final int MOST_READ = 20_000;

    private final RunMetricStore store;
    private final ObjectMapper mapper = new ObjectMapper().registerModule(new Jdk8Module());
    private final Clock clock;

    public RunMetrics(Jdbi jdbi, Clock clock) {
        this.store = jdbi.onDemand(RunMetricStore.class);
        this.clock = clock;
    }

    /** All that a run has told at one time. */
    record Report(String runId, String jobName, Instant time, List<Measurement> values) {}

    /**
     * Keeps what a run has measured.
     *
     * @param number counts what this run tells, the last one is for its end; the same one again changes nothing
     */
    void note(RunClaim claim, String jobName, int number, List<Measurement> values) {
        if (number < 0 || number >= MOST_OF_RUN) {
            throw MetricErrors.invalid("A run tells its metrics at most " + MOST_OF_RUN + " times");
        }
        if (number == 0) {
            store.deleteBefore(clock.instant().minus(KEPT).toEpochMilli());
        }
        // Epochs count on their own; a run that was started again tells anew.
        int ofEpoch = (int) Math.min(claim.epoch(), 1_000) * MOST_OF_RUN + number;
        store.insert(new RunMetricRow(
                claim.runId(), clock.millis(), ofEpoch, claim.accountId(), claim.region(), jobName, json(values)));
    }

    private String json(List<Measurement> values) {
        try {
            return mapper.writeValueAsString(values);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param runId or {@link #ALL} */
    List<Report> read(Call call, String jobName, String runId, Instant start, Instant end) {
        var rows = runId.equals(ALL)
                ? store.ofJob(
                        call.accountId(), call.region(), jobName, start.toEpochMilli(), end.toEpochMilli(), MOST_READ)
                : store.ofRun(
                        call.accountId(),
                        call.region(),
                        jobName,
                        runId,
                        start.toEpochMilli(),
                        end.toEpochMilli(),
                        MOST_READ);
        return rows.stream().map(RunMetrics::report).toList();
    }

    /** The runs that have told something since a time, in the order of their ids. */
    List<String> runs(Call call, String after, Instant since, int limit) {
        return store.runs(call.accountId(), call.region(), after, since.toEpochMilli(), limit);
    }

    /** Those of one job. */
    List<String> runsOfJob(Call call, String job, String after, Instant since, int limit) {
        return store.runsOfJob(call.accountId(), call.region(), job, after, since.toEpochMilli(), limit);
    }

    /** The one run, if it has told something since a time. */
    List<String> run(Call call, String runId, Instant since) {
        return store.run(call.accountId(), call.region(), runId, since.toEpochMilli());
    }

    /** Reports of a run that name all that it measures. */
    List<Report> newest(String runId) {
        return store.newest(runId, MOST_OF_RUN, MOST_OF_RUN - 1).stream()
                .map(RunMetrics::report)
                .toList();
    }

    private static Report report(RunMetricRow row) {
        return new Report(
                row.runId(), row.jobName(), Instant.ofEpochMilli(row.time()), Measurement.stored(row.measured()));
    }
}
