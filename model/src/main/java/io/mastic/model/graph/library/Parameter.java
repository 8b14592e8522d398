package io.mastic.model.graph.library;

import com.fasterxml.jackson.databind.JsonNode;
import io.mastic.model.graph.node.NodeCheck;
import io.mastic.model.graph.node.NodeFields;
import io.mastic.model.graph.node.RegularExpression;
import io.mastic.model.graph.script.Names;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A parameter of a transform, as its form shows it and its function takes it.
 *
 * @param listType of the elements of a list
 * @param rule an expression that a value has to match somewhere
 * @param ruleMessage what to tell if it does not
 * @param picksColumns whether values are columns of the input
 * @param options the values to choose from; none if any value will do
 * @param defaultValue what the form begins with, and what holds if nothing is given
 * @param aliases other names that documents may use for it
 * @see <a href="https://docs.aws.amazon.com/glue/latest/ug/custom-visual-transform-json-config-file.html">AWS</a>
 */
public record Parameter(
        String name,
        String displayName,
        String description,
        ParameterType type,
        ParameterType listType,
        boolean isOptional,
        Optional<String> rule,
        Optional<String> ruleMessage,
        boolean picksColumns,
        List<Option> options,
        Optional<String> defaultValue,
        List<String> aliases) {
    private static final String COLUMN = "column";

    /** A value to choose. */
    public record Option(String value, String label) {
        static Option read(NodeFields fields) {
            var value = fields.required("value");
            return new Option(value, fields.text("label").orElse(value));
        }
    }

    static Parameter read(NodeFields fields) {
        var name = fields.required("name");
        if (fields.has("name") && (!Names.isIdentifier(name) || name.equals("self"))) {
            fields.invalid("name", "\"" + name + "\" cannot be the name of a parameter in Python.");
        }
        fields.oneOf("validationType", Set.of("RegularExpression"));
        var rule = fields.text("validationRule");
        rule.flatMap(RegularExpression::problem)
                .ifPresent(problem -> fields.invalid(
                        "validationRule", "\"" + rule.orElse("") + "\" is no regular expression: " + problem + "."));
        var choice = fields.raw("listOptions");
        return new Parameter(
                name,
                fields.text("displayName").orElse(name),
                fields.text("description").orElse(""),
                ParameterType.of(fields.requiredOneOf("type", ParameterType.DEFINED)),
                ParameterType.of(fields.oneOf("listType", ParameterType.DEFINED).orElse("str")),
                fields.flag("isOptional").orElse(false),
                rule,
                fields.text("validationMessage"),
                choice.filter(value -> value.asText().equals(COLUMN)).isPresent(),
                choice.map(value -> options(value, fields)).orElse(List.of()),
                fields.raw("defaultValue").filter(JsonNode::isValueNode).map(JsonNode::asText),
                fields.texts("aliases"));
    }

    private static List<Option> options(JsonNode value, NodeFields fields) {
        if (value.isTextual()) {
            return value.asText().equals(COLUMN)
                    ? List.of()
                    : Stream.of(value.asText().split(","))
                            .map(String::strip)
                            .filter(text -> !text.isEmpty())
                            .map(text -> new Option(text, text))
                            .toList();
        }
        if (value.isArray() && !value.isEmpty() && value.get(0).isValueNode()) {
            return fields.texts("listOptions").stream()
                    .map(text -> new Option(text, text))
                    .toList();
        }
        return fields.structures("listOptions", Option::read);
    }

    /** Whether this is what the name means. */
    boolean isCalled(String other) {
        return name.equals(other) || aliases.contains(other);
    }

    void check(Argument argument, NodeCheck check) {
        argument.check(check);
        for (var value : argument.values()) {
            if (!options.isEmpty()
                    && !value.isEmpty()
                    && options.stream().noneMatch(option -> option.value().equals(value))) {
                check.error(
                        "Parameters." + name,
                        "\"" + value + "\" is none of "
                                + options.stream().map(Option::value).collect(Collectors.joining(", ")) + ".");
            }
            if (picksColumns && !value.isEmpty()) {
                check.schema(0)
                        .filter(schema -> new Columns(schema).path(value).isEmpty())
                        .ifPresent(schema -> check.error(
                                "Parameters." + name,
                                "The input has no column \"" + value + "\". It has: "
                                        + String.join(", ", schema.names())));
            }
        }
    }
}
