package io.mastic.server.triggers;

import io.mastic.server.triggers.WorkflowRunStore.ActionRow;
import io.mastic.server.triggers.WorkflowRunStore.WorkflowRunRow;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.glue.model.BatchGetTriggersResponse;
import software.amazon.awssdk.services.glue.model.GetWorkflowRunPropertiesResponse;
import software.amazon.awssdk.services.glue.model.JobRun;
import software.amazon.awssdk.services.glue.model.Trigger;
import software.amazon.awssdk.services.glue.model.WorkflowRun;
import software.amazon.awssdk.services.glue.model.WorkflowRunStatistics;

/** Between the rows of workflows' runs and the wire's types. */
final class WorkflowConverter {
    private static final String ATTEMPT = "_attempt_\\d+$";

    private WorkflowConverter() {}

    static String triggersDoc(List<Trigger> triggers) {
        return TriggerConverter.write(
                BatchGetTriggersResponse.builder().triggers(triggers).build());
    }

    static List<Trigger> triggers(WorkflowRunRow run) {
        return TriggerConverter.read(run.triggers(), BatchGetTriggersResponse.class)
                .triggers();
    }

    static String propertiesDoc(Map<String, String> properties) {
        return TriggerConverter.write(GetWorkflowRunPropertiesResponse.builder()
                .runProperties(properties)
                .build());
    }

    static Map<String, String> properties(WorkflowRunRow run) {
        var response = TriggerConverter.read(run.properties(), GetWorkflowRunPropertiesResponse.class);
        return response.hasRunProperties() ? response.runProperties() : Map.of();
    }

    /** The id of a run's first attempt. */
    static String firstAttempt(String jobRunId) {
        return jobRunId.replaceFirst(ATTEMPT, "");
    }

    /** @param jobRuns all that ran for the actions, attempts included, the oldest first */
    static WorkflowRun toWorkflowRun(
            WorkflowRunRow row, List<ActionRow> actions, List<JobRun> jobRuns, boolean includeGraph) {
        var triggers = triggers(row);
        var run = WorkflowRun.builder()
                .name(row.workflowName())
                .workflowRunId(row.id())
                .previousRunId(row.previousRunId().orElse(null))
                .workflowRunProperties(properties(row))
                .startedOn(Instant.ofEpochMilli(row.started()))
                .completedOn(row.completed().map(Instant::ofEpochMilli).orElse(null))
                .status(row.state().name())
                .statistics(statistics(triggers, actions, jobRuns));
        if (includeGraph) {
            var shown = actions.stream().map(ActionRow::jobRunId).collect(Collectors.toSet());
            run.graph(WorkflowGraphs.of(
                    triggers,
                    jobRuns.stream()
                            .filter(jobRun -> shown.contains(firstAttempt(jobRun.id())))
                            .collect(Collectors.groupingBy(JobRun::jobName))));
        }
        return run.build();
    }

    private static WorkflowRunStatistics statistics(
            List<Trigger> triggers, List<ActionRow> actions, List<JobRun> jobRuns) {
        var states = new HashMap<String, String>();
        jobRuns.forEach(run -> states.put(firstAttempt(run.id()), run.jobRunStateAsString()));
        Map<String, Long> counts = actions.stream()
                .map(action -> states.getOrDefault(action.jobRunId(), action.state()))
                .map(WorkflowConverter::counted)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        Function<String, Integer> count =
                state -> counts.getOrDefault(state, 0L).intValue();
        return WorkflowRunStatistics.builder()
                .totalActions(triggers.stream()
                        .mapToInt(trigger -> trigger.actions().size())
                        .sum())
                .succeededActions(count.apply("SUCCEEDED"))
                .failedActions(count.apply("FAILED"))
                .timeoutActions(count.apply("TIMEOUT"))
                .stoppedActions(count.apply("STOPPED"))
                .erroredActions(count.apply("ERROR"))
                .waitingActions(count.apply("WAITING"))
                .runningActions(count.apply("RUNNING"))
                .build();
    }

    private static String counted(String state) {
        return switch (state) {
            case "STARTING", "STOPPING" -> "RUNNING";
            default -> state;
        };
    }
}
