package io.mastic.server.triggers;

import static org.assertj.core.api.Assertions.assertThat;

import io.mastic.server.jobs.JobRunState;
import io.mastic.server.store.EachDatabase;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Runs of workflows that are stopped and resumed: https://docs.aws.amazon.com/glue/latest/dg/workflows_overview.html. */
@EachDatabase
class WorkflowStopsTest extends FlowRuns {
    @Test
    void aStoppedRunEndsItsJobsAndStartsNoMore() {
        var id = start();
        fixture.ends.claim(fixture.run("extract").id());
        stop(id);

        assertThat(run(id).statusAsString()).isEqualTo("STOPPING");
        assertThat(fixture.run("extract").jobRunStateAsString()).isEqualTo("STOPPING");
        fixture.end("extract", JobRunState.STOPPED);
        assertThat(run(id).statusAsString()).isEqualTo("STOPPED");
        assertThat(run(id).statistics().stoppedActions()).isEqualTo(1);
        assertThat(fixture.runs("clean")).isEmpty();
        assertCode(() -> stop(id), "IllegalWorkflowStateException");
    }

    @Test
    void jobsThatHaveNotBegunAreStoppedAtOnce() {
        var id = start();
        stop(id);
        assertThat(run(id).statusAsString()).isEqualTo("STOPPED");
    }

    @Test
    void anotherServerStopsTheJobsIfThisOneDies() {
        var id = start();
        fixture.ends.claim(fixture.run("extract").id());
        // The kill: the order to stop is stored, and no job was told.
        fixture.database.jdbi().useTransaction(handle -> {
            handle.attach(WorkflowRunStore.class)
                    .change(id, WorkflowRunState.RUNNING, WorkflowRunState.STOPPING, Optional.empty());
            handle.attach(AlarmStore.class).set(TriggerAlarms.STOP_WORKFLOW_RUN, id, fixture.clock.instant());
        });
        fixture.alarms().runAnyDueExecutions();
        assertThat(fixture.run("extract").jobRunStateAsString()).isEqualTo("STOPPING");
    }

    @Test
    void aResumedRunDoesANodeAndWhatFollowsAgainAndTakesTheRestOver() {
        var first = start();
        fixture.end("extract", JobRunState.SUCCEEDED);
        fixture.end("clean", JobRunState.SUCCEEDED);
        fixture.end("check", JobRunState.FAILED);
        var resumed = resume(first, node(first, "check"));

        assertThat(run(resumed).previousRunId()).isEqualTo(first);
        assertThat(run(resumed).statistics().succeededActions()).isEqualTo(2);
        assertThat(run(resumed).statistics().runningActions()).isEqualTo(1);
        assertThat(fixture.runs("extract")).hasSize(1);
        assertThat(fixture.runs("clean")).hasSize(1);
        fixture.ends.end(fixture.live("check"), JobRunState.SUCCEEDED);
        assertThat(fixture.runs("load")).hasSize(1);
        fixture.end("load", JobRunState.SUCCEEDED);
        assertThat(run(resumed).statusAsString()).isEqualTo("COMPLETED");
        assertThat(run(resumed).statistics().succeededActions()).isEqualTo(4);
        assertThat(run(first).statistics().failedActions()).isEqualTo(1);
        assertThat(run(resumed).graph().nodes())
                .filteredOn(node -> node.name().equals("clean"))
                .singleElement()
                .satisfies(node -> assertThat(node.jobDetails().jobRuns()).hasSize(1));
    }

    @Test
    void onlyWhatHasEndedAndHasRunIsResumed() {
        var id = start();
        var extract = node(id, "extract");
        assertCode(() -> resume(id, extract), "IllegalWorkflowStateException");
        fixture.end("extract", JobRunState.FAILED);
        assertCode(() -> resume(id, node(id, "load")), "InvalidInputException");
        assertCode(() -> resume(id, node(id, "begin")), "InvalidInputException");
        assertCode(() -> resume("wr_0", extract), "EntityNotFoundException");
        assertThat(resume(id, extract)).isNotEqualTo(id);
    }
}
