package io.mastic.server.triggers;

import io.mastic.server.jobs.JobRunState;
import io.mastic.server.jobs.RunEnded;
import io.mastic.server.jobs.TriggeredRun.Predecessor;
import io.mastic.server.triggers.Firing.WorkflowOfRun;
import io.mastic.server.triggers.TriggerActions.StartedAction;
import io.mastic.server.triggers.WorkflowRunStore.ActionRow;
import io.mastic.server.triggers.WorkflowRunStore.WorkflowRunRow;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import software.amazon.awssdk.services.glue.model.Condition;
import software.amazon.awssdk.services.glue.model.Trigger;

/**
 * How a workflow's run goes on. Its triggers are those that the workflow had when the run started, and each fires once.
 * All happens within the transaction that ends a job's run, so a run never stands still between two jobs.
 */
public final class WorkflowProgress implements RunEnded {
    private final TriggerActions actions;
    private final Clock clock;

    public WorkflowProgress(TriggerActions actions, Clock clock) {
        this.actions = actions;
        this.clock = clock;
    }

    /** Fires the trigger that a workflow starts with. */
    void begin(Handle handle, WorkflowRunRow run, Trigger first) {
        fire(handle, run, first, List.of());
        goOn(handle, run);
    }

    private void fire(Handle handle, WorkflowRunRow run, Trigger trigger, List<Predecessor> predecessors) {
        note(handle, run, trigger, actions.startOrFail(handle, firing(run, trigger, predecessors)));
    }

    private static Firing firing(WorkflowRunRow run, Trigger trigger, List<Predecessor> predecessors) {
        return new Firing(
                run.accountId(),
                run.region(),
                trigger,
                predecessors,
                Optional.of(new WorkflowOfRun(run.workflowName(), run.id())));
    }

    private static void note(Handle handle, WorkflowRunRow run, Trigger trigger, List<StartedAction> started) {
        var store = handle.attach(WorkflowRunStore.class);
        started.forEach(action -> store.insertAction(new ActionRow(
                run.id(),
                trigger.name(),
                action.position(),
                action.jobName(),
                action.runId(),
                run.id(),
                action.state().name())));
    }

    @Override
    public void ended(Handle handle, EndedRun ended) {
        if (ended.retriedAs().isPresent() || ended.workflowRunId().isEmpty()) {
            return;
        }
        var store = handle.attach(WorkflowRunStore.class);
        store.lock(ended.workflowRunId().orElseThrow()).ifPresent(run -> {
            var first = WorkflowConverter.firstAttempt(ended.runId());
            store.endAction(run.id(), first, ended.state().name());
            goOn(handle, run);
        });
    }

    /** Fires what can fire now. Jobs that cannot start end at once, so one firing may bring the next. */
    private void goOn(Handle handle, WorkflowRunRow run) {
        var store = handle.attach(WorkflowRunStore.class);
        var triggers = WorkflowConverter.triggers(run);
        var done = store.actions(run.id());
        while (run.state() == WorkflowRunState.RUNNING && firedOne(handle, run, triggers, done)) {
            done = store.actions(run.id());
        }
        if (done.stream().noneMatch(WorkflowProgress::lives)) {
            var end = run.state() == WorkflowRunState.STOPPING ? WorkflowRunState.STOPPED : WorkflowRunState.COMPLETED;
            store.change(run.id(), run.state(), end, Optional.of(clock.millis()));
        }
    }

    private static boolean lives(ActionRow action) {
        return JobRunState.valueOf(action.state()).isLive();
    }

    private boolean firedOne(Handle handle, WorkflowRunRow run, List<Trigger> triggers, List<ActionRow> done) {
        var fired = done.stream().map(ActionRow::triggerName).collect(Collectors.toSet());
        for (var trigger : triggers) {
            var conditions = WorkflowGraphs.conditions(trigger);
            var waits = trigger.stateAsString().equals(TriggerState.ACTIVATED.name()) && !conditions.isEmpty();
            var met = met(conditions, done);
            var any = waits && "ANY".equals(trigger.predicate().logicalAsString());
            if (waits && !fired.contains(trigger.name()) && isEnough(conditions, met, any)) {
                fire(handle, run, trigger, predecessors(conditions, done));
                return true;
            }
        }
        return false;
    }

    private static boolean isEnough(List<Condition> conditions, List<Condition> met, boolean anySuffices) {
        return anySuffices ? !met.isEmpty() : met.size() == conditions.size();
    }

    private static List<Condition> met(List<Condition> conditions, List<ActionRow> done) {
        return conditions.stream()
                .filter(condition -> done.stream().anyMatch(action -> meets(action, condition)))
                .toList();
    }

    private static boolean meets(ActionRow action, Condition condition) {
        return action.jobName().equals(condition.jobName()) && action.state().equals(condition.stateAsString());
    }

    private static List<Predecessor> predecessors(List<Condition> conditions, List<ActionRow> done) {
        return done.stream()
                .filter(action -> conditions.stream().anyMatch(condition -> meets(action, condition)))
                .map(action -> new Predecessor(action.jobName(), action.jobRunId()))
                .distinct()
                .toList();
    }

    /** @throws io.mastic.protocol.ServiceException if a node is no job that has run in the run that ended */
    void requireResumable(Handle handle, WorkflowRunRow ended, List<String> nodes) {
        var ran = handle.attach(WorkflowRunStore.class).actions(ended.id()).stream()
                .map(action -> WorkflowGraphs.jobNode(action.jobName()))
                .collect(Collectors.toSet());
        if (nodes.isEmpty()) {
            throw WorkflowErrors.invalid("NodeIds names at least one node to start again");
        }
        if (!ran.containsAll(nodes)) {
            var strays = nodes.stream().filter(node -> !ran.contains(node)).toList();
            throw WorkflowErrors.invalid(strays + " are no jobs that have run in the run " + ended.id()
                    + ": GetWorkflowRun with IncludeGraph shows the nodes and their runs");
        }
    }

    /** Starts some jobs again, and takes over what did not come after them. */
    void resume(Handle handle, WorkflowRunRow run, String endedId, List<String> nodes) {
        var triggers = WorkflowConverter.triggers(run);
        var anew = WorkflowGraphs.from(triggers, nodes);
        var store = handle.attach(WorkflowRunStore.class);
        var before = store.actions(endedId);
        before.stream()
                .filter(action -> !anew.contains(WorkflowGraphs.jobNode(action.jobName())))
                .forEach(action -> store.insertAction(new ActionRow(
                        run.id(),
                        action.triggerName(),
                        action.position(),
                        action.jobName(),
                        action.jobRunId(),
                        action.originId(),
                        action.state())));
        for (var trigger : triggers) {
            startAgain(handle, run, trigger, before, Set.copyOf(nodes));
        }
        goOn(handle, run);
    }

    private void startAgain(
            Handle handle, WorkflowRunRow run, Trigger trigger, List<ActionRow> before, Set<String> nodes) {
        var positions = IntStream.range(0, trigger.actions().size())
                .filter(i -> before.stream()
                        .filter(action -> nodes.contains(WorkflowGraphs.jobNode(action.jobName())))
                        .anyMatch(action -> action.triggerName().equals(trigger.name()) && action.position() == i))
                .boxed()
                .toList();
        note(handle, run, trigger, actions.startOrFail(handle, firing(run, trigger, List.of()), positions));
    }
}
