package io.mastic.server.jobs;

import com.fasterxml.jackson.databind.node.BooleanNode;
import io.mastic.protocol.Call;
import io.mastic.protocol.Operation;
import io.mastic.protocol.OperationTable;
import io.mastic.protocol.Reply;
import io.mastic.protocol.ServiceId;
import io.mastic.server.jobs.Jobs.Definition;
import io.mastic.server.tags.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.BatchGetJobsRequest;
import software.amazon.awssdk.services.glue.model.BatchGetJobsResponse;
import software.amazon.awssdk.services.glue.model.CreateJobRequest;
import software.amazon.awssdk.services.glue.model.CreateJobResponse;
import software.amazon.awssdk.services.glue.model.DeleteJobRequest;
import software.amazon.awssdk.services.glue.model.DeleteJobResponse;
import software.amazon.awssdk.services.glue.model.GetJobRequest;
import software.amazon.awssdk.services.glue.model.GetJobResponse;
import software.amazon.awssdk.services.glue.model.GetJobsRequest;
import software.amazon.awssdk.services.glue.model.GetJobsResponse;
import software.amazon.awssdk.services.glue.model.ListJobsRequest;
import software.amazon.awssdk.services.glue.model.ListJobsResponse;
import software.amazon.awssdk.services.glue.model.UpdateJobRequest;
import software.amazon.awssdk.services.glue.model.UpdateJobResponse;

/** Glue's operations on job definitions. */
public final class JobOperations {
    private static final String GRAPH = "CodeGenConfigurationNodes";
    /** A member of our own, which clients that do not know it pass over. */
    private static final String CHANGED = "ScriptChangedOutsideEditor";

    private static final int PAGE = 100;

    private final Jobs jobs;
    private final Tags tags;

    public JobOperations(Jobs jobs, Tags tags) {
        this.jobs = jobs;
        this.tags = tags;
    }

    public OperationTable table() {
        return OperationTable.of(ServiceId.GLUE)
                .serve(new Operation<>(
                        "CreateJob",
                        CreateJobRequest.class,
                        (call, request) -> Reply.of(createJob(call, request)),
                        (call, request) -> arn(call, request.name()),
                        (call, request) -> Tags.conditions(request.hasTags() ? request.tags() : Map.of()),
                        Set.of(GRAPH)))
                .serve(new Operation<>(
                        "UpdateJob",
                        UpdateJobRequest.class,
                        (call, request) -> Reply.of(updateJob(call, request)),
                        (call, request) -> arn(call, request.jobName()),
                        (call, request) -> Map.of(),
                        Set.of("JobUpdate." + GRAPH)))
                .serve(new Operation<>(
                        "GetJob",
                        GetJobRequest.class,
                        this::getJob,
                        (call, request) -> arn(call, request.jobName()),
                        (call, request) -> Map.of(),
                        Set.of()))
                .serve(new Operation<>(
                        "GetJobs",
                        GetJobsRequest.class,
                        this::getJobs,
                        OperationTable.Builder.anyResource(),
                        (call, request) -> Map.of(),
                        Set.of()))
                .serve(new Operation<>(
                        "BatchGetJobs",
                        BatchGetJobsRequest.class,
                        this::batchGetJobs,
                        (call, request) -> request.jobNames().stream()
                                .map(name -> one(call, name))
                                .toList(),
                        (call, request) -> Map.of(),
                        Set.of()))
                .serve("ListJobs", ListJobsRequest.class, this::listJobs, OperationTable.Builder.anyResource())
                .serve(
                        "DeleteJob",
                        DeleteJobRequest.class,
                        this::deleteJob,
                        (call, request) -> arn(call, request.jobName()))
                .build();
    }

    static List<String> arn(Call call, @Nullable String name) {
        return List.of(one(call, Optional.ofNullable(name).orElse("")));
    }

    private static String one(Call call, String name) {
        return "arn:aws:glue:" + call.region() + ":" + call.accountId() + ":job/" + name;
    }

    public CreateJobResponse createJob(Call call, CreateJobRequest request) {
        jobs.create(call, request.name(), request.role(), request, call.raw(GRAPH));
        if (request.hasTags()) {
            tags.add(one(call, request.name()), request.tags());
        }
        return CreateJobResponse.builder().name(request.name()).build();
    }

    public UpdateJobResponse updateJob(Call call, UpdateJobRequest request) {
        var graph = call.raw("JobUpdate." + GRAPH);
        var role = Optional.ofNullable(request.jobUpdate().role());
        jobs.update(call, request.jobName(), request.jobUpdate(), role, graph);
        return UpdateJobResponse.builder().jobName(request.jobName()).build();
    }

    public Reply<GetJobResponse> getJob(Call call, GetJobRequest request) {
        var found = jobs.get(call, request.jobName());
        var reply = Reply.of(GetJobResponse.builder().job(found.job()).build());
        if (found.graph().isEmpty()) {
            return reply;
        }
        var visual = reply.with("/Job/" + GRAPH, Jobs.tree(found.graph().get()));
        return jobs.scriptChangedOutside(call, found) ? visual.with("/Job/" + CHANGED, BooleanNode.TRUE) : visual;
    }

    public Reply<GetJobsResponse> getJobs(Call call, GetJobsRequest request) {
        int limit = Optional.ofNullable(request.maxResults()).orElse(PAGE);
        var found = jobs.list(call, Optional.ofNullable(request.nextToken()).orElse(""), limit + 1);
        var page = found.size() > limit ? found.subList(0, limit) : found;
        var response = GetJobsResponse.builder()
                .jobs(page.stream().map(Definition::job).toList())
                .nextToken(found.size() > limit ? page.get(limit - 1).job().name() : null)
                .build();
        return withGraphs(Reply.of(response), page);
    }

    private static <O extends software.amazon.awssdk.core.SdkPojo> Reply<O> withGraphs(
            Reply<O> reply, List<Definition> page) {
        var result = reply;
        for (int i = 0; i < page.size(); i++) {
            var graph = page.get(i).graph();
            if (graph.isPresent()) {
                result = result.with("/Jobs/" + i + "/" + GRAPH, Jobs.tree(graph.get()));
            }
        }
        return result;
    }

    public Reply<BatchGetJobsResponse> batchGetJobs(Call call, BatchGetJobsRequest request) {
        var found = new ArrayList<Definition>();
        var missing = new ArrayList<String>();
        for (var name : request.jobNames()) {
            jobs.find(call, name).ifPresentOrElse(found::add, () -> missing.add(name));
        }
        var response = BatchGetJobsResponse.builder()
                .jobs(found.stream().map(Definition::job).toList())
                .jobsNotFound(missing)
                .build();
        return withGraphs(Reply.of(response), found);
    }

    public ListJobsResponse listJobs(Call call, ListJobsRequest request) {
        int limit = Optional.ofNullable(request.maxResults()).orElse(PAGE);
        var wanted = request.hasTags() ? request.tags() : Map.<String, String>of();
        var names = new ArrayList<String>();
        var after = Optional.ofNullable(request.nextToken()).orElse("");
        while (names.size() <= limit) {
            var page = jobs.list(call, after, PAGE);
            names(call, page, wanted).forEach(names::add);
            if (page.size() < PAGE) {
                break;
            }
            after = page.get(PAGE - 1).job().name();
        }
        var shown = names.size() > limit ? names.subList(0, limit) : names;
        return ListJobsResponse.builder()
                .jobNames(shown)
                .nextToken(names.size() > limit ? shown.get(limit - 1) : null)
                .build();
    }

    private Stream<String> names(Call call, List<Definition> page, Map<String, String> wanted) {
        return page.stream()
                .map(definition -> definition.job().name())
                .filter(name ->
                        wanted.isEmpty() || tags.get(one(call, name)).entrySet().containsAll(wanted.entrySet()));
    }

    public DeleteJobResponse deleteJob(Call call, DeleteJobRequest request) {
        jobs.delete(call, request.jobName());
        tags.forget(one(call, request.jobName()));
        return DeleteJobResponse.builder().jobName(request.jobName()).build();
    }
}
