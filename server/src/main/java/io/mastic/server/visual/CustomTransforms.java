package io.mastic.server.visual;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mastic.model.graph.Problem;
import io.mastic.model.graph.library.Definition;
import io.mastic.protocol.Call;
import io.mastic.protocol.Caller;
import io.mastic.protocol.ServiceException;
import io.mastic.server.objects.RoleObjects;
import io.mastic.server.objects.S3Location;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The transforms that users put into the assets bucket: a definition and its code side by side, and perhaps an icon. The folder
 * is read anew each time, so that a new or changed file is seen at once.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/ug/custom-visual-transform.html">AWS</a>
 */
public final class CustomTransforms {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String DEFINITION = ".json";
    private static final int LARGEST_DEFINITION = 1 << 20;

    private final Function<Caller, RoleObjects> objects;

    public CustomTransforms(Function<Caller, RoleObjects> objects) {
        this.objects = objects;
    }

    /**
     * One definition in the folder.
     *
     * @param file its name
     * @param document as it is; empty if it is no JSON
     * @param definition absent if it cannot be used
     * @param problems sentences that say why it cannot
     * @param code where the code is, and the version that a job saved now would get
     */
    record Listed(
            String file,
            Optional<JsonNode> document,
            Optional<Definition> definition,
            List<String> problems,
            Optional<Code> code,
            Optional<S3Location> icon) {}

    /** @param version of the content */
    record Code(S3Location location, String version) {}

    /**
     * All definitions in the folder by their names; also those that cannot be used, with the reason.
     *
     * @throws ServiceException {@code AccessDeniedException} if the caller may not list the folder
     */
    List<Listed> list(Call call) {
        var bucket = AssetsBucket.name(call.accountId(), call.region());
        var mine = objects.apply(call.caller());
        try {
            var files = files(mine, bucket);
            var listed = new ArrayList<Listed>();
            for (var file : files) {
                if (file.endsWith(DEFINITION)) {
                    listed.add(read(mine, bucket, file, files));
                }
            }
            return withoutClashes(listed);
        } catch (ServiceException e) {
            throw VisualErrors.objects(e, "s3://" + bucket + "/" + TransformModules.FOLDER);
        }
    }

    /** The names of the files right in the folder. */
    private static Set<String> files(RoleObjects mine, String bucket) {
        var names = new TreeSet<String>();
        var after = "";
        List<S3Object> page;
        do {
            page = mine.list(bucket, TransformModules.FOLDER, after);
            for (var object : page) {
                after = object.key();
                var name = object.key().substring(TransformModules.FOLDER.length());
                if (!name.isEmpty() && name.indexOf('/') < 0) {
                    names.add(name);
                }
            }
        } while (!page.isEmpty());
        return names;
    }

    private static Listed read(RoleObjects mine, String bucket, String file, Set<String> files) {
        var base = file.substring(0, file.length() - DEFINITION.length());
        var problems = new ArrayList<Problem>();
        var document = document(mine, new S3Location(bucket, TransformModules.FOLDER + file));
        var definition = document.flatMap(json -> Definition.read(file, json, problems));
        var sentences = new ArrayList<>(problems.stream().map(Problem::told).toList());
        if (document.isEmpty()) {
            sentences.add(file + ": This is no JSON document.");
        }
        var place = definition
                .flatMap(Definition::path)
                .flatMap(S3Location::of)
                .orElse(new S3Location(bucket, TransformModules.FOLDER + base + ".py"));
        var code =
                TransformModules.read(mine, place).map(content -> new Code(place, TransformModules.version(content)));
        if (definition.isPresent() && code.isEmpty()) {
            sentences.add(file + ": Its code is missing: there is no " + place + ".");
        }
        var icon = Optional.of(base + ".svg")
                .filter(files::contains)
                .map(name -> new S3Location(bucket, TransformModules.FOLDER + name));
        return new Listed(file, document, definition, sentences, code, icon);
    }

    private static Optional<JsonNode> document(RoleObjects mine, S3Location location) {
        try {
            var text = mine.read(location.bucket(), location.key(), LARGEST_DEFINITION);
            return text.isEmpty()
                    ? Optional.empty()
                    : Optional.of(MAPPER.readTree(new String(text.get(), StandardCharsets.UTF_8)));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** The names of a transform and of its function stand for it in graphs and scripts: a second one of a name is told. */
    private static List<Listed> withoutClashes(List<Listed> all) {
        var taken = new HashMap<String, String>();
        var result = new ArrayList<Listed>();
        for (var listed : all) {
            var clashes = new HashSet<String>();
            listed.definition().ifPresent(definition -> {
                for (var name : Set.of("name " + definition.name(), "functionName " + definition.functionName())) {
                    var other = taken.putIfAbsent(name, listed.file());
                    if (other != null) {
                        clashes.add(listed.file() + ": " + other + " has the " + name + " as well.");
                    }
                }
            });
            var sentences = new ArrayList<>(listed.problems());
            sentences.addAll(clashes);
            result.add(new Listed(
                    listed.file(), listed.document(), listed.definition(), sentences, listed.code(), listed.icon()));
        }
        return result;
    }
}
