package io.mastic.server.visual;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mastic.protocol.Authoriser;
import io.mastic.protocol.Call;
import io.mastic.protocol.Caller;
import io.mastic.server.jobs.Jobs;
import io.mastic.server.jobs.Jobs.Definition;
import io.mastic.server.objects.RoleObjects;
import io.mastic.server.objects.S3Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Which jobs call a custom transform, and whether with the code that it has now. */
public final class TransformJobs {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int PAGE = 100;

    private final Jobs jobs;
    private final Function<Caller, RoleObjects> objects;
    private final Authoriser authoriser;

    public TransformJobs(Jobs jobs, Function<Caller, RoleObjects> objects, Authoriser authoriser) {
        this.jobs = jobs;
        this.objects = objects;
        this.authoriser = authoriser;
    }

    /** @param current whether saving the job again would change nothing of its code */
    record UsingJob(String name, boolean current) {}

    /**
     * The jobs of the account whose graphs call the transform, by name.
     *
     * @throws io.mastic.protocol.ServiceException {@code AccessDeniedException} as GetJobs
     */
    List<UsingJob> of(Call call, String transform) {
        authoriser.authorise(call.caller(), "glue:GetJobs", List.of("*"), Map.of());
        var using = new ArrayList<UsingJob>();
        var after = "";
        List<Definition> page;
        do {
            page = jobs.list(call, after, PAGE);
            for (var definition : page) {
                after = definition.job().name();
                path(definition, transform)
                        .ifPresent(path ->
                                using.add(new UsingJob(definition.job().name(), isCurrent(call, definition, path))));
            }
        } while (page.size() == PAGE);
        return using;
    }

    private static Optional<String> path(Definition definition, String transform) {
        return definition.graph().stream()
                .filter(graph -> graph.contains(transform))
                .flatMap(graph -> tree(graph).properties().stream())
                .map(node -> node.getValue().path("DynamicTransform"))
                .filter(node -> node.path("TransformName").asText().equals(transform))
                .map(node -> node.path("Path").asText())
                .findFirst();
    }

    private static JsonNode tree(String graph) {
        try {
            return MAPPER.readTree(graph);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean isCurrent(Call call, Definition definition, String path) {
        var bucket = AssetsBucket.name(call.accountId(), call.region());
        var pinned = S3Location.of(path).flatMap(place -> TransformModules.read(objects.apply(call.caller()), place)
                .map(code -> new S3Location(bucket, TransformModules.versionKey(place, code))));
        var arguments =
                definition.job().hasDefaultArguments() ? definition.job().defaultArguments() : Map.<String, String>of();
        return pinned.filter(place -> TransformModules.files(arguments).anyMatch(place.toString()::equals))
                .isPresent();
    }
}
