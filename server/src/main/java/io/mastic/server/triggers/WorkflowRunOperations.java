package io.mastic.server.triggers;

import io.mastic.protocol.Call;
import io.mastic.protocol.OperationTable;
import io.mastic.protocol.ServiceId;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.glue.model.GetWorkflowRunPropertiesRequest;
import software.amazon.awssdk.services.glue.model.GetWorkflowRunPropertiesResponse;
import software.amazon.awssdk.services.glue.model.GetWorkflowRunRequest;
import software.amazon.awssdk.services.glue.model.GetWorkflowRunResponse;
import software.amazon.awssdk.services.glue.model.GetWorkflowRunsRequest;
import software.amazon.awssdk.services.glue.model.GetWorkflowRunsResponse;
import software.amazon.awssdk.services.glue.model.PutWorkflowRunPropertiesRequest;
import software.amazon.awssdk.services.glue.model.PutWorkflowRunPropertiesResponse;
import software.amazon.awssdk.services.glue.model.ResumeWorkflowRunRequest;
import software.amazon.awssdk.services.glue.model.ResumeWorkflowRunResponse;
import software.amazon.awssdk.services.glue.model.StartWorkflowRunRequest;
import software.amazon.awssdk.services.glue.model.StartWorkflowRunResponse;
import software.amazon.awssdk.services.glue.model.StopWorkflowRunRequest;
import software.amazon.awssdk.services.glue.model.StopWorkflowRunResponse;

/** Glue's operations on the runs of workflows. */
public final class WorkflowRunOperations {
    private static final int PAGE = 100;

    private final WorkflowRuns runs;

    public WorkflowRunOperations(WorkflowRuns runs) {
        this.runs = runs;
    }

    public OperationTable table() {
        return OperationTable.of(ServiceId.GLUE)
                .serve(
                        "StartWorkflowRun",
                        StartWorkflowRunRequest.class,
                        this::startWorkflowRun,
                        (call, request) -> WorkflowOperations.arns(call, request.name()))
                .serve(
                        "GetWorkflowRun",
                        GetWorkflowRunRequest.class,
                        this::getWorkflowRun,
                        (call, request) -> WorkflowOperations.arns(call, request.name()))
                .serve(
                        "GetWorkflowRuns",
                        GetWorkflowRunsRequest.class,
                        this::getWorkflowRuns,
                        (call, request) -> WorkflowOperations.arns(call, request.name()))
                .serve(
                        "GetWorkflowRunProperties",
                        GetWorkflowRunPropertiesRequest.class,
                        this::getWorkflowRunProperties,
                        (call, request) -> WorkflowOperations.arns(call, request.name()))
                .serve(
                        "PutWorkflowRunProperties",
                        PutWorkflowRunPropertiesRequest.class,
                        this::putWorkflowRunProperties,
                        (call, request) -> WorkflowOperations.arns(call, request.name()))
                .serve(
                        "StopWorkflowRun",
                        StopWorkflowRunRequest.class,
                        this::stopWorkflowRun,
                        (call, request) -> WorkflowOperations.arns(call, request.name()))
                .serve(
                        "ResumeWorkflowRun",
                        ResumeWorkflowRunRequest.class,
                        this::resumeWorkflowRun,
                        (call, request) -> WorkflowOperations.arns(call, request.name()))
                .build();
    }

    public StartWorkflowRunResponse startWorkflowRun(Call call, StartWorkflowRunRequest request) {
        var properties = request.hasRunProperties() ? request.runProperties() : Map.<String, String>of();
        return StartWorkflowRunResponse.builder()
                .runId(runs.start(call, request.name(), properties))
                .build();
    }

    public GetWorkflowRunResponse getWorkflowRun(Call call, GetWorkflowRunRequest request) {
        var graph = Boolean.TRUE.equals(request.includeGraph());
        return GetWorkflowRunResponse.builder()
                .run(runs.get(call, request.name(), request.runId(), graph))
                .build();
    }

    public GetWorkflowRunsResponse getWorkflowRuns(Call call, GetWorkflowRunsRequest request) {
        int limit = Optional.ofNullable(request.maxResults()).orElse(PAGE);
        var after = Optional.ofNullable(request.nextToken());
        var graph = Boolean.TRUE.equals(request.includeGraph());
        var found = runs.list(call, request.name(), after, limit + 1, graph);
        var page = found.size() > limit ? found.subList(0, limit) : found;
        return GetWorkflowRunsResponse.builder()
                .runs(page)
                .nextToken(found.size() > limit ? page.get(limit - 1).workflowRunId() : null)
                .build();
    }

    public GetWorkflowRunPropertiesResponse getWorkflowRunProperties(
            Call call, GetWorkflowRunPropertiesRequest request) {
        return GetWorkflowRunPropertiesResponse.builder()
                .runProperties(runs.properties(call, request.name(), request.runId()))
                .build();
    }

    public PutWorkflowRunPropertiesResponse putWorkflowRunProperties(
            Call call, PutWorkflowRunPropertiesRequest request) {
        runs.putProperties(call, request.name(), request.runId(), request.runProperties());
        return PutWorkflowRunPropertiesResponse.builder().build();
    }

    public StopWorkflowRunResponse stopWorkflowRun(Call call, StopWorkflowRunRequest request) {
        runs.stop(call, request.name(), request.runId());
        return StopWorkflowRunResponse.builder().build();
    }

    public ResumeWorkflowRunResponse resumeWorkflowRun(Call call, ResumeWorkflowRunRequest request) {
        var run = runs.resume(call, request.name(), request.runId(), request.nodeIds());
        return ResumeWorkflowRunResponse.builder()
                .runId(run.workflowRunId())
                .nodeIds(request.nodeIds())
                .build();
    }
}
