package io.mastic.model.graph.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.mastic.model.graph.Problem;
import io.mastic.model.graph.Problem.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Reads the members of a node, or of a structure in it. What is missing or of a wrong type becomes a problem and reads as
 * empty, so that one look finds all problems. Null is absent.
 */
public final class NodeFields {
    private final String nodeId;
    private final String prefix;
    private final JsonNode json;
    private final List<Problem> problems;

    public NodeFields(String nodeId, JsonNode json, List<Problem> problems) {
        this(nodeId, "", json, problems);
    }

    private NodeFields(String nodeId, String prefix, JsonNode json, List<Problem> problems) {
        this.nodeId = nodeId;
        this.prefix = prefix;
        this.json = json;
        this.problems = problems;
    }

    public void invalid(String field, String message) {
        problems.add(new Problem(nodeId, prefix + field, message, Severity.INVALID));
    }

    public void warn(String field, String message) {
        problems.add(new Problem(nodeId, prefix + field, message, Severity.WARNING));
    }

    public boolean has(String field) {
        return json.hasNonNull(field);
    }

    /** A text that must be there; empty if it is not. */
    public String required(String field) {
        return requiredOf(field, text(field)).orElse("");
    }

    public Optional<String> text(String field) {
        return value(field, JsonNode::isTextual, "a text").map(JsonNode::textValue);
    }

    /** A member of any type. */
    public Optional<JsonNode> raw(String field) {
        return Optional.ofNullable(json.get(field)).filter(value -> !value.isNull());
    }

    /** One of these words; anything else is a problem and reads as absent. */
    public Optional<String> oneOf(String field, Set<String> words) {
        return text(field).filter(word -> {
            if (!words.contains(word)) {
                invalid(
                        field,
                        "\"" + word + "\" is none of " + words.stream().sorted().collect(Collectors.joining(", "))
                                + ".");
            }
            return words.contains(word);
        });
    }

    /** One of these words that must be there; empty if it is not. */
    public String requiredOneOf(String field, Set<String> words) {
        return requiredOf(field, oneOf(field, words)).orElse("");
    }

    public Optional<Boolean> flag(String field) {
        return value(field, JsonNode::isBoolean, "true or false").map(JsonNode::booleanValue);
    }

    public OptionalInt integer(String field) {
        return value(field, JsonNode::canConvertToExactIntegral, "a whole number")
                .map(number -> OptionalInt.of(number.intValue()))
                .orElse(OptionalInt.empty());
    }

    public Optional<Long> wholeNumber(String field) {
        return value(field, JsonNode::canConvertToExactIntegral, "a whole number")
                .map(JsonNode::longValue);
    }

    /** A whole number of at least so much; a smaller one is a problem, and read all the same. */
    public Optional<Long> wholeNumber(String field, long least) {
        var number = wholeNumber(field);
        number.filter(value -> value < least)
                .ifPresent(value -> invalid(field, "This has to be at least " + least + ", not " + value + "."));
        return number;
    }

    public OptionalDouble number(String field) {
        return value(field, JsonNode::isNumber, "a number")
                .map(number -> OptionalDouble.of(number.doubleValue()))
                .orElse(OptionalDouble.empty());
    }

    /** A number from 0 to 1. */
    public OptionalDouble fraction(String field) {
        var number = number(field);
        if (number.orElse(0) < 0 || number.orElse(0) > 1) {
            invalid(field, "This has to be a number from 0 to 1.");
        }
        return number;
    }

    /** A list of texts; empty if absent. */
    public List<String> texts(String field) {
        return list(field, JsonNode::isTextual, "a list of texts", JsonNode::textValue);
    }

    /** A list of at least one text. */
    public List<String> requiredTexts(String field) {
        return requiredList(field, texts(field));
    }

    /** A list of paths, each a list of names. */
    public List<List<String>> paths(String field) {
        return list(field, NodeFields::isPath, "a list of paths, each a list of names", NodeFields::path);
    }

    public List<List<String>> requiredPaths(String field) {
        return requiredList(field, paths(field));
    }

    /** One path that must be there. */
    public List<String> requiredPath(String field) {
        return requiredList(field, path(field));
    }

    /** One path, a list of names; empty if absent. */
    public List<String> path(String field) {
        return value(field, NodeFields::isPath, "a path, which is a list of names")
                .map(NodeFields::path)
                .orElse(List.of());
    }

    private static boolean isPath(JsonNode node) {
        if (!node.isArray() || node.isEmpty()) {
            return false;
        }
        for (var name : node) {
            if (!name.isTextual()) {
                return false;
            }
        }
        return true;
    }

    private static List<String> path(JsonNode node) {
        var names = new ArrayList<String>();
        node.forEach(name -> names.add(name.textValue()));
        return List.copyOf(names);
    }

    /** A structure in the node. */
    public Optional<NodeFields> structure(String field) {
        return value(field, JsonNode::isObject, "a structure")
                .map(inner -> new NodeFields(nodeId, prefix + field + ".", inner, problems));
    }

    /** A structure that must be there; one without members if it is not. */
    public NodeFields requiredStructure(String field) {
        return requiredOf(field, structure(field))
                .orElseGet(() -> new NodeFields(
                        nodeId, prefix + field + ".", JsonNodeFactory.instance.objectNode(), new ArrayList<>()));
    }

    /** A list of structures; empty if absent. */
    public <T> List<T> structures(String field, Function<NodeFields, T> read) {
        var all = new ArrayList<T>();
        value(field, JsonNode::isArray, "a list").ifPresent(items -> {
            for (int at = 0; at < items.size(); at++) {
                var place = field + "[" + at + "]";
                if (items.get(at).isObject()) {
                    all.add(read.apply(new NodeFields(nodeId, prefix + place + ".", items.get(at), problems)));
                } else {
                    invalid(place, "This has to be a structure.");
                }
            }
        });
        return List.copyOf(all);
    }

    /** A list of at least one structure. */
    public <T> List<T> requiredStructures(String field, Function<NodeFields, T> read) {
        return requiredList(field, structures(field, read));
    }

    /** A map of texts in its own order; empty if absent. */
    public Map<String, String> map(String field) {
        var entries = new LinkedHashMap<String, String>();
        value(field, JsonNode::isObject, "a map")
                .ifPresent(object -> object.properties().forEach(entry -> {
                    if (entry.getValue().isTextual()) {
                        entries.put(entry.getKey(), entry.getValue().textValue());
                    } else if (!entry.getValue().isNull()) {
                        invalid(field + "." + entry.getKey(), "This has to be a text.");
                    }
                }));
        return entries;
    }

    /** A map of texts that must be there. */
    public Map<String, String> requiredMap(String field) {
        var entries = map(field);
        if (!has(field)) {
            invalid(field, "\"" + field + "\" is missing.");
        }
        return entries;
    }

    private <T> List<T> list(String field, Predicate<JsonNode> is, String expected, Function<JsonNode, T> read) {
        var all = new ArrayList<T>();
        value(field, JsonNode::isArray, expected).ifPresent(items -> {
            for (int at = 0; at < items.size(); at++) {
                if (is.test(items.get(at))) {
                    all.add(read.apply(items.get(at)));
                } else {
                    invalid(field + "[" + at + "]", "\"" + field + "\" has to be " + expected + ".");
                }
            }
        });
        return List.copyOf(all);
    }

    private Optional<JsonNode> value(String field, Predicate<JsonNode> is, String expected) {
        var value = json.get(field);
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        if (!is.test(value)) {
            invalid(field, "This has to be " + expected + ".");
            return Optional.empty();
        }
        return Optional.of(value);
    }

    private <T> Optional<T> requiredOf(String field, Optional<T> value) {
        if (value.isEmpty() && !has(field)) {
            invalid(field, "\"" + field + "\" is missing.");
        }
        return value;
    }

    private <T> List<T> requiredList(String field, List<T> values) {
        if (values.isEmpty()
                && (!has(field) || json.get(field).isArray() && json.get(field).isEmpty())) {
            invalid(field, "\"" + field + "\" is missing.");
        }
        return values;
    }
}
