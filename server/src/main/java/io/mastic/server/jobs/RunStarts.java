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
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import software.amazon.awssdk.services.glue.model.Job;
import software.amazon.awssdk.services.glue.model.JobRun;
import software.amazon.awssdk.services.glue.model.StartJobRunRequest;

/** How a run begins: with what, and whether there is a place for it. */
final class RunStarts {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Jobs jobs;
    private final RunPlaces places;
    private final Consumer<String> sessionPolicies;
    private final DriverSizes sizes;
    private final Clock clock;
    private final SecureRandom random;

    /** @param sessionPolicies throws if a text is no policy */
    RunStarts(
            Jobs jobs,
            RunPlaces places,
            Consumer<String> sessionPolicies,
            DriverSizes sizes,
            Clock clock,
            SecureRandom random) {
        this.jobs = jobs;
        this.places = places;
        this.sessionPolicies = sessionPolicies;
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
        jobs.requireSecurityConfiguration(origin.accountId(), origin.region(), request.securityConfiguration());
        Optional.ofNullable(request.executionRoleSessionPolicy()).ifPresent(sessionPolicies);
        var store = handle.attach(JobRunStore.class);
        places.lock(store, origin.accountId(), origin.region());
        var job = job(handle, origin, request.jobName())
                .map(found -> JobDefinitions.overridden(found, request))
                .orElseThrow(() -> JobErrors.jobNotFound(request.jobName()));
        var retried = Optional.ofNullable(request.jobRunId()).map(id -> retried(store, origin, job, id));
        var given = request.hasArguments()
                ? request.arguments()
                : retried.map(JobConverter::givenArguments).orElse(Map.of());
        var document = JobConverter.newRun(job, given, origin).toBuilder()
                .previousRunId(request.jobRunId())
                .executionRoleSessionPolicy(request.executionRoleSessionPolicy())
                .build();
        var run = row(origin, job, merged(job, given), document, begin(store, origin, job));
        store.insert(run);
        return run.id();
    }

    /** The job, which stays until the transaction ends. */
    private static Optional<Job> job(Handle handle, Origin origin, String name) {
        return handle.attach(JobRunStore.class)
                .lockJob(origin.accountId(), origin.region(), name)
                .flatMap(found -> handle.attach(JobStore.class).find(origin.accountId(), origin.region(), name))
                .map(row -> JobConverter.toJob(row.doc()));
    }

    private static JobRunRow retried(JobRunStore store, Origin origin, Job job, String id) {
        var run = store.find(id)
                .filter(found -> found.accountId().equals(origin.accountId())
                        && found.region().equals(origin.region())
                        && found.jobName().equals(job.name()))
                .orElseThrow(() -> JobErrors.runNotFound(job.name(), id));
        if (run.state().isLive()) {
            throw JobErrors.invalid("JobRunId names the run " + id + ", which is " + run.state()
                    + ": only a run that is over can be tried again");
        }
        return run;
    }

    private record Begin(JobRunState state, Optional<String> detail) {}

    private Begin begin(JobRunStore store, Origin origin, Job job) {
        int most = job.executionProperty().maxConcurrentRuns();
        var full = places.full(store, origin.accountId(), origin.region(), job.name(), most);
        if (full.isPresent() && !Boolean.TRUE.equals(job.jobRunQueuingEnabled())) {
            throw full.orElseThrow().refusal();
        }
        return new Begin(
                full.isPresent() ? JobRunState.WAITING : JobRunState.STARTING, full.map(RunPlaces.Full::detail));
    }

    private JobRunRow row(Origin origin, Job job, Map<String, String> merged, JobRun document, Begin begin) {
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
                JobConverter.doc(document),
                begin.state(),
                begin.detail(),
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
                origin.workflowRunId(),
                "FLEX".equals(job.executionClassAsString()),
                Optional.ofNullable(document.executionRoleSessionPolicy()),
                Optional.ofNullable(job.notificationProperty()).map(property -> property.notifyDelayAfter()),
                Optional.empty(),
                Optional.empty());
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
