package io.mastic.server.triggers;

import io.mastic.server.jobs.RunEnded;
import io.mastic.server.jobs.TriggeredRun.Predecessor;
import io.mastic.server.triggers.TriggerStore.TriggerJobRow;
import io.mastic.server.triggers.TriggerStore.TriggerRow;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Triggers outside of workflows that wait for the ends of jobs. As in AWS they see only runs that a trigger started;
 * what counts of a job is its last end. A trigger that has fired waits for all its conditions anew.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/about-triggers.html">AWS</a>
 */
public final class ConditionalTriggers implements RunEnded {
    private static final Logger LOG = LoggerFactory.getLogger(ConditionalTriggers.class);

    private final TriggerActions actions;

    public ConditionalTriggers(TriggerActions actions) {
        this.actions = actions;
    }

    @Override
    public void ended(Handle handle, EndedRun run) {
        if (run.triggerName().isEmpty() || run.retriedAs().isPresent()) {
            return;
        }
        var store = handle.attach(TriggerStore.class);
        for (var id : store.waitingFor(run.accountId(), run.region(), run.jobName())) {
            store.lock(id)
                    .filter(row -> row.state() == TriggerState.ACTIVATED)
                    .ifPresent(row -> ended(handle, row, run));
        }
    }

    private void ended(Handle handle, TriggerRow row, EndedRun run) {
        var store = handle.attach(TriggerStore.class);
        store.meet(row.id(), run.jobName(), run.state().name(), run.runId());
        var trigger = TriggerConverter.toTrigger(row);
        var met =
                met(store.conditions(row.id()), "ANY".equals(trigger.predicate().logicalAsString()));
        if (!met.isEmpty()) {
            LOG.info("trigger={} after={}", row.name(), met);
            store.forget(row.id());
            actions.startOrFail(handle, new Firing(row.accountId(), row.region(), trigger, met, Optional.empty()));
        }
    }

    /** @return the runs that meet the conditions, empty while too few are met */
    private static List<Predecessor> met(List<TriggerJobRow> conditions, boolean anySuffices) {
        var met = conditions.stream()
                .filter(condition -> condition.runId().isPresent())
                .toList();
        if (met.size() < conditions.size() && !anySuffices) {
            return List.of();
        }
        return met.stream()
                .map(condition ->
                        new Predecessor(condition.jobName(), condition.runId().orElseThrow()))
                .distinct()
                .toList();
    }
}
