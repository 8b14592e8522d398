package io.mastic.server.triggers;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does at its time what was set for a time. db-scheduler sees to it that one of several servers does it, and that
 * another goes on with what a killed one had begun; doing it twice must change nothing.
 */
public final class TriggerAlarms implements AutoCloseable {
    static final String TRIGGER = "trigger";
    static final String STOP_WORKFLOW_RUN = "stop-workflow-run";

    private static final Logger LOG = LoggerFactory.getLogger(TriggerAlarms.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);
    private static final int MISSED_HEARTBEATS = 4;
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Scheduler scheduler;

    public TriggerAlarms(DataSource database, TriggerStarts starts, WorkflowRuns workflowRuns, Clock clock) {
        this.scheduler = Scheduler.create(database, tasks(starts, workflowRuns))
                .schedulerName(new SchedulerName.Fixed(UUID.randomUUID().toString()))
                .clock(clock::instant)
                .threads(4)
                .pollingInterval(POLL)
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .shutdownMaxWait(PATIENCE)
                .addSchedulerListener(new Outages())
                .build();
    }

    static List<Task<?>> tasks(TriggerStarts starts, WorkflowRuns workflowRuns) {
        return List.of(
                task(TRIGGER, occurrence -> starts.fire(Occurrence.parse(occurrence))),
                task(STOP_WORKFLOW_RUN, workflowRuns::stopJobs));
    }

    private static Task<Void> task(String name, Consumer<String> action) {
        return Tasks.oneTime(name)
                .onFailure(new FailureHandler.OnFailureRetryLater<>(RETRY))
                .execute((task, context) -> action.accept(task.getId()));
    }

    /** Said once: a database that is away stays so for many tries. */
    private static final class Outages extends AbstractSchedulerListener {
        private final AtomicBoolean failing = new AtomicBoolean();

        @Override
        public void onSchedulerEvent(SchedulerEventType type) {
            if (type == SchedulerEventType.UNEXPECTED_ERROR && failing.compareAndSet(false, true)) {
                LOG.error("The times of triggers cannot be looked after; trying again until they can");
            } else if (type == SchedulerEventType.RAN_EXECUTE_DUE && failing.compareAndSet(true, false)) {
                LOG.info("The times of triggers are looked after again");
            }
        }
    }

    public void start() {
        scheduler.start();
    }

    @Override
    public void close() {
        scheduler.stop();
    }
}
