package io.mastic.server.jobs;

import io.mastic.protocol.Call;
import io.mastic.protocol.OperationTable;
import io.mastic.protocol.ServiceException;
import io.mastic.protocol.ServiceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.glue.model.BatchStopJobRunError;
import software.amazon.awssdk.services.glue.model.BatchStopJobRunRequest;
import software.amazon.awssdk.services.glue.model.BatchStopJobRunResponse;
import software.amazon.awssdk.services.glue.model.BatchStopJobRunSuccessfulSubmission;
import software.amazon.awssdk.services.glue.model.ErrorDetail;
import software.amazon.awssdk.services.glue.model.GetJobRunRequest;
import software.amazon.awssdk.services.glue.model.GetJobRunResponse;
import software.amazon.awssdk.services.glue.model.GetJobRunsRequest;
import software.amazon.awssdk.services.glue.model.GetJobRunsResponse;
import software.amazon.awssdk.services.glue.model.StartJobRunRequest;
import software.amazon.awssdk.services.glue.model.StartJobRunResponse;

/** Glue's operations on runs. */
public final class JobRunOperations {
    private static final int PAGE = 200;

    private final JobRuns runs;

    public JobRunOperations(JobRuns runs) {
        this.runs = runs;
    }

    public OperationTable table() {
        return OperationTable.of(ServiceId.GLUE)
                .serve(
                        "StartJobRun",
                        StartJobRunRequest.class,
                        this::startJobRun,
                        (call, request) -> JobOperations.arn(call, request.jobName()))
                .serve(
                        "GetJobRun",
                        GetJobRunRequest.class,
                        this::getJobRun,
                        (call, request) -> JobOperations.arn(call, request.jobName()))
                .serve(
                        "GetJobRuns",
                        GetJobRunsRequest.class,
                        this::getJobRuns,
                        (call, request) -> JobOperations.arn(call, request.jobName()))
                .serve(
                        "BatchStopJobRun",
                        BatchStopJobRunRequest.class,
                        this::batchStopJobRun,
                        (call, request) -> JobOperations.arn(call, request.jobName()))
                .build();
    }

    public StartJobRunResponse startJobRun(Call call, StartJobRunRequest request) {
        return StartJobRunResponse.builder().jobRunId(runs.start(call, request)).build();
    }

    public GetJobRunResponse getJobRun(Call call, GetJobRunRequest request) {
        var run = runs.get(call, request.jobName(), request.runId());
        var shown = Boolean.TRUE.equals(request.predecessorsIncluded())
                ? run
                : run.toBuilder().predecessorRuns(List.of()).build();
        return GetJobRunResponse.builder().jobRun(shown).build();
    }

    public GetJobRunsResponse getJobRuns(Call call, GetJobRunsRequest request) {
        int limit = Optional.ofNullable(request.maxResults()).orElse(PAGE);
        var found = runs.list(call, request.jobName(), Optional.ofNullable(request.nextToken()), limit + 1);
        var page = found.size() > limit ? found.subList(0, limit) : found;
        return GetJobRunsResponse.builder()
                .jobRuns(page)
                .nextToken(found.size() > limit ? page.get(limit - 1).id() : null)
                .build();
    }

    public BatchStopJobRunResponse batchStopJobRun(Call call, BatchStopJobRunRequest request) {
        var stopped = new ArrayList<BatchStopJobRunSuccessfulSubmission>();
        var errors = new ArrayList<BatchStopJobRunError>();
        for (var id : request.jobRunIds()) {
            try {
                runs.stop(call, request.jobName(), id);
                stopped.add(BatchStopJobRunSuccessfulSubmission.builder()
                        .jobName(request.jobName())
                        .jobRunId(id)
                        .build());
            } catch (ServiceException e) {
                errors.add(BatchStopJobRunError.builder()
                        .jobName(request.jobName())
                        .jobRunId(id)
                        .errorDetail(ErrorDetail.builder()
                                .errorCode(e.code())
                                .errorMessage(e.message())
                                .build())
                        .build());
            }
        }
        return BatchStopJobRunResponse.builder()
                .successfulSubmissions(stopped)
                .errors(errors)
                .build();
    }
}
