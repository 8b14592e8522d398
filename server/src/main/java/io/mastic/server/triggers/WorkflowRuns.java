package io.mastic.server.triggers;

import io.mastic.protocol.Call;
import io.mastic.server.jobs.TriggeredRuns;
import io.mastic.server.triggers.WorkflowRunStore.ActionRow;
import io.mastic.server.triggers.WorkflowRunStore.WorkflowRunRow;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import software.amazon.awssdk.services.glue.model.Trigger;
import software.amazon.awssdk.services.glue.model.Workflow;
import software.amazon.awssdk.services.glue.model.WorkflowRun;

/** Runs of workflows, as clients start, see, stop and resume them. */
public final class WorkflowRuns {
    private final Jdbi jdbi;
    private final WorkflowRunStore store;
    private final Workflows workflows;
    private final WorkflowProgress progress;
    private final TriggeredRuns jobRuns;
    private final Clock clock;
    private final SecureRandom random;

    public WorkflowRuns(
            Jdbi jdbi,
            Workflows workflows,
            WorkflowProgress progress,
            TriggeredRuns jobRuns,
            Clock clock,
            SecureRandom random) {
        this.jdbi = jdbi;
        this.store = jdbi.onDemand(WorkflowRunStore.class);
        this.workflows = workflows;
        this.progress = progress;
        this.jobRuns = jobRuns;
        this.clock = clock;
        this.random = random;
    }

    String start(Call call, String workflow) {
        return start(call, workflow, Map.of());
    }

    String start(Call call, String workflow, Map<String, String> properties) {
        return jdbi.inTransaction(handle -> start(handle, call.accountId(), call.region(), workflow, properties));
    }

    /** The same within the caller's transaction. */
    String start(Handle handle, String accountId, String region, String workflow) {
        return start(handle, accountId, region, workflow, Map.of());
    }

    private String start(Handle handle, String accountId, String region, String name, Map<String, String> properties) {
        var workflow = withPlace(handle, accountId, region, name);
        var rows = handle.attach(TriggerStore.class).ofWorkflow(accountId, region, name);
        var first = rows.stream()
                .filter(row -> row.type().isStart())
                .findFirst()
                .orElseThrow(() -> WorkflowErrors.invalid("The workflow " + name
                        + " has no trigger that starts it: create one of type ON_DEMAND or SCHEDULED in it"));
        var all = new HashMap<>(
                workflow.hasDefaultRunProperties() ? workflow.defaultRunProperties() : Map.<String, String>of());
        all.putAll(properties);
        var triggers = rows.stream().map(TriggerConverter::toTrigger).toList();
        var run = insert(handle, accountId, region, name, Optional.empty(), triggers, all);
        progress.begin(handle, run, TriggerConverter.toTrigger(first));
        return run.id();
    }

    /** Locks a workflow until the transaction ends, so that two starts do not both see the last free place. */
    private static Workflow withPlace(Handle handle, String accountId, String region, String name) {
        var workflow = handle.attach(WorkflowStore.class)
                .lock(accountId, region, name)
                .map(Workflows::workflow)
                .orElseThrow(() -> WorkflowErrors.notFound(name));
        var most = Optional.ofNullable(workflow.maxConcurrentRuns());
        if (most.isPresent()
                && handle.attach(WorkflowRunStore.class).live(accountId, region, name) >= most.orElseThrow()) {
            throw WorkflowErrors.concurrentRunsExceeded(name, most.orElseThrow());
        }
        return workflow;
    }

    private WorkflowRunRow insert(
            Handle handle,
            String accountId,
            String region,
            String workflow,
            Optional<String> previous,
            List<Trigger> triggers,
            Map<String, String> properties) {
        var bytes = new byte[32];
        random.nextBytes(bytes);
        var run = new WorkflowRunRow(
                "wr_" + HexFormat.of().formatHex(bytes),
                accountId,
                region,
                workflow,
                previous,
                WorkflowRunState.RUNNING,
                WorkflowConverter.triggersDoc(triggers),
                WorkflowConverter.propertiesDoc(properties),
                clock.millis(),
                Optional.empty());
        handle.attach(WorkflowRunStore.class).insert(run);
        return run;
    }

    private WorkflowRunRow row(WorkflowRunStore from, Call call, String workflow, String runId) {
        return from.find(runId)
                .filter(run -> run.accountId().equals(call.accountId())
                        && run.region().equals(call.region())
                        && run.workflowName().equals(workflow))
                .orElseThrow(() -> WorkflowErrors.runNotFound(workflow, runId));
    }

    WorkflowRun get(Call call, String workflow, String runId, boolean includeGraph) {
        return shown(row(store, call, workflow, runId), includeGraph);
    }

    private WorkflowRun shown(WorkflowRunRow row, boolean includeGraph) {
        var actions = store.actions(row.id());
        var runs = actions.stream()
                .map(ActionRow::originId)
                .distinct()
                .flatMap(origin -> jobRuns.ofWorkflow(origin).stream())
                .toList();
        return WorkflowConverter.toWorkflowRun(row, actions, runs, includeGraph);
    }

    Optional<WorkflowRun> last(Call call, String workflow, boolean includeGraph) {
        return store.list(call.accountId(), call.region(), workflow, Long.MAX_VALUE, "", 1).stream()
                .findFirst()
                .map(row -> shown(row, includeGraph));
    }

    /** The newest first, after a run or from the first; of a deleted workflow as well, while it has runs. */
    List<WorkflowRun> list(Call call, String workflow, Optional<String> after, int limit, boolean includeGraph) {
        var last = after.map(id -> row(store, call, workflow, id));
        var found = store.list(
                call.accountId(),
                call.region(),
                workflow,
                last.map(WorkflowRunRow::started).orElse(Long.MAX_VALUE),
                last.map(WorkflowRunRow::id).orElse(""),
                limit);
        if (found.isEmpty()) {
            workflows.get(call, workflow);
        }
        return found.stream().map(row -> shown(row, includeGraph)).toList();
    }

    Map<String, String> properties(Call call, String workflow, String runId) {
        return WorkflowConverter.properties(row(store, call, workflow, runId));
    }

    /** Adds properties, replacing those of the same names. */
    void putProperties(Call call, String workflow, String runId, Map<String, String> properties) {
        jdbi.useTransaction(handle -> {
            var transaction = handle.attach(WorkflowRunStore.class);
            row(transaction, call, workflow, runId);
            // Two jobs of one run may write at once: neither's properties are lost.
            var run = transaction.lock(runId).orElseThrow();
            var all = new HashMap<>(WorkflowConverter.properties(run));
            all.putAll(properties);
            transaction.updateProperties(runId, WorkflowConverter.propertiesDoc(all));
        });
    }

    /** Nothing starts any more once this returned; the running jobs are stopped, by another server if this one dies. */
    void stop(Call call, String workflow, String runId) {
        jdbi.useTransaction(handle -> {
            var transaction = handle.attach(WorkflowRunStore.class);
            row(transaction, call, workflow, runId);
            var run = transaction.lock(runId).orElseThrow();
            if (run.state() != WorkflowRunState.RUNNING) {
                throw WorkflowErrors.illegalState(
                        "The run " + runId + " cannot be stopped: it is " + run.state() + " already.");
            }
            transaction.change(runId, run.state(), WorkflowRunState.STOPPING, Optional.empty());
            handle.attach(AlarmStore.class).set(TriggerAlarms.STOP_WORKFLOW_RUN, runId, clock.instant());
        });
        stopJobs(runId);
    }

    void stopJobs(String runId) {
        jobRuns.stopOfWorkflow(runId);
    }

    /** A run that goes on where another ended: what the nodes and all after them had done is done anew. */
    WorkflowRun resume(Call call, String workflow, String runId, List<String> nodes) {
        var id = jdbi.inTransaction(handle -> {
            var ended = row(handle.attach(WorkflowRunStore.class), call, workflow, runId);
            if (ended.state().isLive()) {
                throw WorkflowErrors.illegalState(
                        "The run " + runId + " is " + ended.state() + ": only one that has ended can be resumed");
            }
            withPlace(handle, call.accountId(), call.region(), workflow);
            progress.requireResumable(handle, ended, nodes);
            var run = insert(
                    handle,
                    call.accountId(),
                    call.region(),
                    workflow,
                    Optional.of(runId),
                    WorkflowConverter.triggers(ended),
                    WorkflowConverter.properties(ended));
            progress.resume(handle, run, ended.id(), nodes);
            return run.id();
        });
        return get(call, workflow, id, false);
    }
}
