package io.mastic.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * What a service's published model demands of its requests; the file is made by {@code src/build/strip_models.py}.
 * {@code own-operations.json} has the same for operations that AWS does not have, over the shapes of its model, and shapes of
 * AWS's that ask for less here: a custom transform that makes rows needs no input.
 */
final class Constraints {
    private static final Map<ServiceId, Constraints> LOADED = new java.util.concurrent.ConcurrentHashMap<>();

    private final Map<String, String> operations;
    private final Map<String, Shape> shapes;

    private Constraints(Map<String, String> operations, Map<String, Shape> shapes) {
        this.operations = operations;
        this.shapes = shapes;
    }

    /** A shape: names of its parts' shapes are resolved by {@link #shape}. */
    record Shape(
            List<String> required,
            Map<String, String> members,
            Optional<String> member,
            Optional<String> key,
            Optional<String> value,
            OptionalDouble min,
            OptionalDouble max,
            Optional<Pattern> pattern) {}

    static Constraints of(ServiceId service) {
        return LOADED.computeIfAbsent(service, Constraints::load);
    }

    Optional<Shape> input(String operation) {
        return Optional.ofNullable(operations.get(operation)).map(shapes::get);
    }

    Optional<Shape> shape(Optional<String> name) {
        return name.map(shapes::get);
    }

    private static Constraints load(ServiceId service) {
        try {
            var mapper = new ObjectMapper();
            var operations = new LinkedHashMap<String, String>();
            var shapes = new LinkedHashMap<String, Shape>();
            for (var model : List.of(published(mapper, service), own(mapper, service))) {
                operations.putAll(strings(model.path("operations")));
                model.path("shapes").properties().forEach(entry -> shapes.put(entry.getKey(), shape(entry.getValue())));
            }
            return new Constraints(operations, shapes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode published(ObjectMapper mapper, ServiceId service) throws IOException {
        if (service == ServiceId.STUDIO) {
            return MissingNode.getInstance();
        }
        var name = "constraints/" + service.signingName() + ".json.gz";
        try (var file = Constraints.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException(name + " is missing");
            }
            return mapper.readTree(new GZIPInputStream(file));
        }
    }

    private static JsonNode own(ObjectMapper mapper, ServiceId service) throws IOException {
        try (var file = Constraints.class.getResourceAsStream("constraints/own-operations.json")) {
            return mapper.readTree(file).path(service.signingName());
        }
    }

    private static Shape shape(JsonNode node) {
        var required = new ArrayList<String>();
        node.path("required").forEach(name -> required.add(name.textValue()));
        return new Shape(
                required,
                strings(node.path("members")),
                text(node, "member"),
                text(node, "key"),
                text(node, "value"),
                number(node, "min"),
                number(node, "max"),
                text(node, "pattern").map(Pattern::compile));
    }

    private static Map<String, String> strings(JsonNode object) {
        var all = new LinkedHashMap<String, String>();
        object.properties()
                .forEach(entry -> all.put(entry.getKey(), entry.getValue().textValue()));
        return all;
    }

    private static Optional<String> text(JsonNode node, String name) {
        return Optional.ofNullable(node.path(name).textValue());
    }

    private static OptionalDouble number(JsonNode node, String name) {
        return node.has(name) ? OptionalDouble.of(node.get(name).doubleValue()) : OptionalDouble.empty();
    }
}
