package io.mastic.server.triggers;

import io.mastic.protocol.Call;
import io.mastic.server.triggers.TriggerStore.TriggerRow;
import io.mastic.server.triggers.WorkflowStore.WorkflowRow;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.CreateWorkflowRequest;
import software.amazon.awssdk.services.glue.model.Trigger;
import software.amazon.awssdk.services.glue.model.UpdateWorkflowRequest;
import software.amazon.awssdk.services.glue.model.Workflow;

/** The definitions of workflows: a name, and the triggers that carry it. */
public final class Workflows {
    private final Jdbi jdbi;
    private final WorkflowStore store;
    private final TriggerStore triggers;
    private final TriggerConfig config;

    public Workflows(Jdbi jdbi, TriggerConfig config) {
        this.jdbi = jdbi;
        this.store = jdbi.onDemand(WorkflowStore.class);
        this.triggers = jdbi.onDemand(TriggerStore.class);
        this.config = config;
    }

    void create(Call call, CreateWorkflowRequest request) {
        requireRuns(request.maxConcurrentRuns());
        var workflow = TriggerConverter.as(request, Workflow.class).toBuilder()
                .createdOn(call.time())
                .lastModifiedOn(call.time())
                .build();
        jdbi.useTransaction(handle -> {
            var transaction = handle.attach(WorkflowStore.class);
            if (transaction
                    .find(call.accountId(), call.region(), request.name())
                    .isPresent()) {
                throw WorkflowErrors.exists(request.name());
            }
            if (transaction.count(call.accountId(), call.region()) >= config.mostWorkflows()) {
                throw TriggerErrors.limit("workflows", config.mostWorkflows());
            }
            if (transaction.insert(row(call, workflow)) == 0) {
                throw WorkflowErrors.exists(request.name());
            }
        });
    }

    private static void requireRuns(@Nullable Integer most) {
        if (most != null && most < 1) {
            throw WorkflowErrors.invalid("MaxConcurrentRuns is " + most + "; it is at least 1, or absent for no limit");
        }
    }

    private static WorkflowRow row(Call call, Workflow workflow) {
        return new WorkflowRow(call.accountId(), call.region(), workflow.name(), TriggerConverter.write(workflow));
    }

    /** Replaces the definition: what is not given is removed. */
    void update(Call call, UpdateWorkflowRequest request) {
        requireRuns(request.maxConcurrentRuns());
        var current = get(call, request.name());
        var workflow = TriggerConverter.as(request, Workflow.class).toBuilder()
                .createdOn(current.createdOn())
                .lastModifiedOn(call.time())
                .build();
        if (store.update(row(call, workflow)) == 0) {
            throw WorkflowErrors.notFound(request.name());
        }
    }

    public Optional<Workflow> find(Call call, String name) {
        return store.find(call.accountId(), call.region(), name).map(Workflows::workflow);
    }

    static Workflow workflow(WorkflowRow row) {
        return TriggerConverter.read(row.doc(), Workflow.class);
    }

    Workflow get(Call call, String name) {
        return find(call, name).orElseThrow(() -> WorkflowErrors.notFound(name));
    }

    List<Trigger> triggers(Call call, String name) {
        return triggers.ofWorkflow(call.accountId(), call.region(), name).stream()
                .map(TriggerConverter::toTrigger)
                .toList();
    }

    List<String> list(Call call, String after, int limit) {
        return store.list(call.accountId(), call.region(), after, limit).stream()
                .map(WorkflowRow::name)
                .toList();
    }

    /**
     * Deletes a workflow and its triggers. Its jobs stay, and runs that have begun go on.
     *
     * @return the names of the triggers
     */
    List<String> delete(Call call, String name) {
        return jdbi.inTransaction(handle -> {
            var workflow = handle.attach(WorkflowStore.class);
            // No trigger is added meanwhile.
            workflow.lock(call.accountId(), call.region(), name);
            var store = handle.attach(TriggerStore.class);
            var names = store.ofWorkflow(call.accountId(), call.region(), name).stream()
                    .map(TriggerRow::name)
                    .toList();
            names.forEach(trigger -> store.delete(call.accountId(), call.region(), trigger));
            workflow.delete(call.accountId(), call.region(), name);
            return names;
        });
    }
}
