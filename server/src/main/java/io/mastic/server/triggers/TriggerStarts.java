package io.mastic.server.triggers;

import io.mastic.protocol.Call;
import io.mastic.protocol.ServiceException;
import io.mastic.server.triggers.Firing.WorkflowOfRun;
import io.mastic.server.triggers.TriggerStore.TriggerRow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.glue.model.Trigger;

/** The firing of triggers that begin something: on demand, and when a time of a schedule has come. */
public final class TriggerStarts {
    private static final Logger LOG = LoggerFactory.getLogger(TriggerStarts.class);

    /** How late a time may still fire: longer than a restart takes, and shorter than two times of AWS's lie apart. */
    static final Duration GRACE = Duration.ofMinutes(4);

    private final Jdbi jdbi;
    private final Triggers triggers;
    private final TriggerActions actions;
    private final WorkflowRuns workflowRuns;
    private final Clock clock;

    public TriggerStarts(Jdbi jdbi, Triggers triggers, TriggerActions actions, WorkflowRuns workflowRuns, Clock clock) {
        this.jdbi = jdbi;
        this.triggers = triggers;
        this.actions = actions;
        this.workflowRuns = workflowRuns;
        this.clock = clock;
    }

    /** StartTrigger: one on demand fires, others are activated. */
    void start(Call call, String name) {
        var row = triggers.row(call, name).orElseThrow(() -> TriggerErrors.notFound(name));
        if (row.type() != TriggerType.ON_DEMAND) {
            triggers.activate(call, name);
        } else if (row.workflowName().isPresent()) {
            workflowRuns.start(call, row.workflowName().orElseThrow());
        } else {
            jdbi.useTransaction(handle -> actions.start(handle, firing(row)));
        }
    }

    private static Firing firing(TriggerRow row) {
        return new Firing(
                row.accountId(),
                row.region(),
                TriggerConverter.toTrigger(row),
                List.of(),
                Optional.<WorkflowOfRun>empty());
    }

    /**
     * Fires at a time of a schedule, and sets the next: both or neither. Nothing happens if the occurrence has fired
     * already, or if the trigger was changed, deactivated or deleted since.
     */
    void fire(Occurrence occurrence) {
        jdbi.useTransaction(handle -> {
            var found = handle.attach(TriggerStore.class)
                    .lock(occurrence.triggerId())
                    .filter(row -> row.revision() == occurrence.revision() && row.state() == TriggerState.ACTIVATED);
            if (found.isPresent()) {
                fire(handle, found.get());
            }
        });
    }

    private void fire(Handle handle, TriggerRow row) {
        var now = clock.instant();
        var due = Instant.ofEpochMilli(row.nextFire().orElseThrow());
        if (now.isAfter(due.plus(GRACE))) {
            LOG.warn("trigger={} missed its time {} by more than {}: it waits for the next", row.name(), due, GRACE);
        } else {
            begin(handle, row, due);
        }
        // A clock that was set back must not bring a time again.
        var after = now.isBefore(due) ? due : now;
        var trigger = TriggerConverter.read(row.doc(), Trigger.class);
        Triggers.write(handle, row.with(row.state(), row.doc(), Triggers.nextFire(trigger, row.state(), after)));
    }

    private void begin(Handle handle, TriggerRow row, Instant due) {
        LOG.info("trigger={} account={} region={} time={}", row.name(), row.accountId(), row.region(), due);
        if (row.workflowName().isEmpty()) {
            actions.startOrFail(handle, firing(row));
            return;
        }
        try {
            workflowRuns.start(
                    handle, row.accountId(), row.region(), row.workflowName().orElseThrow());
        } catch (ServiceException e) {
            LOG.warn("trigger={} cannot start its workflow: {}", row.name(), e.message());
        }
    }
}
