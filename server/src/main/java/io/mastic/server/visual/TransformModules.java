package io.mastic.server.visual;

import io.mastic.model.graph.Graph;
import io.mastic.protocol.Call;
import io.mastic.protocol.ServiceException;
import io.mastic.server.objects.RoleObjects;
import io.mastic.server.objects.S3Location;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The modules of the custom transforms that a graph uses, as the job's {@code --extra-py-files}.
 *
 * <p>A job keeps the code that it was saved with: a copy under the hash of its content. So a changed transform reaches a job when
 * the job is saved again, and not before.
 */
final class TransformModules {
    static final String FOLDER = "transforms/";
    static final String VERSIONS = FOLDER + "versions/";
    private static final String EXTRA_FILES = "--extra-py-files";
    private static final int LARGEST_MODULE = 4 << 20;
    private static final int HASH_LENGTH = 12;

    private TransformModules() {}

    /** The arguments with the modules of the graph's transforms in place of those that an earlier graph had. */
    static Map<String, String> pinned(Call call, RoleObjects mine, Graph graph, Map<String, String> arguments) {
        var bucket = AssetsBucket.name(call.accountId(), call.region());
        var modules = modules(graph);
        var others = files(arguments).filter(file -> !file.startsWith("s3://" + bucket + "/" + FOLDER));
        var pins = modules.stream().map(module -> pin(mine, bucket, module));
        var files = Stream.concat(others, pins).distinct().collect(Collectors.joining(","));
        var changed = new LinkedHashMap<>(arguments);
        if (files.isEmpty()) {
            changed.remove(EXTRA_FILES);
        } else {
            changed.put(EXTRA_FILES, files);
        }
        return changed;
    }

    static Stream<String> files(Map<String, String> arguments) {
        return Arrays.stream(arguments.getOrDefault(EXTRA_FILES, "").split(","))
                .map(String::strip)
                .filter(file -> !file.isEmpty());
    }

    /** Where the graph says that its custom transforms are; those of the library come with the runtime. */
    private static List<String> modules(Graph graph) {
        return graph.nodes().values().stream()
                .flatMap(node -> node.codePath().stream())
                .distinct()
                .toList();
    }

    /** A module that cannot be read is left where it is: the run says so, and the graph can be saved before it is there. */
    private static String pin(RoleObjects mine, String bucket, String module) {
        var place =
                S3Location.of(module).filter(location -> !location.fileName().isEmpty());
        return place.flatMap(location -> read(mine, location).map(code -> {
                    var key = versionKey(location, code);
                    if (mine.etag(bucket, key).isEmpty()) {
                        mine.write(bucket, key, code, "text/x-python");
                    }
                    return new S3Location(bucket, key).toString();
                }))
                .orElse(module);
    }

    static Optional<byte[]> read(RoleObjects mine, S3Location location) {
        try {
            return mine.read(location.bucket(), location.key(), LARGEST_MODULE);
        } catch (ServiceException e) {
            return Optional.empty();
        }
    }

    /** Where the copy of a module with this content is. */
    static String versionKey(S3Location module, byte[] code) {
        return VERSIONS + version(code) + "/" + module.fileName();
    }

    /** Names a content. */
    static String version(byte[] code) {
        return ScriptHash.of(code).substring(0, HASH_LENGTH);
    }
}
