package io.mastic.server.triggers;

import io.mastic.protocol.Call;
import io.mastic.protocol.OperationTable;
import io.mastic.protocol.ServiceId;
import io.mastic.server.tags.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.BatchGetWorkflowsRequest;
import software.amazon.awssdk.services.glue.model.BatchGetWorkflowsResponse;
import software.amazon.awssdk.services.glue.model.CreateWorkflowRequest;
import software.amazon.awssdk.services.glue.model.CreateWorkflowResponse;
import software.amazon.awssdk.services.glue.model.DeleteWorkflowRequest;
import software.amazon.awssdk.services.glue.model.DeleteWorkflowResponse;
import software.amazon.awssdk.services.glue.model.GetWorkflowRequest;
import software.amazon.awssdk.services.glue.model.GetWorkflowResponse;
import software.amazon.awssdk.services.glue.model.ListWorkflowsRequest;
import software.amazon.awssdk.services.glue.model.ListWorkflowsResponse;
import software.amazon.awssdk.services.glue.model.UpdateWorkflowRequest;
import software.amazon.awssdk.services.glue.model.UpdateWorkflowResponse;
import software.amazon.awssdk.services.glue.model.Workflow;

/** Glue's operations on workflows. */
public final class WorkflowOperations {
    private static final int PAGE = 25;

    private final Workflows workflows;
    private final WorkflowRuns runs;
    private final Tags tags;

    public WorkflowOperations(Workflows workflows, WorkflowRuns runs, Tags tags) {
        this.workflows = workflows;
        this.runs = runs;
        this.tags = tags;
    }

    public OperationTable table() {
        return OperationTable.of(ServiceId.GLUE)
                .serve(
                        "CreateWorkflow",
                        CreateWorkflowRequest.class,
                        this::createWorkflow,
                        (call, request) -> arns(call, request.name()),
                        (call, request) -> Tags.conditions(request.hasTags() ? request.tags() : Map.of()))
                .serve(
                        "GetWorkflow",
                        GetWorkflowRequest.class,
                        this::getWorkflow,
                        (call, request) -> arns(call, request.name()))
                .serve(
                        "BatchGetWorkflows",
                        BatchGetWorkflowsRequest.class,
                        this::batchGetWorkflows,
                        (call, request) -> request.names().stream()
                                .map(name -> arn(call, name))
                                .toList())
                .serve(
                        "ListWorkflows",
                        ListWorkflowsRequest.class,
                        this::listWorkflows,
                        OperationTable.Builder.anyResource())
                .serve(
                        "UpdateWorkflow",
                        UpdateWorkflowRequest.class,
                        this::updateWorkflow,
                        (call, request) -> arns(call, request.name()))
                .serve(
                        "DeleteWorkflow",
                        DeleteWorkflowRequest.class,
                        this::deleteWorkflow,
                        (call, request) -> arns(call, request.name()))
                .build();
    }

    static List<String> arns(Call call, @Nullable String name) {
        return List.of(arn(call, Optional.ofNullable(name).orElse("")));
    }

    private static String arn(Call call, String name) {
        return "arn:aws:glue:" + call.region() + ":" + call.accountId() + ":workflow/" + name;
    }

    public CreateWorkflowResponse createWorkflow(Call call, CreateWorkflowRequest request) {
        workflows.create(call, request);
        if (request.hasTags()) {
            tags.add(arn(call, request.name()), request.tags());
        }
        return CreateWorkflowResponse.builder().name(request.name()).build();
    }

    public GetWorkflowResponse getWorkflow(Call call, GetWorkflowRequest request) {
        var workflow = workflows.get(call, request.name());
        return GetWorkflowResponse.builder()
                .workflow(shown(call, workflow, Boolean.TRUE.equals(request.includeGraph())))
                .build();
    }

    private Workflow shown(Call call, Workflow workflow, boolean includeGraph) {
        var shown = workflow.toBuilder()
                .lastRun(runs.last(call, workflow.name(), includeGraph).orElse(null));
        if (includeGraph) {
            shown.graph(WorkflowGraphs.of(workflows.triggers(call, workflow.name()), Map.of()));
        }
        return shown.build();
    }

    public BatchGetWorkflowsResponse batchGetWorkflows(Call call, BatchGetWorkflowsRequest request) {
        var graph = Boolean.TRUE.equals(request.includeGraph());
        var found = new ArrayList<Workflow>();
        var missing = new ArrayList<String>();
        for (var name : request.names()) {
            workflows
                    .find(call, name)
                    .ifPresentOrElse(workflow -> found.add(shown(call, workflow, graph)), () -> missing.add(name));
        }
        return BatchGetWorkflowsResponse.builder()
                .workflows(found)
                .missingWorkflows(missing)
                .build();
    }

    public ListWorkflowsResponse listWorkflows(Call call, ListWorkflowsRequest request) {
        int limit = Optional.ofNullable(request.maxResults()).orElse(PAGE);
        var after = Optional.ofNullable(request.nextToken()).orElse("");
        var found = workflows.list(call, after, limit + 1);
        var page = found.size() > limit ? found.subList(0, limit) : found;
        return ListWorkflowsResponse.builder()
                .workflows(page)
                .nextToken(found.size() > limit ? page.get(limit - 1) : null)
                .build();
    }

    public UpdateWorkflowResponse updateWorkflow(Call call, UpdateWorkflowRequest request) {
        workflows.update(call, request);
        return UpdateWorkflowResponse.builder().name(request.name()).build();
    }

    public DeleteWorkflowResponse deleteWorkflow(Call call, DeleteWorkflowRequest request) {
        for (var trigger : workflows.delete(call, request.name())) {
            tags.forget(TriggerOperations.arn(call, trigger));
        }
        tags.forget(arn(call, request.name()));
        return DeleteWorkflowResponse.builder().name(request.name()).build();
    }
}
