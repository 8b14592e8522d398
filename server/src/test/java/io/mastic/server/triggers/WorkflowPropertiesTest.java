package io.mastic.server.triggers;

import static org.assertj.core.api.Assertions.assertThat;

import io.mastic.server.store.EachDatabase;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.glue.model.GetWorkflowRunPropertiesRequest;
import software.amazon.awssdk.services.glue.model.PutWorkflowRunPropertiesRequest;
import software.amazon.awssdk.services.glue.model.StartWorkflowRunRequest;

/** Properties of runs of workflows: https://docs.aws.amazon.com/glue/latest/dg/workflows_overview.html. */
@EachDatabase
class WorkflowPropertiesTest extends FlowRuns {
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
}
