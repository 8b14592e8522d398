package io.mastic.server.triggers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mastic.server.TestingControlPlane;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.CreateTriggerRequest;
import software.amazon.awssdk.services.glue.model.NodeType;
import software.amazon.awssdk.services.glue.model.Trigger;
import software.amazon.awssdk.services.glue.model.TriggerState;
import software.amazon.awssdk.services.glue.model.TriggerType;

/** Triggers and workflows as an SDK client sees them, over a port. */
class TriggerOperationsTest {
    private static final String NIGHT = "cron(0 3 * * ? *)";
    private static TestingControlPlane plane;
    private static GlueClient glue;

    @BeforeAll
    static void start() {
        plane = TestingControlPlane.builder().start();
        glue = plane.client(GlueClient.builder());
        for (var job : List.of("one", "two")) {
            glue.createJob(b -> b.name(job).role("MasticGlueRole").command(c -> c.name("pythonshell")
                    .scriptLocation("s3://bucket/script.py")));
        }
    }

    @AfterAll
    static void close() {
        glue.close();
        plane.close();
    }

    private static void create(String name, TriggerType type, Consumer<CreateTriggerRequest.Builder> more) {
        glue.createTrigger(b -> {
            b.name(name).type(type).actions(a -> a.jobName("one"));
            more.accept(b);
        });
    }

    private static Trigger get(String name) {
        return glue.getTrigger(b -> b.name(name)).trigger();
    }

    private static void assertCode(ThrowingCallable call, String code, String message) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        AwsServiceException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code))
                .hasMessageContaining(message);
    }

    private static void assertInvalid(String message, TriggerType type, Consumer<CreateTriggerRequest.Builder> more) {
        assertCode(() -> create("refused", type, more), "InvalidInputException", message);
        assertCode(() -> get("refused"), "EntityNotFoundException", "Trigger with name: refused not found.");
    }

    @Test
    void whatIsCreatedIsGivenBack() {
        create("full", TriggerType.CONDITIONAL, b -> b.description("all of it")
                .actions(a ->
                        a.jobName("two").arguments(Map.of("--day", "monday")).timeout(7))
                .predicate(p -> p.logical("ANY")
                        .conditions(
                                c -> c.logicalOperator("EQUALS").jobName("one").state("SUCCEEDED"),
                                c -> c.logicalOperator("EQUALS").jobName("two").state("TIMEOUT"))));

        var trigger = get("full");
        assertThat(trigger.description()).isEqualTo("all of it");
        assertThat(trigger.type()).isEqualTo(TriggerType.CONDITIONAL);
        assertThat(trigger.state()).isEqualTo(TriggerState.CREATED);
        assertThat(trigger.actions()).singleElement().satisfies(action -> {
            assertThat(action.jobName()).isEqualTo("two");
            assertThat(action.arguments()).isEqualTo(Map.of("--day", "monday"));
            assertThat(action.timeout()).isEqualTo(7);
        });
        assertThat(trigger.predicate().logicalAsString()).isEqualTo("ANY");
        assertThat(trigger.predicate().conditions()).hasSize(2);
        assertThat(trigger.workflowName()).isNull();
    }

    @Test
    void statesFollowStartAndStop() {
        create("states", TriggerType.SCHEDULED, b -> b.schedule(NIGHT));
        assertThat(get("states").state()).isEqualTo(TriggerState.CREATED);
        glue.startTrigger(b -> b.name("states"));
        assertThat(get("states").state()).isEqualTo(TriggerState.ACTIVATED);
        glue.stopTrigger(b -> b.name("states"));
        assertThat(get("states").state()).isEqualTo(TriggerState.DEACTIVATED);

        create("on-demand", TriggerType.ON_DEMAND, b -> b.actions(a -> a.jobName("two")));
        glue.startTrigger(b -> b.name("on-demand"));
        assertThat(get("on-demand").state()).isEqualTo(TriggerState.CREATED);
        assertThat(glue.getJobRuns(b -> b.jobName("two")).jobRuns())
                .anySatisfy(run -> assertThat(run.triggerName()).isEqualTo("on-demand"));
        assertCode(() -> glue.stopTrigger(b -> b.name("on-demand")), "InvalidInputException", "ON_DEMAND");
        assertCode(() -> glue.startTrigger(b -> b.name("none")), "EntityNotFoundException", "none");
    }

    @Test
    void anUpdateReplacesTheDefinition() {
        create("updated", TriggerType.SCHEDULED, b -> b.schedule(NIGHT)
                .description("before")
                .startOnCreation(true));
        var update = glue.updateTrigger(b -> b.name("updated")
                .triggerUpdate(u -> u.schedule("cron(0 4 * * ? *)").actions(a -> a.jobName("two"))));

        assertThat(update.trigger().state()).isEqualTo(TriggerState.ACTIVATED);
        assertThat(update.trigger()).isEqualTo(get("updated"));
        assertThat(get("updated").schedule()).isEqualTo("cron(0 4 * * ? *)");
        assertThat(get("updated").description()).isNull();
        assertCode(
                () -> glue.updateTrigger(b -> b.name("updated").triggerUpdate(u -> u.actions(a -> a.jobName("two")))),
                "InvalidInputException",
                "SCHEDULED has a Schedule");
    }

    @Test
    void theSameAgainIsASuccessAndAnotherIsNot() {
        create("twice", TriggerType.SCHEDULED, b -> b.schedule(NIGHT));
        create("twice", TriggerType.SCHEDULED, b -> b.schedule(NIGHT));
        assertCode(
                () -> create("twice", TriggerType.ON_DEMAND, b -> {}),
                "IdempotentParameterMismatchException",
                "already submitted with different configuration");
    }

    @Test
    void whatCannotWorkIsRefusedWithTheReason() {
        assertInvalid("Crawlers come", TriggerType.ON_DEMAND, b -> b.actions(a -> a.crawlerName("crawler")));
        assertInvalid("needs a JobName", TriggerType.ON_DEMAND, b -> b.actions(a -> a.timeout(5)));
        assertInvalid("1 to 50 Actions", TriggerType.ON_DEMAND, b -> b.actions(List.of()));
        assertInvalid("StartOnCreation", TriggerType.ON_DEMAND, b -> b.startOnCreation(true));
        assertInvalid("SCHEDULED has a Schedule", TriggerType.ON_DEMAND, b -> b.schedule(NIGHT));
        assertInvalid("SCHEDULED has a Schedule", TriggerType.SCHEDULED, b -> {});
        assertInvalid("every 5 minutes", TriggerType.SCHEDULED, b -> b.schedule("cron(0/1 * * * ? *)"));
        assertInvalid("cannot be used", TriggerType.SCHEDULED, b -> b.schedule("every day"));
        assertInvalid("still to come", TriggerType.SCHEDULED, b -> b.schedule("cron(0 0 1 1 ? 2020)"));
        assertInvalid("CONDITIONAL has a Predicate", TriggerType.CONDITIONAL, b -> {});
        assertInvalid(
                "Logical is required",
                TriggerType.CONDITIONAL,
                b -> b.predicate(p -> p.conditions(c -> c.jobName("one").state("SUCCEEDED"), c -> c.jobName("two")
                        .state("SUCCEEDED"))));
        assertInvalid(
                "is one of [FAILED, STOPPED, SUCCEEDED, TIMEOUT]",
                TriggerType.CONDITIONAL,
                b -> b.predicate(p -> p.conditions(c -> c.jobName("one").state("RUNNING"))));
        assertInvalid(
                "Crawlers come",
                TriggerType.CONDITIONAL,
                b -> b.predicate(p -> p.conditions(c -> c.crawlerName("one").crawlState("SUCCEEDED"))));
        assertInvalid("EVENT triggers do not work yet", TriggerType.EVENT, b -> {});
        assertCode(
                () -> create("refused", TriggerType.ON_DEMAND, b -> b.actions(a -> a.jobName("none"))),
                "EntityNotFoundException",
                "Job with name: none not found.");
        assertCode(
                () -> create("refused", TriggerType.ON_DEMAND, b -> b.workflowName("none")),
                "EntityNotFoundException",
                "Workflow with name: none not found.");
    }

    @Test
    void deletingTwiceSucceedsAndForgetsTheTags() {
        create("deleted", TriggerType.ON_DEMAND, b -> b.tags(Map.of("team", "blue")));
        var arn = "arn:aws:glue:us-east-1:111122223333:trigger/deleted";
        assertThat(glue.getTags(b -> b.resourceArn(arn)).tags()).isEqualTo(Map.of("team", "blue"));
        glue.deleteTrigger(b -> b.name("deleted"));
        glue.deleteTrigger(b -> b.name("deleted"));
        assertCode(() -> glue.getTags(b -> b.resourceArn(arn)), "EntityNotFoundException", "deleted");
        create("deleted", TriggerType.ON_DEMAND, b -> {});
        assertThat(glue.getTags(b -> b.resourceArn(arn)).tags()).isEmpty();
    }

    @Test
    void listsComeInPagesAndFilterByTagAndJob() {
        glue.createJob(b -> b.name("listed").role("MasticGlueRole").command(c -> c.name("pythonshell")
                .scriptLocation("s3://bucket/script.py")));
        for (int i = 0; i < 5; i++) {
            var tags = Map.of("parity", i % 2 == 0 ? "even" : "odd");
            create("list-" + i, TriggerType.ON_DEMAND, b -> b.actions(a -> a.jobName("listed"))
                    .tags(tags));
        }
        var names = new ArrayList<String>();
        glue.getTriggersPaginator(b -> b.dependentJobName("listed").maxResults(2))
                .forEach(page -> page.triggers().forEach(trigger -> names.add(trigger.name())));
        assertThat(names).containsExactly("list-0", "list-1", "list-2", "list-3", "list-4");

        var tagged = new ArrayList<String>();
        glue.listTriggersPaginator(b -> b.tags(Map.of("parity", "even")).maxResults(2))
                .forEach(page -> tagged.addAll(page.triggerNames()));
        assertThat(tagged).containsExactly("list-0", "list-2", "list-4");

        var batch = glue.batchGetTriggers(b -> b.triggerNames("list-1", "none"));
        assertThat(batch.triggers()).extracting(Trigger::name).containsExactly("list-1");
        assertThat(batch.triggersNotFound()).containsExactly("none");
        assertCode(
                () -> glue.getTriggers(b -> b.dependentJobName("none")), "EntityNotFoundException", "none not found");
    }

    @Test
    void aJobThatNoTriggerStartsLeavesNothingOutAsInAws() {
        glue.createJob(b -> b.name("lonely").role("MasticGlueRole").command(c -> c.name("pythonshell")
                .scriptLocation("s3://bucket/script.py")));
        create("some", TriggerType.ON_DEMAND, b -> {});
        assertThat(glue.listTriggers(b -> b.dependentJobName("lonely")).triggerNames())
                .contains("some");
    }

    @Test
    void workflowsAreKeptListedAndDeleted() {
        glue.createWorkflow(b -> b.name("flow")
                .description("nightly")
                .defaultRunProperties(Map.of("day", "monday"))
                .maxConcurrentRuns(2)
                .tags(Map.of("team", "blue")));
        create("flow-begin", TriggerType.ON_DEMAND, b -> b.workflowName("flow"));

        var workflow = glue.getWorkflow(b -> b.name("flow").includeGraph(true)).workflow();
        assertThat(workflow.description()).isEqualTo("nightly");
        assertThat(workflow.maxConcurrentRuns()).isEqualTo(2);
        assertThat(workflow.defaultRunProperties()).isEqualTo(Map.of("day", "monday"));
        assertThat(workflow.createdOn()).isNotNull();
        assertThat(workflow.lastRun()).isNull();
        assertThat(workflow.graph().nodes()).extracting(node -> node.type()).contains(NodeType.TRIGGER, NodeType.JOB);
        assertThat(glue.getTags(b -> b.resourceArn("arn:aws:glue:us-east-1:111122223333:workflow/flow"))
                        .tags())
                .isEqualTo(Map.of("team", "blue"));
        assertCode(() -> glue.createWorkflow(b -> b.name("flow")), "AlreadyExistsException", "flow");

        glue.updateWorkflow(b -> b.name("flow").description("daily"));
        assertThat(glue.getWorkflow(b -> b.name("flow")).workflow().maxConcurrentRuns())
                .isNull();
        assertThat(glue.batchGetWorkflows(b -> b.names("flow", "none")).missingWorkflows())
                .containsExactly("none");
        glue.createWorkflow(b -> b.name("flow-2"));
        var listed = new ArrayList<String>();
        glue.listWorkflowsPaginator(b -> b.maxResults(1)).forEach(page -> listed.addAll(page.workflows()));
        assertThat(listed).containsSubsequence("flow", "flow-2");

        glue.deleteWorkflow(b -> b.name("flow"));
        glue.deleteWorkflow(b -> b.name("flow"));
        assertCode(() -> glue.getWorkflow(b -> b.name("flow")), "EntityNotFoundException", "flow");
        assertCode(() -> get("flow-begin"), "EntityNotFoundException", "flow-begin");
    }

    @Test
    void aRunOfAWorkflowIsStartedSeenAndStopped() {
        glue.createWorkflow(b -> b.name("running"));
        create("running-begin", TriggerType.ON_DEMAND, b -> b.workflowName("running"));
        var id = glue.startWorkflowRun(b -> b.name("running").runProperties(Map.of("day", "tuesday")))
                .runId();

        assertThat(glue.getWorkflowRuns(b -> b.name("running")).runs())
                .singleElement()
                .satisfies(run -> assertThat(run.workflowRunId()).isEqualTo(id));
        glue.putWorkflowRunProperties(b -> b.name("running").runId(id).runProperties(Map.of("rows", "1")));
        assertThat(glue.getWorkflowRunProperties(b -> b.name("running").runId(id))
                        .runProperties())
                .isEqualTo(Map.of("day", "tuesday", "rows", "1"));
        assertThat(glue.getWorkflowRun(b -> b.name("running").runId(id)).run().graph())
                .isNull();
        assertCode(
                () -> glue.getWorkflowRun(b -> b.name("running").runId("wr_0")),
                "EntityNotFoundException",
                "wr_0 of the workflow running not found");
    }
}
