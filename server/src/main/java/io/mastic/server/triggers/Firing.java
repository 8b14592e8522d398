package io.mastic.server.triggers;

import io.mastic.server.jobs.TriggeredRun.Predecessor;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.glue.model.Trigger;

/**
 * A trigger that fires.
 *
 * @param predecessors the runs whose ends it waited for
 * @param workflow in whose run it fires
 */
record Firing(
        String accountId,
        String region,
        Trigger trigger,
        List<Predecessor> predecessors,
        Optional<WorkflowOfRun> workflow) {
    Firing {
        predecessors = List.copyOf(predecessors);
    }

    record WorkflowOfRun(String name, String runId) {}
}
