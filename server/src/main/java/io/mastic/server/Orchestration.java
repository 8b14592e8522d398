package io.mastic.server;

import io.mastic.protocol.OperationTable;
import io.mastic.server.jobs.JobRuns;
import io.mastic.server.jobs.Jobs;
import io.mastic.server.jobs.TriggeredRuns;
import io.mastic.server.store.Database;
import io.mastic.server.tags.Tags;
import io.mastic.server.triggers.ConditionalTriggers;
import io.mastic.server.triggers.TriggerActions;
import io.mastic.server.triggers.TriggerAlarms;
import io.mastic.server.triggers.TriggerConfig;
import io.mastic.server.triggers.TriggerOperations;
import io.mastic.server.triggers.TriggerStarts;
import io.mastic.server.triggers.Triggers;
import io.mastic.server.triggers.WorkflowOperations;
import io.mastic.server.triggers.WorkflowProgress;
import io.mastic.server.triggers.WorkflowRunOperations;
import io.mastic.server.triggers.WorkflowRuns;
import io.mastic.server.triggers.Workflows;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;

/** What starts jobs at their times and after one another: triggers and workflows. */
final class Orchestration {
    final Triggers triggers;
    final Workflows workflows;
    final TriggerAlarms alarms;

    private final Tags tags;
    private final WorkflowRuns workflowRuns;
    private final TriggerStarts triggerStarts;

    Orchestration(
            Database database,
            Jobs jobs,
            JobRuns runs,
            TriggerConfig config,
            Tags tags,
            Clock clock,
            SecureRandom random) {
        var jdbi = database.jdbi();
        var triggeredRuns = new TriggeredRuns(jdbi, runs, clock);
        var actions = new TriggerActions(triggeredRuns);
        var progress = new WorkflowProgress(actions, clock);
        this.tags = tags;
        this.triggers = new Triggers(jdbi, jobs, config, clock);
        this.workflows = new Workflows(jdbi, config);
        this.workflowRuns = new WorkflowRuns(jdbi, workflows, progress, triggeredRuns, clock, random);
        this.triggerStarts = new TriggerStarts(jdbi, triggers, actions, workflowRuns, clock);
        this.alarms = new TriggerAlarms(database.dataSource(), triggerStarts, workflowRuns, clock);
        runs.onEnd(progress);
        runs.onEnd(new ConditionalTriggers(actions));
    }

    List<OperationTable> operationTables() {
        return List.of(
                new TriggerOperations(triggers, triggerStarts, tags).table(),
                new WorkflowOperations(workflows, workflowRuns, tags).table(),
                new WorkflowRunOperations(workflowRuns).table());
    }
}
