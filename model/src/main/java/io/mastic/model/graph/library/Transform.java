package io.mastic.model.graph.library;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mastic.model.graph.node.NodeType;
import io.mastic.model.graph.node.NodeType.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The one table of all transforms: what each is called in the editor, in the API, in scripts and in the runtime, and what it
 * does.
 *
 * @param title what the editor calls it
 * @param member of CodeGenConfigurationNode
 * @param function of one of the library, which tells it from others of its member
 * @param runtimeClass under {@code io.mastic.runtime}; absent if the script does it with Spark itself
 * @param word its name in files, such as {@code split_string}
 * @param description what it does, in sentences
 * @param fields what its node or form has besides name and inputs
 */
public record Transform(
        String title,
        String member,
        Optional<String> function,
        Optional<String> runtimeClass,
        String word,
        Optional<String> cases,
        String description,
        List<Field> fields) {
    private static final String NODES = "transforms.json";

    /**
     * A field of the node, or a parameter of the form.
     *
     * @param title what the form calls it
     * @param type in words
     */
    public record Field(String name, String title, String type, boolean isOptional, String description) {}

    /** All of them, by title. */
    public static List<Transform> all() {
        var documents = documents();
        var nodes = Arrays.stream(NodeType.values())
                .filter(type -> type.role() == Role.TRANSFORM && type != NodeType.DYNAMIC_TRANSFORM)
                .map(type -> of(type, documents.path(type.member())));
        return Stream.concat(nodes, Arrays.stream(LibraryTransform.values()).map(Transform::of))
                .sorted(Comparator.comparing(Transform::title))
                .toList();
    }

    private static JsonNode documents() {
        try (var file = NodeType.class.getResourceAsStream(NODES)) {
            if (file == null) {
                throw new IllegalStateException(NODES + " is missing");
            }
            return new ObjectMapper().readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Transform of(NodeType type, JsonNode document) {
        if (!document.isObject()) {
            throw new IllegalStateException(NODES + " does not describe " + type.member());
        }
        var fields = document.path("fields").properties().stream()
                .map(entry -> new Field(
                        entry.getKey(),
                        entry.getKey(),
                        entry.getValue().path("type").asText(),
                        entry.getValue().path("isOptional").asBoolean(),
                        entry.getValue().path("description").asText()))
                .toList();
        var word = snakeCase(type.member());
        return new Transform(
                type.title(),
                type.member(),
                Optional.empty(),
                Optional.of(document.path("runtimeClass").asText()).filter(name -> !name.isEmpty()),
                word,
                Optional.of(document.path("cases").asText(word)).filter(folder -> !folder.isEmpty()),
                document.path("description").asText(),
                fields);
    }

    private static Transform of(LibraryTransform transform) {
        var definition = transform.definition();
        var word = snakeCase(transform.runtimeClass());
        return new Transform(
                transform.title(),
                NodeType.DYNAMIC_TRANSFORM.member(),
                Optional.of(transform.function()),
                Optional.of("transform." + transform.runtimeClass())
                        .filter(name -> transform != LibraryTransform.RECORD_MATCHING),
                word,
                Optional.of(word),
                definition.description(),
                definition.parameters().stream().map(Transform::field).toList());
    }

    private static Field field(Parameter parameter) {
        var aliases = parameter.aliases().isEmpty()
                ? ""
                : " Documents may also call it " + String.join(" or ", parameter.aliases()) + ".";
        var otherwise = parameter
                .defaultValue()
                .map(value -> " " + value + " if not given.")
                .orElse("");
        var type = parameter.picksColumns()
                ? (parameter.type() == ParameterType.LIST ? "columns" : "column")
                : parameter.options().isEmpty()
                        ? parameter.type().word()
                        : "one of "
                                + String.join(
                                        ", ",
                                        parameter.options().stream()
                                                .map(Parameter.Option::value)
                                                .toList());
        return new Field(
                parameter.name(),
                parameter.displayName(),
                type,
                parameter.isOptional(),
                parameter.description() + otherwise + aliases);
    }

    private static String snakeCase(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_")
                .toLowerCase(Locale.ROOT);
    }
}
