package io.mastic.server.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mastic.protocol.Call;
import io.mastic.server.http.RunTokens;
import io.mastic.server.jobs.JobRunStore.JobRunRow;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Jdbi;
import software.amazon.awssdk.services.glue.model.Job;
import software.amazon.awssdk.services.glue.model.JobRun;
import software.amazon.awssdk.services.glue.model.StartJobRunRequest;

/** Runs, as clients start, see and stop them. What happens to them meanwhile is the supervisor's. */
public final class JobRuns implements RunTokens {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Jdbi jdbi;
    private final JobRunStore store;
    private final Jobs jobs;
    private final DriverSizes sizes;
    private final Clock clock;
    private final SecureRandom random;

    public JobRuns(Jdbi jdbi, Jobs jobs, DriverSizes sizes, Clock clock, SecureRandom random) {
        this.jdbi = jdbi;
        this.store = jdbi.onDemand(JobRunStore.class);
        this.jobs = jobs;
        this.sizes = sizes;
        this.clock = clock;
        this.random = random;
    }

    /** Durable when it returns; the supervisor starts it. */
    String start(Call call, StartJobRunRequest request) {
        JobLimits.require(request);
        var job = jobs.get(call, request.jobName()).job();
        var given = request.hasArguments() ? request.arguments() : Map.<String, String>of();
        var run = row(call, JobDefinitions.overridden(job, request), given);
        int most = job.executionProperty().maxConcurrentRuns();
        jdbi.useTransaction(handle -> {
            var transaction = handle.attach(JobRunStore.class);
            // Held until the transaction ends, so that two starts do not both see the last free place.
            if (transaction.lockJob(call.accountId(), call.region(), job.name()).isEmpty()) {
                throw JobErrors.jobNotFound(job.name());
            }
            int live = transaction.count(call.accountId(), call.region(), job.name(), JobRunState.live());
            if (live >= most) {
                throw JobErrors.concurrentRunsExceeded(job.name(), most);
            }
            transaction.insert(run);
        });
        return run.id();
    }

    private JobRunRow row(Call call, Job job, Map<String, String> given) {
        var merged = merged(job, given);
        JobLimits.requireSize(merged);
        var size = sizes.of(job);
        var now = clock.millis();
        return new JobRunRow(
                "jr_" + randomHex(),
                call.accountId(),
                call.region(),
                job.name(),
                job.command().name(),
                Optional.ofNullable(job.command().scriptLocation()).orElse(""),
                job.role(),
                json(merged),
                JobConverter.doc(JobConverter.newRun(job, given)),
                JobRunState.STARTING,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                size.memoryMebibytes(),
                size.cores(),
                job.timeout(),
                job.maxRetries(),
                0,
                // Nobody holds the token of a run that is not launched yet.
                randomHex(),
                now,
                Optional.empty(),
                now,
                Optional.empty());
    }

    private String randomHex() {
        var bytes = new byte[32];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static Map<String, String> merged(Job job, Map<String, String> given) {
        var merged = new TreeMap<>(job.hasDefaultArguments() ? job.defaultArguments() : Map.<String, String>of());
        merged.putAll(given);
        if (job.hasNonOverridableArguments()) {
            merged.putAll(job.nonOverridableArguments());
        }
        return merged;
    }

    private static String json(Map<String, String> map) {
        try {
            return MAPPER.writeValueAsString(map);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static Map<String, String> arguments(JobRunRow run) {
        try {
            return MAPPER.readValue(run.mergedArguments(), new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Gives a run its last state, and starts a run that failed once more: both or neither.
     *
     * @return whether the run was in the state that was seen
     */
    boolean end(JobRunRow run, JobRunState next, Optional<String> error) {
        var now = clock.millis();
        return jdbi.inTransaction(handle -> {
            var transaction = handle.attach(JobRunStore.class);
            if (transaction.end(run.id(), run.state(), next, error, now) == 0) {
                return false;
            }
            if (next == JobRunState.FAILED && JobConverter.attempt(run) < run.maxRetries()) {
                int attempt = JobConverter.attempt(run) + 1;
                var id = run.id().replaceFirst("_attempt_\\d+$", "") + "_attempt_" + attempt;
                transaction.insert(run.again(id, JobConverter.retryDoc(run, attempt), randomHex(), now));
            }
            return true;
        });
    }

    JobRun get(Call call, String job, String runId) {
        return JobConverter.toJobRun(row(call, job, runId), clock.instant());
    }

    private JobRunRow row(Call call, String job, String runId) {
        return store.find(runId)
                .filter(run -> isOf(run, call, job))
                .orElseThrow(() -> JobErrors.runNotFound(job, runId));
    }

    private static boolean isOf(JobRunRow run, Call call, String job) {
        return run.accountId().equals(call.accountId())
                && run.region().equals(call.region())
                && run.jobName().equals(job);
    }

    /** The newest first, after a run or from the first; of a deleted job as well, while it has runs. */
    List<JobRun> list(Call call, String job, Optional<String> after, int limit) {
        var last = after.map(
                id -> store.find(id).filter(run -> isOf(run, call, job)).orElseThrow(JobErrors::invalidToken));
        var found = store.list(
                call.accountId(),
                call.region(),
                job,
                last.map(JobRunRow::started).orElse(Long.MAX_VALUE),
                last.map(JobRunRow::id).orElse(""),
                limit);
        if (found.isEmpty()) {
            jobs.get(call, job);
        }
        return found.stream()
                .map(run -> JobConverter.toJobRun(run, clock.instant()))
                .toList();
    }

    /** Ends a live run; the supervisor sees to its process. */
    void stop(Call call, String job, String runId) {
        var stopped = false;
        while (!stopped) {
            // Read anew when the run changed meanwhile: a stop that was answered must not get lost.
            var run = row(call, job, runId);
            if (!run.state().isLive()) {
                throw JobErrors.notLive(runId, run.state());
            }
            stopped = run.state() == JobRunState.STOPPING || stopped(run);
        }
    }

    private boolean stopped(JobRunRow run) {
        var now = clock.millis();
        return run.launched().isEmpty()
                ? store.stopUnlaunched(run.id(), run.state(), now) == 1
                : store.change(run.id(), run.state(), JobRunState.STOPPING, Optional.empty(), now) == 1;
    }

    @Override
    public Optional<RunClaim> find(String token) {
        return store.findByToken(hash(token))
                .filter(run -> run.state().isLive())
                .map(JobRuns::claim);
    }

    static RunClaim claim(JobRunRow run) {
        return new RunClaim(run.accountId(), run.region(), run.id(), run.epoch(), run.roleArn());
    }

    /** A new token, of which the store keeps the hash alone. */
    String newToken() {
        return randomHex();
    }

    static String hash(String token) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
