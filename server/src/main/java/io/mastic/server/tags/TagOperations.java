package io.mastic.server.tags;

import io.mastic.protocol.Call;
import io.mastic.protocol.OperationTable;
import io.mastic.protocol.ServiceException;
import io.mastic.protocol.ServiceId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.GetTagsRequest;
import software.amazon.awssdk.services.glue.model.GetTagsResponse;
import software.amazon.awssdk.services.glue.model.TagResourceRequest;
import software.amazon.awssdk.services.glue.model.TagResourceResponse;
import software.amazon.awssdk.services.glue.model.UntagResourceRequest;
import software.amazon.awssdk.services.glue.model.UntagResourceResponse;

/** Glue's operations on the tags of a resource. */
public final class TagOperations {
    /** Says whether a resource exists, by the part of its ARN after the type: {@code job}, then the name. */
    @FunctionalInterface
    public interface Resources {
        boolean exists(Call call, String name);
    }

    private final Tags tags;
    private final Map<String, Resources> resources;

    /** @param resources by type as ARNs name it */
    public TagOperations(Tags tags, Map<String, Resources> resources) {
        this.tags = tags;
        this.resources = Map.copyOf(resources);
    }

    public OperationTable table() {
        return OperationTable.of(ServiceId.GLUE)
                .serve(
                        "TagResource",
                        TagResourceRequest.class,
                        this::tagResource,
                        (call, request) -> arn(request.resourceArn()),
                        (call, request) -> Tags.conditions(request.hasTagsToAdd() ? request.tagsToAdd() : Map.of()))
                .serve(
                        "UntagResource",
                        UntagResourceRequest.class,
                        this::untagResource,
                        (call, request) -> arn(request.resourceArn()),
                        (call, request) ->
                                Map.of("aws:TagKeys", request.hasTagsToRemove() ? request.tagsToRemove() : List.of()))
                .serve("GetTags", GetTagsRequest.class, this::getTags, (call, request) -> arn(request.resourceArn()))
                .build();
    }

    private static List<String> arn(@Nullable String arn) {
        return List.of(Optional.ofNullable(arn).orElse("*"));
    }

    private String existing(Call call, String arn) {
        var prefix = "arn:aws:glue:" + call.region() + ":" + call.accountId() + ":";
        var parts = arn.startsWith(prefix) ? arn.substring(prefix.length()).split("/", 2) : new String[0];
        if (parts.length != 2 || !resources.containsKey(parts[0])) {
            throw new ServiceException(
                    "InvalidInputException",
                    400,
                    "The ARN " + arn + " is not one of a resource that can have tags here: " + prefix
                            + "<type>/<name>, where type is one of "
                            + resources.keySet().stream().sorted().toList());
        }
        if (!resources.get(parts[0]).exists(call, parts[1])) {
            throw new ServiceException("EntityNotFoundException", 400, "Entity " + arn + " not found.");
        }
        return arn;
    }

    public TagResourceResponse tagResource(Call call, TagResourceRequest request) {
        tags.add(existing(call, request.resourceArn()), request.tagsToAdd());
        return TagResourceResponse.builder().build();
    }

    public UntagResourceResponse untagResource(Call call, UntagResourceRequest request) {
        tags.remove(existing(call, request.resourceArn()), request.tagsToRemove());
        return UntagResourceResponse.builder().build();
    }

    public GetTagsResponse getTags(Call call, GetTagsRequest request) {
        return GetTagsResponse.builder()
                .tags(tags.get(existing(call, request.resourceArn())))
                .build();
    }
}
