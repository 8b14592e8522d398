package io.mastic.server.jobs;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.mastic.server.jobs.JobRunStore.JobRunRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What AWS tells by EventBridge: one JSON event a line, in EventBridge's own form, in a file that is only appended to.
 * An event is written before the run is marked, so a crash in between writes it twice, as EventBridge may.
 */
public final class RunEvents {
    private static final Logger LOG = LoggerFactory.getLogger(RunEvents.class);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path file;
    private final JobRunStore store;
    private final Clock clock;

    public RunEvents(Path file, JobRunStore store, Clock clock) {
        this.file = file;
        this.store = store;
        this.clock = clock;
    }

    /**
     * Tells once that a run takes longer than its job allows before somebody is told.
     *
     * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/automating-awsglue-with-cloudwatch-events.html">AWS</a>
     */
    void tellDelay(JobRunRow run) {
        if (run.notifyMinutes().isEmpty() || run.notified().isPresent()) {
            return;
        }
        int minutes = run.notifyMinutes().orElseThrow();
        if (clock.millis() >= run.launched().orElseThrow() + 60_000L * minutes) {
            LOG.warn("run={} job={} runs longer than {} minutes", run.id(), run.jobName(), minutes);
            append(status(run, minutes));
            store.notified(
                    run.id(), "The run takes longer than NotifyDelayAfter: " + minutes + " minutes", clock.millis());
        }
    }

    private String status(JobRunRow run, int minutes) {
        var event = MAPPER.createObjectNode()
                .put("version", "0")
                .put("id", UUID.randomUUID().toString())
                .put("detail-type", "Glue Job Run Status")
                .put("source", "aws.glue")
                .put("account", run.accountId())
                .put("time", clock.instant().toString())
                .put("region", run.region());
        event.putArray("resources");
        var detail = event.putObject("detail")
                .put("jobName", run.jobName())
                .put("severity", "INFO")
                .put("state", run.state().name())
                .put("jobRunId", run.id())
                .put("message", "Job is in " + run.state() + " state")
                .put("startedOn", Instant.ofEpochMilli(run.started()).toString());
        detail.putObject("notificationCondition").put("NotifyDelayAfter", minutes);
        return event + "\n";
    }

    private void append(String line) {
        try {
            Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
