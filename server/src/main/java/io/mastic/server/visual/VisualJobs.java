package io.mastic.server.visual;

import com.fasterxml.jackson.databind.JsonNode;
import io.mastic.model.graph.Graph;
import io.mastic.protocol.Call;
import io.mastic.protocol.Caller;
import io.mastic.protocol.ServiceException;
import io.mastic.server.jobs.Jobs;
import io.mastic.server.objects.RoleObjects;
import io.mastic.server.objects.S3Location;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.glue.model.Job;

/**
 * Writes the script of a job with a graph whenever it is saved, in the name of who saves it.
 *
 * <p>The object is written before the job is stored: a caller who got no answer saves again, and finds the script that is to be
 * written there already.
 */
public final class VisualJobs implements Jobs.Graphs {
    private static final int LARGEST_SCRIPT = 16 << 20;

    private final Function<Caller, RoleObjects> objects;

    public VisualJobs(Function<Caller, RoleObjects> objects) {
        this.objects = objects;
    }

    @Override
    public Jobs.Generated generate(Call call, Job job, JsonNode document, Optional<Jobs.Earlier> earlier) {
        var graph = usable(document);
        var script = graph.script().getBytes(StandardCharsets.UTF_8);
        var location = location(call, job);
        var mine = objects.apply(call.caller());
        write(mine, location, script, earlier.filter(last -> last.location().equals(location.toString())));
        var given = job.hasDefaultArguments() ? job.defaultArguments() : Map.<String, String>of();
        var arguments = TransformModules.pinned(call, mine, graph, given);
        var completed = job.toBuilder()
                .command(job.command().toBuilder()
                        .scriptLocation(location.toString())
                        .build());
        if (!arguments.equals(given)) {
            completed.defaultArguments(arguments);
        }
        return new Jobs.Generated(completed.build(), ScriptHash.of(script));
    }

    /** @throws ServiceException {@code InvalidInputException} with all problems for which the graph cannot be saved */
    static Graph usable(JsonNode document) {
        var graph = Graph.read(document);
        var invalid = graph.invalid();
        if (!invalid.isEmpty()) {
            throw VisualErrors.invalidGraph(invalid);
        }
        return graph;
    }

    private static S3Location location(Call call, Job job) {
        var given = Optional.ofNullable(job.command().scriptLocation()).filter(place -> !place.isEmpty());
        if (given.isEmpty()) {
            return new S3Location(AssetsBucket.name(call.accountId(), call.region()), "scripts/" + job.name() + ".py");
        }
        return given.flatMap(S3Location::of)
                .filter(place -> !place.fileName().isEmpty())
                .orElseThrow(() -> VisualErrors.invalid("Command.ScriptLocation " + given.get()
                        + " is no place for a script: it has the form s3://bucket/folder/name.py"));
    }

    private static void write(RoleObjects mine, S3Location location, byte[] script, Optional<Jobs.Earlier> earlier) {
        try {
            if (earlier.isEmpty()
                    || mayOverwrite(
                            mine, location, ScriptHash.of(script), earlier.get().hash())) {
                mine.write(location.bucket(), location.key(), script, "text/x-python");
            }
        } catch (ServiceException e) {
            throw VisualErrors.objects(e, location.toString());
        }
    }

    /** Not if the script is there, and neither if the graph makes the script of last time, which somebody changed since. */
    private static boolean mayOverwrite(RoleObjects mine, S3Location location, String hash, String last) {
        var there = mine.read(location.bucket(), location.key(), LARGEST_SCRIPT).map(ScriptHash::of);
        if (there.isEmpty() || there.get().equals(last)) {
            return there.isEmpty() || !hash.equals(last);
        }
        if (!there.get().equals(hash) && !hash.equals(last)) {
            throw VisualErrors.changedOutside(location.toString());
        }
        return false;
    }

    /** Whether the script differs from what the graph made; false as well where the caller may not read it. */
    @Override
    public boolean changedOutside(Call call, Job job, String hash) {
        try {
            return S3Location.of(job.command().scriptLocation())
                    .flatMap(place -> objects.apply(call.caller()).read(place.bucket(), place.key(), LARGEST_SCRIPT))
                    .filter(script -> !ScriptHash.of(script).equals(hash))
                    .isPresent();
        } catch (ServiceException e) {
            return false;
        }
    }
}
