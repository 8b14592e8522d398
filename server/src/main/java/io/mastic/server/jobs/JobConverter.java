package io.mastic.server.jobs;

import io.mastic.protocol.JsonCodec;
import io.mastic.server.jobs.JobRunStore.JobRunRow;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.glue.model.Job;
import software.amazon.awssdk.services.glue.model.JobRun;

/** Between the store's rows and the wire's types. */
final class JobConverter {
    private JobConverter() {}

    static String doc(SdkPojo pojo) {
        return new String(JsonCodec.write(pojo), StandardCharsets.UTF_8);
    }

    static Job toJob(String doc) {
        return JsonCodec.read(doc.getBytes(StandardCharsets.UTF_8), Job.class);
    }

    static JobRun toJobRun(JobRunRow row, Instant now) {
        var seconds = executionSeconds(row, now);
        var run = JsonCodec.read(row.doc().getBytes(StandardCharsets.UTF_8), JobRun.class);
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
