package io.mastic.server.triggers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.mastic.protocol.ServiceException;
import io.mastic.server.jobs.JobRunState;
import io.mastic.server.store.EachDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.glue.model.CreateWorkflowRequest;
import software.amazon.awssdk.services.glue.model.DeleteJobRequest;
import software.amazon.awssdk.services.glue.model.DeleteTriggerRequest;
import software.amazon.awssdk.services.glue.model.DeleteWorkflowRequest;
import software.amazon.awssdk.services.glue.model.GetWorkflowRequest;
import software.amazon.awssdk.services.glue.model.GetWorkflowRunPropertiesRequest;
import software.amazon.awssdk.services.glue.model.GetWorkflowRunsRequest;
import software.amazon.awssdk.services.glue.model.JobRun;
import software.amazon.awssdk.services.glue.model.Node;
import software.amazon.awssdk.services.glue.model.PutWorkflowRunPropertiesRequest;
import software.amazon.awssdk.services.glue.model.ResumeWorkflowRunRequest;
import software.amazon.awssdk.services.glue.model.StartWorkflowRunRequest;
import software.amazon.awssdk.services.glue.model.StopWorkflowRunRequest;
import software.amazon.awssdk.services.glue.model.WorkflowRun;

/** Runs of workflows: https://docs.aws.amazon.com/glue/latest/dg/workflows_overview.html. */
@EachDatabase
class WorkflowRunsTest {
    private final TriggersFixture fixture = new TriggersFixture();

    /** extract, then clean and check side by side, then load when both have succeeded. */
    @BeforeEach
    void aWorkflow() {
        fixture.createJobs("extract", "clean", "check", "load");
        createWorkflow(workflow -> workflow.defaultRunProperties(Map.of("day", "monday", "place", "here")));
        fixture.create("begin", "ON_DEMAND", "extract", t -> t.workflowName("flow"));
        fixture.createConditional("fan-out", "clean", "AND", List.of("extract SUCCEEDED"), t -> t.workflowName("flow")
                .actions(a -> a.jobName("clean"), a -> a.jobName("check")));
        fixture.createConditional(
                "join", "load", "AND", List.of("clean SUCCEEDED", "check SUCCEEDED"), t -> t.workflowName("flow"));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private void createWorkflow(Consumer<CreateWorkflowRequest.Builder> more) {
        var request = CreateWorkflowRequest.builder().name("flow");
        more.accept(request);
        fixture.workflowOperations.createWorkflow(fixture.call(), request.build());
    }

    private String start() {
        return fixture.workflowRunOperations
                .startWorkflowRun(
                        fixture.call(),
                        StartWorkflowRunRequest.builder().name("flow").build())
                .runId();
    }

    private WorkflowRun run(String id) {
        return fixture.workflowRun("flow", id);
    }

    private static void assertCode(ThrowingCallable call, String code) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ServiceException.class, e -> assertThat(e.code())
                .isEqualTo(code));
    }

    private void stop(String id) {
        var request = StopWorkflowRunRequest.builder().name("flow").runId(id).build();
        fixture.workflowRunOperations.stopWorkflowRun(fixture.call(), request);
    }

    private String resume(String id, String... nodes) {
        var request = ResumeWorkflowRunRequest.builder()
                .name("flow")
                .runId(id)
                .nodeIds(nodes)
                .build();
        return fixture.workflowRunOperations
                .resumeWorkflowRun(fixture.call(), request)
                .runId();
    }

    private String node(String id, String name) {
        return run(id).graph().nodes().stream()
                .filter(node -> node.name().equals(name))
                .findFirst()
                .map(Node::uniqueId)
                .orElseThrow();
    }

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
    void theGraphShowsTriggersJobsAndTheirRuns() {
        var id = start();
        fixture.end("extract", JobRunState.SUCCEEDED);

        var graph = run(id).graph();
        assertThat(graph.nodes())
                .extracting(Node::typeAsString, Node::name)
                .containsExactlyInAnyOrder(
                        tuple("TRIGGER", "begin"),
                        tuple("TRIGGER", "fan-out"),
                        tuple("TRIGGER", "join"),
                        tuple("JOB", "extract"),
                        tuple("JOB", "clean"),
                        tuple("JOB", "check"),
                        tuple("JOB", "load"));
        assertThat(graph.edges()).hasSize(7).anySatisfy(edge -> {
            assertThat(edge.sourceId()).isEqualTo(node(id, "extract"));
            assertThat(edge.destinationId()).isEqualTo(node(id, "fan-out"));
        });
        var extract = graph.nodes().stream()
                .filter(node -> node.name().equals("extract"))
                .findFirst()
                .orElseThrow();
        assertThat(extract.jobDetails().jobRuns())
                .extracting(JobRun::jobRunStateAsString)
                .containsExactly("SUCCEEDED");
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
    void propertiesAreTheDefaultsOverlaidAndScriptsAddToThem() {
        var request = StartWorkflowRunRequest.builder()
                .name("flow")
                .runProperties(Map.of("day", "tuesday"))
                .build();
        var id = fixture.workflowRunOperations
                .startWorkflowRun(fixture.call(), request)
                .runId();
        fixture.workflowRunOperations.putWorkflowRunProperties(
                fixture.call(),
                PutWorkflowRunPropertiesRequest.builder()
                        .name("flow")
                        .runId(id)
                        .runProperties(Map.of("rows", "7", "place", "there"))
                        .build());

        var properties = fixture.workflowRunOperations
                .getWorkflowRunProperties(
                        fixture.call(),
                        GetWorkflowRunPropertiesRequest.builder()
                                .name("flow")
                                .runId(id)
                                .build())
                .runProperties();
        assertThat(properties).isEqualTo(Map.of("day", "tuesday", "place", "there", "rows", "7"));
        assertThat(run(id).workflowRunProperties()).isEqualTo(properties);
    }

    @Test
    void propertiesThatJobsPutAtOnceAreAllKept() throws Exception {
        var id = start();
        var threads = Executors.newFixedThreadPool(4);
        try {
            var puts = IntStream.range(0, 20)
                    .mapToObj(i -> threads.submit(() ->
                            fixture.workflowRuns.putProperties(fixture.call(), "flow", id, Map.of("key" + i, "value"))))
                    .toList();
            for (var put : puts) {
                put.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(run(id).workflowRunProperties()).hasSize(22);
    }

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

    @Test
    void runsAreListedNewestFirstPageByPage() {
        var ids = new ArrayList<String>();
        for (int i = 0; i < 5; i++) {
            fixture.clock.move(Duration.ofSeconds(1));
            ids.add(0, start());
            fixture.ends.end(fixture.live("extract"), JobRunState.FAILED);
        }
        var seen = new ArrayList<String>();
        String token = null;
        do {
            var page = fixture.workflowRunOperations.getWorkflowRuns(
                    fixture.call(),
                    GetWorkflowRunsRequest.builder()
                            .name("flow")
                            .maxResults(2)
                            .nextToken(token)
                            .build());
            page.runs().forEach(run -> seen.add(run.workflowRunId()));
            token = page.nextToken();
        } while (token != null);
        assertThat(seen).isEqualTo(ids);
    }

    @Test
    void aDeletedWorkflowTakesItsTriggersAlongAndRunsGoOn() {
        var id = start();
        fixture.workflowOperations.deleteWorkflow(
                fixture.call(), DeleteWorkflowRequest.builder().name("flow").build());
        assertCode(
                () -> fixture.workflowOperations.getWorkflow(
                        fixture.call(),
                        GetWorkflowRequest.builder().name("flow").build()),
                "EntityNotFoundException");
        assertThat(fixture.triggers.find(fixture.call(), "join")).isEmpty();
        fixture.end("extract", JobRunState.SUCCEEDED);
        assertThat(fixture.runs("clean")).hasSize(1);
        assertThat(run(id).statusAsString()).isEqualTo("RUNNING");
    }

    @Test
    void theWorkflowShowsItsLastRunAndItsGraph() {
        var id = start();
        var request =
                GetWorkflowRequest.builder().name("flow").includeGraph(true).build();
        var workflow =
                fixture.workflowOperations.getWorkflow(fixture.call(), request).workflow();
        assertThat(workflow.lastRun().workflowRunId()).isEqualTo(id);
        assertThat(workflow.graph().nodes()).hasSize(7);
        assertThat(workflow.createdOn()).isEqualTo(fixture.clock.instant());
    }
}
