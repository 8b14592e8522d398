package io.mastic.model.graph.library;

import io.mastic.model.graph.node.NodeCheck;
import io.mastic.model.graph.node.NodeFields;
import io.mastic.model.graph.script.Names;
import io.mastic.model.graph.script.Python;
import java.util.List;
import java.util.Optional;

/**
 * A parameter of a node with its value.
 *
 * @param values one, or those of a list, all as texts; none if nothing is given
 * @param rule an expression that a value has to match somewhere
 * @param ruleMessage what to tell if it does not
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_TransformConfigParameter.html">AWS</a>
 */
public record Argument(
        String name,
        ParameterType type,
        ParameterType listType,
        List<String> values,
        boolean isOptional,
        Optional<String> rule,
        Optional<String> ruleMessage) {
    public Argument {
        values = List.copyOf(values);
    }

    public static Argument read(NodeFields fields) {
        var name = fields.required("Name");
        if (fields.has("Name") && !Names.isIdentifier(name)) {
            fields.invalid("Name", "\"" + name + "\" cannot be the name of a parameter in Python.");
        }
        return new Argument(
                name,
                ParameterType.of(fields.requiredOneOf("Type", ParameterType.WORDS)),
                ParameterType.of(fields.oneOf("ListType", ParameterType.WORDS).orElse("str")),
                fields.texts("Value"),
                fields.flag("IsOptional").orElse(false),
                fields.text("ValidationRule").filter(text -> !text.isEmpty()),
                fields.text("ValidationMessage").filter(text -> !text.isEmpty()));
    }

    /** The value as a definition's parameter takes it: a list may be given as a text with commas, and the other way round. */
    public Argument as(Parameter parameter) {
        boolean isOneText = parameter.type() == ParameterType.LIST && type != ParameterType.LIST && values.size() == 1;
        return new Argument(
                parameter.name(),
                parameter.type(),
                parameter.listType(),
                isOneText ? Columns.separated(values.get(0)) : values,
                parameter.isOptional(),
                parameter.rule(),
                parameter.ruleMessage());
    }

    /** Whether there is a value to pass on. */
    public boolean isGiven() {
        return type.isGiven(values);
    }

    /** The value in Python; one that is none of its type as the text that it is. */
    public Python python() {
        return switch (type) {
            case LIST ->
                Python.list(values.stream()
                        .map(value -> listType.python(value).orElseGet(() -> Python.text(value)))
                        .toList());
            case STR -> Python.text(text());
            default -> type.python(text()).orElseGet(() -> Python.text(text()));
        };
    }

    private String text() {
        return String.join(",", values);
    }

    /** Tells what is wrong with the value by itself. */
    public void check(NodeCheck check) {
        var field = "Parameters." + name;
        if (!isGiven()) {
            if (!isOptional) {
                check.error(field, "A value for \"" + name + "\" is missing.");
            }
            return;
        }
        var each = type == ParameterType.LIST ? listType : type;
        for (var value : type == ParameterType.LIST ? values : List.of(text())) {
            if (each.python(value).isEmpty()) {
                check.error(
                        field, "\"" + value + "\" is not " + each.described() + ", which \"" + name + "\" has to be.");
            }
        }
        rule.ifPresent(expression -> rule(expression, field, check));
    }

    private void rule(String expression, String field, NodeCheck check) {
        for (var value : type == ParameterType.LIST ? values : List.of(text())) {
            switch (ValidationRule.test(expression, value)) {
                case FAILS ->
                    check.error(
                            field,
                            ruleMessage.orElse("\"" + value + "\" does not match " + expression + ", as \"" + name
                                    + "\" has to."));
                case UNDECIDED ->
                    check.warn(field, "Whether \"" + value + "\" matches " + expression + " could not be checked.");
                case HOLDS -> {}
            }
        }
    }
}
