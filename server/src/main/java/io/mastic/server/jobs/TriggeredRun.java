package io.mastic.server.jobs;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run that a trigger starts.
 *
 * @param arguments in the place of the caller's
 * @param triggerName shown by the run
 * @param predecessors whose ends the trigger waited for; shown by the run
 */
public record TriggeredRun(
        String accountId,
        String region,
        String jobName,
        Map<String, String> arguments,
        Optional<Integer> timeoutMinutes,
        Optional<Integer> notifyDelayMinutes,
        Optional<String> securityConfiguration,
        String triggerName,
        List<Predecessor> predecessors,
        Optional<String> workflowRunId) {
    public TriggeredRun {
        arguments = Map.copyOf(arguments);
        predecessors = List.copyOf(predecessors);
    }

    /** A run that was waited for. */
    public record Predecessor(String jobName, String runId) {}
}
