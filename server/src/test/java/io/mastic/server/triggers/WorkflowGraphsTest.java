package io.mastic.server.triggers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.mastic.server.jobs.JobRunState;
import io.mastic.server.store.EachDatabase;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.glue.model.DeleteWorkflowRequest;
import software.amazon.awssdk.services.glue.model.GetWorkflowRequest;
import software.amazon.awssdk.services.glue.model.GetWorkflowRunsRequest;
import software.amazon.awssdk.services.glue.model.JobRun;
import software.amazon.awssdk.services.glue.model.Node;

/** What is shown of workflows and their runs: https://docs.aws.amazon.com/glue/latest/dg/workflows_overview.html. */
@EachDatabase
class WorkflowGraphsTest extends FlowRuns {
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
