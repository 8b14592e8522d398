package io.mastic.server.jobs;

import io.mastic.protocol.JsonCodec;
import io.mastic.server.jobs.JobRunStore.JobRunRow;
import io.mastic.server.jobs.RunStarts.Origin;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.glue.model.Job;
import software.amazon.awssdk.services.glue.model.JobRun;
import software.amazon.awssdk.services.glue.model.Predecessor;

/** Between the store's rows and the wire's types. */
final class JobConverter {
    private JobConverter() {}

    static String doc(SdkPojo pojo) {
        return new String(JsonCodec.write(pojo), StandardCharsets.UTF_8);
    }

    static Job toJob(String doc) {
        return JsonCodec.read(doc.getBytes(StandardCharsets.UTF_8), Job.class);
    }

    /** How many runs a job may have at once. */
    static int mostRuns(String doc) {
        return toJob(doc).executionProperty().maxConcurrentRuns();
    }

    /** What a run is started with; {@link #toJobRun} adds what changes. */
    static JobRun newRun(Job job, Map<String, String> arguments, Origin origin) {
        var shell = job.command().name().equals(JobDefinitions.SHELL);
        return JobRun.builder()
                .jobName(job.name())
                .attempt(0)
                .arguments(arguments)
                .jobMode(job.jobModeAsString())
                .glueVersion(job.glueVersion())
                .workerType(job.workerTypeAsString())
                .numberOfWorkers(job.numberOfWorkers())
                .maxCapacity(job.maxCapacity())
                .allocatedCapacity(job.allocatedCapacity())
                .executionClass(job.executionClassAsString())
                .timeout(job.timeout())
                .notificationProperty(job.notificationProperty())
                .securityConfiguration(job.securityConfiguration())
                .jobRunQueuingEnabled(job.jobRunQueuingEnabled())
                .logGroupName(shell ? "/aws-glue/python-jobs" : "/aws-glue/jobs")
                .triggerName(origin.triggerName().orElse(null))
                .predecessorRuns(predecessors(origin))
                .build();
    }

    private static List<Predecessor> predecessors(Origin origin) {
        return origin.predecessors().stream()
                .map(run -> Predecessor.builder()
                        .jobName(run.jobName())
                        .runId(run.runId())
                        .build())
                .toList();
    }

    static String refusedDoc(TriggeredRun run) {
        return doc(JobRun.builder()
                .jobName(run.jobName())
                .attempt(0)
                .arguments(run.arguments())
                .timeout(run.timeoutMinutes().orElse(null))
                .maxCapacity(0.0)
                .allocatedCapacity(0)
                .logGroupName("/aws-glue/jobs")
                .triggerName(run.triggerName())
                .predecessorRuns(predecessors(Origin.trigger(run)))
                .build());
    }

    private static JobRun doc(JobRunRow row) {
        return JsonCodec.read(row.doc().getBytes(StandardCharsets.UTF_8), JobRun.class);
    }

    static int attempt(JobRunRow row) {
        return doc(row).attempt();
    }

    /** What the caller gave, without what the job adds. */
    static Map<String, String> givenArguments(JobRunRow row) {
        var run = doc(row);
        return run.hasArguments() ? run.arguments() : Map.of();
    }

    static String retryDoc(JobRunRow failed, int attempt) {
        return doc(doc(failed).toBuilder()
                .attempt(attempt)
                .previousRunId(failed.id())
                .build());
    }

    static String glueVersion(JobRunRow row) {
        return Optional.ofNullable(doc(row).glueVersion()).orElse("");
    }

    /** 0 of a Python-shell run. */
    static int workers(JobRunRow row) {
        return Optional.ofNullable(doc(row).numberOfWorkers()).orElse(0);
    }

    static JobRun toJobRun(JobRunRow row, Instant now) {
        var seconds = executionSeconds(row, now);
        var run = doc(row);
        return run.toBuilder()
                .id(row.id())
                .jobRunState(row.state().name())
                .stateDetail(row.stateDetail().orElse(null))
                .errorMessage(row.errorMessage().orElse(null))
                .startedOn(Instant.ofEpochMilli(row.started()))
                .lastModifiedOn(Instant.ofEpochMilli(row.modified()))
                .completedOn(row.completed().map(Instant::ofEpochMilli).orElse(null))
                .executionTime((int) seconds)
                .dpuSeconds(row.state().isLive() ? null : seconds * run.maxCapacity())
                .build();
    }

    /** From the process's start, as AWS leaves the time of provisioning out. */
    private static long executionSeconds(JobRunRow row, Instant now) {
        var end = row.completed().orElse(now.toEpochMilli());
        return Optional.of(row.launched().orElse(end))
                .map(begin -> Math.max(0, end - begin) / 1_000)
                .orElse(0L);
    }
}
