package io.mastic.server.triggers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mastic.protocol.ServiceException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.services.glue.model.CreateWorkflowRequest;
import software.amazon.awssdk.services.glue.model.Node;
import software.amazon.awssdk.services.glue.model.ResumeWorkflowRunRequest;
import software.amazon.awssdk.services.glue.model.StartWorkflowRunRequest;
import software.amazon.awssdk.services.glue.model.StopWorkflowRunRequest;
import software.amazon.awssdk.services.glue.model.WorkflowRun;

/** Runs of one workflow: extract, then clean and check side by side, then load when both have succeeded. */
abstract class FlowRuns {
    final TriggersFixture fixture = new TriggersFixture();

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

    void createWorkflow(Consumer<CreateWorkflowRequest.Builder> more) {
        var request = CreateWorkflowRequest.builder().name("flow");
        more.accept(request);
        fixture.workflowOperations.createWorkflow(fixture.call(), request.build());
    }

    String start() {
        return fixture.workflowRunOperations
                .startWorkflowRun(
                        fixture.call(),
                        StartWorkflowRunRequest.builder().name("flow").build())
                .runId();
    }

    WorkflowRun run(String id) {
        return fixture.workflowRun("flow", id);
    }

    static void assertCode(ThrowingCallable call, String code) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ServiceException.class, e -> assertThat(e.code())
                .isEqualTo(code));
    }

    void stop(String id) {
        var request = StopWorkflowRunRequest.builder().name("flow").runId(id).build();
        fixture.workflowRunOperations.stopWorkflowRun(fixture.call(), request);
    }

    String resume(String id, String... nodes) {
        var request = ResumeWorkflowRunRequest.builder()
                .name("flow")
                .runId(id)
                .nodeIds(nodes)
                .build();
        return fixture.workflowRunOperations
                .resumeWorkflowRun(fixture.call(), request)
                .runId();
    }

    String node(String id, String name) {
        return run(id).graph().nodes().stream()
                .filter(node -> node.name().equals(name))
                .findFirst()
                .map(Node::uniqueId)
                .orElseThrow();
    }
}
