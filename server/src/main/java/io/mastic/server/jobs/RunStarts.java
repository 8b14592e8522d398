package io.mastic.server.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mastic.server.jobs.JobRunStore.JobRunRow;
import io.mastic.server.jobs.TriggeredRun.Predecessor;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import software.amazon.awssdk.services.glue.model.Job;
import software.amazon.awssdk.services.glue.model.StartJobRunRequest;

/** How a run begins: with what, and whether there is a place for it. */
final class RunStarts {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final DriverSizes sizes;
    private final Clock clock;
    private final SecureRandom random;

    RunStarts(DriverSizes sizes, Clock clock, SecureRandom random) {
        this.sizes = sizes;
        this.clock = clock;
        this.random = random;
    }

    /** On whose behalf a run begins. */
    record Origin(
            String accountId,
            String region,
            Optional<String> triggerName,
            List<Predecessor> predecessors,
            Optional<String> workflowRunId) {
        static Origin caller(String accountId, String region) {
            return new Origin(accountId, region, Optional.empty(), List.of(), Optional.empty());
        }

        static Origin trigger(TriggeredRun run) {
            return new Origin(
                    run.accountId(),
                    run.region(),
                    Optional.of(run.triggerName()),
                    run.predecessors(),
                    run.workflowRunId());
        }
    }

    /** The request that a caller would have sent. */
    static StartJobRunRequest request(TriggeredRun run) {
        var request = StartJobRunRequest.builder()
                .jobName(run.jobName())
                .arguments(run.arguments())
                .timeout(run.timeoutMinutes().orElse(null))
                .securityConfiguration(run.securityConfiguration().orElse(null));
        run.notifyDelayMinutes().ifPresent(minutes -> request.notificationProperty(n -> n.notifyDelayAfter(minutes)));
        return request.build();
    }

    /** Stores a run; the supervisor starts it once the transaction has ended. */
    String start(Handle handle, Origin origin, StartJobRunRequest request) {
        JobLimits.require(request);
        var store = handle.attach(JobRunStore.class);
        // Held until the transaction ends, so that two starts do not both see the last free place.
        if (store.lockJob(origin.accountId(), origin.region(), request.jobName())
                .isEmpty()) {
            throw JobErrors.jobNotFound(request.jobName());
        }
        var job = handle.attach(JobStore.class)
                .find(origin.accountId(), origin.region(), request.jobName())
                .map(row -> JobConverter.toJob(row.doc()))
                .orElseThrow(() -> JobErrors.jobNotFound(request.jobName()));
        int most = job.executionProperty().maxConcurrentRuns();
        if (store.count(origin.accountId(), origin.region(), job.name(), JobRunState.live()) >= most) {
            throw JobErrors.concurrentRunsExceeded(job.name(), most);
        }
        var given = request.hasArguments() ? request.arguments() : Map.<String, String>of();
        var run = row(origin, JobDefinitions.overridden(job, request), given);
        store.insert(run);
        return run.id();
    }

    private JobRunRow row(Origin origin, Job job, Map<String, String> given) {
        var merged = merged(job, given);
        JobLimits.requireSize(merged);
        var size = sizes.of(job);
        var now = clock.millis();
        return new JobRunRow(
                "jr_" + randomHex(),
                origin.accountId(),
                origin.region(),
                job.name(),
                job.command().name(),
                Optional.ofNullable(job.command().scriptLocation()).orElse(""),
                job.role(),
                json(merged),
                JobConverter.doc(JobConverter.newRun(job, given, origin)),
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
                Optional.empty(),
                origin.triggerName(),
                origin.workflowRunId());
    }

    String randomHex() {
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
}
