package io.mastic.server.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mastic.protocol.Call;
import io.mastic.protocol.JsonCodec;
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
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.Job;
import software.amazon.awssdk.services.glue.model.JobRun;
import software.amazon.awssdk.services.glue.model.StartJobRunRequest;

/** Runs, as clients start, see and stop them. What happens to them meanwhile is the supervisor's. */
public final class JobRuns implements RunTokens {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int MOST_MINUTES = 10_080;

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
        var job = jobs.get(call, request.jobName()).job();
        var given = Optional.ofNullable(request.hasArguments() ? request.arguments() : null)
                .orElse(Map.of());
        JobDefinitions.requireArguments(given);
        var effective = effective(job, request);
        var run = row(call, effective, given, timeout(job, request.timeout()));
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

    /** The job with what the run's request overrides. */
    private static Job effective(Job job, StartJobRunRequest request) {
        var spark = job.command().name().equals(JobDefinitions.SPARK);
        var workers = request.workerTypeAsString() != null || request.numberOfWorkers() != null;
        var units = request.maxCapacity() != null;
        if (!workers && !units) {
            return job;
        }
        var changed = job.toBuilder().allocatedCapacity(null).maxCapacity(request.maxCapacity());
        if (spark) {
            changed.workerType(
                    units
                            ? null
                            : Optional.ofNullable(request.workerTypeAsString()).orElse(job.workerTypeAsString()));
            changed.numberOfWorkers(
                    units
                            ? null
                            : Optional.ofNullable(request.numberOfWorkers()).orElse(job.numberOfWorkers()));
        }
        return JobDefinitions.capacity(changed.build(), spark);
    }

    private static int timeout(Job job, @Nullable Integer given) {
        int minutes = Optional.ofNullable(given).orElse(job.timeout());
        if (minutes < 1 || minutes > MOST_MINUTES) {
            throw JobErrors.invalid("Timeout is " + minutes + " minutes; it is from 1 to " + MOST_MINUTES);
        }
        return minutes;
    }

    private JobRunRow row(Call call, Job job, Map<String, String> given, int timeout) {
        var id = "jr_" + HexFormat.of().formatHex(bytes(32));
        var now = clock.millis();
        var doc = JobRun.builder()
                .jobName(job.name())
                .attempt(0)
                .arguments(given)
                .jobMode(job.jobModeAsString())
                .glueVersion(job.glueVersion())
                .workerType(job.workerTypeAsString())
                .numberOfWorkers(job.numberOfWorkers())
                .maxCapacity(job.maxCapacity())
                .allocatedCapacity(job.allocatedCapacity())
                .executionClass(job.executionClassAsString())
                .timeout(timeout)
                .logGroupName(
                        job.command().name().equals(JobDefinitions.SHELL) ? "/aws-glue/python-jobs" : "/aws-glue/jobs")
                .predecessorRuns(List.of())
                .build();
        var size = sizes.of(job);
        return new JobRunRow(
                id,
                call.accountId(),
                call.region(),
                job.name(),
                job.command().name(),
                Optional.ofNullable(job.command().scriptLocation()).orElse(""),
                job.role(),
                json(merged(job, given)),
                JobConverter.doc(doc),
                JobRunState.STARTING,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                size.memoryMebibytes(),
                size.cores(),
                timeout,
                job.maxRetries(),
                0,
                // Nobody holds the token of a run that is not launched yet.
                HexFormat.of().formatHex(bytes(32)),
                Optional.empty(),
                Optional.empty(),
                now,
                Optional.empty(),
                now,
                Optional.empty());
    }

    private byte[] bytes(int count) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
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

    /** A run that failed, once more. */
    void retry(JobRunRow failed) {
        var before = JsonCodec.read(failed.doc().getBytes(StandardCharsets.UTF_8), JobRun.class);
        int attempt = before.attempt() + 1;
        var first = failed.id().replaceFirst("_attempt_\\d+$", "");
        var doc = before.toBuilder().attempt(attempt).previousRunId(failed.id()).build();
        var now = clock.millis();
        store.insert(new JobRunRow(
                first + "_attempt_" + attempt,
                failed.accountId(),
                failed.region(),
                failed.jobName(),
                failed.command(),
                failed.script(),
                failed.roleArn(),
                failed.mergedArguments(),
                JobConverter.doc(doc),
                JobRunState.STARTING,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                failed.memoryMebibytes(),
                failed.cores(),
                failed.timeoutMinutes(),
                failed.maxRetries(),
                0,
                HexFormat.of().formatHex(bytes(32)),
                Optional.empty(),
                Optional.empty(),
                now,
                Optional.empty(),
                now,
                Optional.empty()));
    }

    static int attempt(JobRunRow run) {
        return JsonCodec.read(run.doc().getBytes(StandardCharsets.UTF_8), JobRun.class)
                .attempt();
    }

    JobRun get(Call call, String job, String runId) {
        return JobConverter.toJobRun(row(call, job, runId), clock.instant());
    }

    private JobRunRow row(Call call, String job, String runId) {
        return store.find(runId)
                .filter(run -> run.accountId().equals(call.accountId())
                        && run.region().equals(call.region())
                        && run.jobName().equals(job))
                .orElseThrow(() -> JobErrors.runNotFound(job, runId));
    }

    /** The newest first, after a run or from the first. */
    List<JobRun> list(Call call, String job, Optional<String> after, int limit) {
        jobs.get(call, job);
        var last = after.map(id -> row(call, job, id));
        return store
                .list(
                        call.accountId(),
                        call.region(),
                        job,
                        last.map(JobRunRow::started).orElse(Long.MAX_VALUE),
                        last.map(JobRunRow::id).orElse(""),
                        limit)
                .stream()
                .map(run -> JobConverter.toJobRun(run, clock.instant()))
                .toList();
    }

    /** Ends a live run; the supervisor sees to its process. */
    void stop(Call call, String job, String runId) {
        var run = row(call, job, runId);
        var now = clock.millis();
        if (!run.state().isLive()) {
            throw JobErrors.invalid("JobRun " + runId + " is not live: it is " + run.state());
        }
        if (run.launched().isEmpty() && run.state().mayBecome(JobRunState.STOPPED)) {
            if (store.end(runId, run.state(), JobRunState.STOPPED, Optional.empty(), now) == 1) {
                return;
            }
        }
        if (run.state() != JobRunState.STOPPING) {
            store.change(runId, run.state(), JobRunState.STOPPING, Optional.empty(), now);
        }
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
        return HexFormat.of().formatHex(bytes(32));
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
