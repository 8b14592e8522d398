package io.mastic.server.triggers;

import static org.assertj.core.api.Assertions.assertThat;

import io.mastic.server.jobs.JobRunState;
import io.mastic.server.store.EachDatabase;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.glue.model.CreateWorkflowRequest;
import software.amazon.awssdk.services.glue.model.DeleteJobRequest;
import software.amazon.awssdk.services.glue.model.DeleteTriggerRequest;

/** How runs of workflows go on: https://docs.aws.amazon.com/glue/latest/dg/workflows_overview.html. */
@EachDatabase
class WorkflowRunsTest extends FlowRuns {
    @Test
    void jobsRunInTheOrderThatTriggersGive() {
        var id = start();
        assertThat(id).matches("wr_[0-9a-f]{64}");
        assertThat(fixture.runs("clean")).isEmpty();
        fixture.end("extract", JobRunState.SUCCEEDED);
        assertThat(fixture.runs("load")).isEmpty();
        fixture.end("check", JobRunState.SUCCEEDED);
        assertThat(fixture.runs("load")).isEmpty();
        fixture.end("clean", JobRunState.SUCCEEDED);
        assertThat(run(id).statusAsString()).isEqualTo("RUNNING");
        assertThat(run(id).statistics().runningActions()).isEqualTo(1);
        fixture.end("load", JobRunState.SUCCEEDED);

        var run = run(id);
        assertThat(run.statusAsString()).isEqualTo("COMPLETED");
        assertThat(run.completedOn()).isEqualTo(fixture.clock.instant());
        assertThat(run.statistics().totalActions()).isEqualTo(4);
        assertThat(run.statistics().succeededActions()).isEqualTo(4);
        assertThat(fixture.run("load").arguments())
                .isEqualTo(Map.of("--WORKFLOW_NAME", "flow", "--WORKFLOW_RUN_ID", id));
    }

    @Test
    void startingItsTriggerStartsTheWorkflow() {
        fixture.start("begin");
        var run = fixture.workflowRuns.last(fixture.call(), "flow", false).orElseThrow();
        assertThat(fixture.run("extract").arguments()).containsEntry("--WORKFLOW_RUN_ID", run.workflowRunId());
    }

    @Test
    void aFailureCompletesTheRunWhenNothingCanStartAnyMore() {
        var id = start();
        fixture.end("extract", JobRunState.SUCCEEDED);
        fixture.end("check", JobRunState.FAILED);
        assertThat(run(id).statusAsString()).isEqualTo("RUNNING");
        fixture.end("clean", JobRunState.SUCCEEDED);

        var run = run(id);
        assertThat(run.statusAsString()).isEqualTo("COMPLETED");
        assertThat(run.statistics().failedActions()).isEqualTo(1);
        assertThat(run.statistics().succeededActions()).isEqualTo(2);
        assertThat(fixture.runs("load")).isEmpty();
    }

    @Test
    void twoJobsThatEndAtOnceStartWhatFollowsOnce() throws Exception {
        var threads = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 10; round++) {
                start();
                fixture.end("extract", JobRunState.SUCCEEDED);
                fixture.ends.claim(fixture.live("clean"));
                fixture.ends.claim(fixture.live("check"));
                var ends = List.<Callable<Void>>of(
                        () -> {
                            fixture.ends.end(fixture.live("clean"), JobRunState.SUCCEEDED);
                            return null;
                        },
                        () -> {
                            fixture.ends.end(fixture.live("check"), JobRunState.SUCCEEDED);
                            return null;
                        });
                for (var end : threads.invokeAll(ends)) {
                    end.get();
                }
                assertThat(fixture.runs("load")).hasSize(round + 1);
                fixture.ends.end(fixture.live("load"), JobRunState.SUCCEEDED);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aRunKeepsTheTriggersThatItStartedWith() {
        var id = start();
        fixture.operations.deleteTrigger(
                fixture.call(), DeleteTriggerRequest.builder().name("join").build());
        fixture.end("extract", JobRunState.SUCCEEDED);
        fixture.end("clean", JobRunState.SUCCEEDED);
        fixture.end("check", JobRunState.SUCCEEDED);

        assertThat(fixture.runs("load")).hasSize(1);
        var next = start();
        assertThat(run(next).statistics().totalActions()).isEqualTo(3);
        assertThat(run(id).statistics().totalActions()).isEqualTo(4);
    }

    @Test
    void runsBeyondTheMostAreRefused() {
        fixture.createJobs("only");
        fixture.workflowOperations.createWorkflow(
                fixture.call(),
                CreateWorkflowRequest.builder().name("one").maxConcurrentRuns(1).build());
        fixture.create("one-begin", "ON_DEMAND", "only", t -> t.workflowName("one"));
        fixture.start("one-begin");
        assertCode(() -> fixture.start("one-begin"), "ConcurrentRunsExceededException");
        fixture.end("only", JobRunState.SUCCEEDED);
        fixture.start("one-begin");
        assertThat(fixture.runs("only")).hasSize(2);
    }

    @Test
    void aJobThatIsGoneIsAnErrorOfTheRun() {
        fixture.jobOperations.deleteJob(
                fixture.call(), DeleteJobRequest.builder().jobName("clean").build());
        var id = start();
        fixture.end("extract", JobRunState.SUCCEEDED);
        fixture.end("check", JobRunState.SUCCEEDED);
        assertThat(run(id).statusAsString()).isEqualTo("COMPLETED");
        assertThat(run(id).statistics().erroredActions()).isEqualTo(1);
    }

    @Test
    void aWorkflowWhoseFirstJobCannotStartCompletesAtOnce() {
        fixture.startJob("extract");
        var id = start();
        assertThat(run(id).statusAsString()).isEqualTo("COMPLETED");
        assertThat(run(id).statistics().failedActions()).isEqualTo(1);
    }

    @Test
    void aRetryBelongsToTheSameAction() {
        fixture.createJob("again", job -> job.maxRetries(1));
        fixture.workflowOperations.createWorkflow(
                fixture.call(), CreateWorkflowRequest.builder().name("retrying").build());
        fixture.create("retrying-begin", "ON_DEMAND", "again", t -> t.workflowName("retrying"));
        fixture.start("retrying-begin");
        var id = fixture.workflowRuns
                .last(fixture.call(), "retrying", false)
                .orElseThrow()
                .workflowRunId();
        fixture.end("again", JobRunState.FAILED);
        assertThat(fixture.workflowRun("retrying", id).statusAsString()).isEqualTo("RUNNING");
        fixture.ends.end(fixture.live("again"), JobRunState.SUCCEEDED);

        var run = fixture.workflowRun("retrying", id);
        assertThat(run.statusAsString()).isEqualTo("COMPLETED");
        assertThat(run.statistics().succeededActions()).isEqualTo(1);
        assertThat(run.statistics().failedActions()).isZero();
        assertThat(run.graph().nodes().get(1).jobDetails().jobRuns()).hasSize(2);
    }

    @Test
    void aWorkflowNeedsATriggerThatStartsItAndHasOne() {
        fixture.workflowOperations.createWorkflow(
                fixture.call(), CreateWorkflowRequest.builder().name("empty").build());
        assertCode(() -> fixture.workflowRuns.start(fixture.call(), "empty"), "InvalidInputException");
        assertCode(
                () -> fixture.create("second", "ON_DEMAND", "extract", t -> t.workflowName("flow")),
                "InvalidInputException");
        assertCode(
                () -> fixture.create("lost", "ON_DEMAND", "extract", t -> t.workflowName("none")),
                "EntityNotFoundException");
        assertCode(() -> fixture.workflowRuns.start(fixture.call(), "none"), "EntityNotFoundException");
    }
}
