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
import software.amazon.awssdk.services.glue.model.BatchGetTriggersRequest;
import software.amazon.awssdk.services.glue.model.BatchGetTriggersResponse;
import software.amazon.awssdk.services.glue.model.CreateTriggerRequest;
import software.amazon.awssdk.services.glue.model.CreateTriggerResponse;
import software.amazon.awssdk.services.glue.model.DeleteTriggerRequest;
import software.amazon.awssdk.services.glue.model.DeleteTriggerResponse;
import software.amazon.awssdk.services.glue.model.GetTriggerRequest;
import software.amazon.awssdk.services.glue.model.GetTriggerResponse;
import software.amazon.awssdk.services.glue.model.GetTriggersRequest;
import software.amazon.awssdk.services.glue.model.GetTriggersResponse;
import software.amazon.awssdk.services.glue.model.ListTriggersRequest;
import software.amazon.awssdk.services.glue.model.ListTriggersResponse;
import software.amazon.awssdk.services.glue.model.StartTriggerRequest;
import software.amazon.awssdk.services.glue.model.StartTriggerResponse;
import software.amazon.awssdk.services.glue.model.StopTriggerRequest;
import software.amazon.awssdk.services.glue.model.StopTriggerResponse;
import software.amazon.awssdk.services.glue.model.Trigger;
import software.amazon.awssdk.services.glue.model.UpdateTriggerRequest;
import software.amazon.awssdk.services.glue.model.UpdateTriggerResponse;

/** Glue's operations on triggers. */
public final class TriggerOperations {
    private static final int PAGE = 100;

    private final Triggers triggers;
    private final TriggerStarts starts;
    private final Tags tags;

    public TriggerOperations(Triggers triggers, TriggerStarts starts, Tags tags) {
        this.triggers = triggers;
        this.starts = starts;
        this.tags = tags;
    }

    public OperationTable table() {
        return OperationTable.of(ServiceId.GLUE)
                .serve(
                        "CreateTrigger",
                        CreateTriggerRequest.class,
                        this::createTrigger,
                        (call, request) -> arns(call, request.name()),
                        (call, request) -> Tags.conditions(request.hasTags() ? request.tags() : Map.of()))
                .serve(
                        "GetTrigger",
                        GetTriggerRequest.class,
                        this::getTrigger,
                        (call, request) -> arns(call, request.name()))
                .serve("GetTriggers", GetTriggersRequest.class, this::getTriggers, OperationTable.Builder.anyResource())
                .serve(
                        "BatchGetTriggers",
                        BatchGetTriggersRequest.class,
                        this::batchGetTriggers,
                        (call, request) -> request.triggerNames().stream()
                                .map(name -> arn(call, name))
                                .toList())
                .serve(
                        "ListTriggers",
                        ListTriggersRequest.class,
                        this::listTriggers,
                        OperationTable.Builder.anyResource())
                .serve(
                        "UpdateTrigger",
                        UpdateTriggerRequest.class,
                        this::updateTrigger,
                        (call, request) -> arns(call, request.name()))
                .serve(
                        "DeleteTrigger",
                        DeleteTriggerRequest.class,
                        this::deleteTrigger,
                        (call, request) -> arns(call, request.name()))
                .serve(
                        "StartTrigger",
                        StartTriggerRequest.class,
                        this::startTrigger,
                        (call, request) -> arns(call, request.name()))
                .serve(
                        "StopTrigger",
                        StopTriggerRequest.class,
                        this::stopTrigger,
                        (call, request) -> arns(call, request.name()))
                .build();
    }

    private static List<String> arns(Call call, @Nullable String name) {
        return List.of(arn(call, Optional.ofNullable(name).orElse("")));
    }

    static String arn(Call call, String name) {
        return "arn:aws:glue:" + call.region() + ":" + call.accountId() + ":trigger/" + name;
    }

    public CreateTriggerResponse createTrigger(Call call, CreateTriggerRequest request) {
        triggers.create(call, request);
        if (request.hasTags()) {
            tags.add(arn(call, request.name()), request.tags());
        }
        return CreateTriggerResponse.builder().name(request.name()).build();
    }

    public GetTriggerResponse getTrigger(Call call, GetTriggerRequest request) {
        return GetTriggerResponse.builder()
                .trigger(triggers.get(call, request.name()))
                .build();
    }

    public GetTriggersResponse getTriggers(Call call, GetTriggersRequest request) {
        int limit = Optional.ofNullable(request.maxResults()).orElse(PAGE);
        var job = Optional.ofNullable(request.dependentJobName());
        var found = triggers.list(call, job, after(request.nextToken()), limit + 1);
        var page = found.size() > limit ? found.subList(0, limit) : found;
        return GetTriggersResponse.builder()
                .triggers(page)
                .nextToken(found.size() > limit ? page.get(limit - 1).name() : null)
                .build();
    }

    private static String after(@Nullable String token) {
        return Optional.ofNullable(token).orElse("");
    }

    public BatchGetTriggersResponse batchGetTriggers(Call call, BatchGetTriggersRequest request) {
        var found = new ArrayList<Trigger>();
        var missing = new ArrayList<String>();
        for (var name : request.triggerNames()) {
            triggers.find(call, name).ifPresentOrElse(found::add, () -> missing.add(name));
        }
        return BatchGetTriggersResponse.builder()
                .triggers(found)
                .triggersNotFound(missing)
                .build();
    }

    public ListTriggersResponse listTriggers(Call call, ListTriggersRequest request) {
        int limit = Optional.ofNullable(request.maxResults()).orElse(PAGE);
        var job = Optional.ofNullable(request.dependentJobName());
        var wanted = request.hasTags() ? request.tags() : Map.<String, String>of();
        var names = new ArrayList<String>();
        var after = after(request.nextToken());
        while (names.size() <= limit) {
            var page = triggers.list(call, job, after, PAGE);
            page.stream()
                    .map(Trigger::name)
                    .filter(name -> hasTags(call, name, wanted))
                    .forEach(names::add);
            if (page.size() < PAGE) {
                break;
            }
            after = page.get(PAGE - 1).name();
        }
        var shown = names.size() > limit ? names.subList(0, limit) : names;
        return ListTriggersResponse.builder()
                .triggerNames(shown)
                .nextToken(names.size() > limit ? shown.get(limit - 1) : null)
                .build();
    }

    private boolean hasTags(Call call, String name, Map<String, String> wanted) {
        return wanted.isEmpty() || tags.get(arn(call, name)).entrySet().containsAll(wanted.entrySet());
    }

    public UpdateTriggerResponse updateTrigger(Call call, UpdateTriggerRequest request) {
        return UpdateTriggerResponse.builder()
                .trigger(triggers.update(call, request.name(), request.triggerUpdate()))
                .build();
    }

    public DeleteTriggerResponse deleteTrigger(Call call, DeleteTriggerRequest request) {
        triggers.delete(call, request.name());
        tags.forget(arn(call, request.name()));
        return DeleteTriggerResponse.builder().name(request.name()).build();
    }

    public StartTriggerResponse startTrigger(Call call, StartTriggerRequest request) {
        starts.start(call, request.name());
        return StartTriggerResponse.builder().name(request.name()).build();
    }

    public StopTriggerResponse stopTrigger(Call call, StopTriggerRequest request) {
        triggers.deactivate(call, request.name());
        return StopTriggerResponse.builder().name(request.name()).build();
    }
}
