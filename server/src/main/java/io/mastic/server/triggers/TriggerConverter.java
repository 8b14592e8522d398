package io.mastic.server.triggers;

import io.mastic.protocol.JsonCodec;
import io.mastic.server.jobs.TriggeredRun;
import io.mastic.server.triggers.TriggerStore.TriggerJobRow;
import io.mastic.server.triggers.TriggerStore.TriggerRow;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.glue.model.Action;
import software.amazon.awssdk.services.glue.model.Trigger;

/** Between the store's rows and the wire's types. */
final class TriggerConverter {
    private TriggerConverter() {}

    static String write(SdkPojo pojo) {
        return new String(JsonCodec.write(pojo), StandardCharsets.UTF_8);
    }

    static <T extends SdkPojo> T read(String doc, Class<T> type) {
        return JsonCodec.read(doc.getBytes(StandardCharsets.UTF_8), type);
    }

    /** Another type of the same members: what is given as CreateTriggerRequest is a Trigger. */
    static <T extends SdkPojo> T as(SdkPojo pojo, Class<T> type) {
        return JsonCodec.read(JsonCodec.write(pojo), type);
    }

    static Trigger toTrigger(TriggerRow row) {
        return read(row.doc(), Trigger.class).toBuilder()
                .state(row.state().name())
                .build();
    }

    static List<TriggerJobRow> jobs(String id, Trigger trigger) {
        var jobs = new ArrayList<TriggerJobRow>();
        for (int i = 0; i < trigger.actions().size(); i++) {
            var job = trigger.actions().get(i).jobName();
            jobs.add(new TriggerJobRow(id, TriggerStore.ACTION, i, job, Optional.empty(), Optional.empty()));
        }
        if (trigger.predicate() != null) {
            for (var condition : trigger.predicate().conditions()) {
                jobs.add(new TriggerJobRow(
                        id,
                        TriggerStore.CONDITION,
                        jobs.size(),
                        condition.jobName(),
                        Optional.of(condition.stateAsString()),
                        Optional.empty()));
            }
        }
        return jobs;
    }

    /** The run that an action asks for, when its trigger fires. */
    static TriggeredRun toRun(Firing firing, Action action) {
        var arguments = new HashMap<>(action.hasArguments() ? action.arguments() : Map.<String, String>of());
        firing.workflow().ifPresent(workflow -> {
            arguments.put("--WORKFLOW_NAME", workflow.name());
            arguments.put("--WORKFLOW_RUN_ID", workflow.runId());
        });
        return new TriggeredRun(
                firing.accountId(),
                firing.region(),
                action.jobName(),
                arguments,
                Optional.ofNullable(action.timeout()),
                Optional.ofNullable(action.notificationProperty()).map(property -> property.notifyDelayAfter()),
                Optional.ofNullable(action.securityConfiguration()),
                firing.trigger().name(),
                firing.predecessors(),
                firing.workflow().map(Firing.WorkflowOfRun::runId));
    }
}
