package io.mastic.runtime.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The options of a call, as scripts give them: names in any case, values as text or typed. They cross from Python as
 * one JSON object.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-programming-etl-connect.html">AWS</a>
 */
public final class Options {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, JsonNode> values;

    private Options(Map<String, JsonNode> values) {
        this.values = values;
    }

    /**
     * @param json the text of a JSON object
     * @throws IllegalArgumentException when it is not one
     */
    public static Options parse(String json) {
        JsonNode tree = tree(json);
        if (!tree.isObject()) {
            throw new IllegalArgumentException("Options must be a JSON object, not: " + json);
        }
        Map<String, JsonNode> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        tree.fields().forEachRemaining(entry -> values.put(entry.getKey(), entry.getValue()));
        return new Options(values);
    }

    /** A value as text; null and absent are the same. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name))
                .filter(value -> !value.isNull())
                .map(value -> value.isValueNode() ? value.asText() : value.toString());
    }

    public String text(String name, String otherwise) {
        return text(name).orElse(otherwise);
    }

    /** True for {@code true} and for the text "true" in any case. */
    public boolean flag(String name, boolean otherwise) {
        return text(name).map(value -> value.trim().equalsIgnoreCase("true")).orElse(otherwise);
    }

    /**
     * A whole number.
     *
     * @throws IllegalArgumentException when it is none
     */
    public long number(String name, long otherwise) {
        Optional<String> text = text(name).map(String::trim).filter(value -> !value.isEmpty());
        try {
            return text.isEmpty() ? otherwise : Long.parseLong(text.orElseThrow());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "Option '%s' is not a number: %s".formatted(name, text.orElseThrow()), e);
        }
    }

    /** These and, where they say nothing, a table's parameters. */
    public Options or(Map<String, String> parameters) {
        Map<String, JsonNode> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        parameters.forEach((name, value) -> all.put(name, JSON.getNodeFactory().textNode(value)));
        all.putAll(values);
        return new Options(all);
    }

    /** A list, also given as the text of a JSON list, or as a single text. */
    public List<String> list(String name) {
        JsonNode value = values.get(name);
        if (value == null || value.isNull()) {
            return List.of();
        }
        if (value.isTextual() && value.asText().stripLeading().startsWith("[")) {
            value = tree(value.asText());
        }
        List<String> texts = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(element -> texts.add(element.asText()));
        } else if (!value.asText().isEmpty()) {
            texts.add(value.asText());
        }
        return texts;
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not JSON: " + json, e);
        }
    }
}
