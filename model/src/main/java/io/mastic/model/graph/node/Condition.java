package io.mastic.model.graph.node;

import io.mastic.model.graph.schema.FieldType;
import io.mastic.model.graph.schema.Schema;
import io.mastic.model.graph.script.Import;
import io.mastic.model.graph.script.NodeScript;
import io.mastic.model.graph.script.Python;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A condition on the columns of a row. On null only {@code ISNULL} holds, and what is negated holds where the condition does
 * not.
 *
 * @param operation {@code EQ}, {@code LT}, {@code GT}, {@code LTE}, {@code GTE}, {@code REGEX} or {@code ISNULL}
 * @param column path of the column, through structs
 * @param other what it is compared to; absent for {@code ISNULL}
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_FilterExpression.html">AWS</a>
 */
public record Condition(String operation, boolean negated, List<String> column, Optional<Operand> other) {
    private static final Set<String> OPERATIONS = Set.of("EQ", "LT", "GT", "LTE", "GTE", "REGEX", "ISNULL");
    private static final Map<String, String> COMPARISONS =
            Map.of("EQ", "==", "LT", "<", "GT", ">", "LTE", "<=", "GTE", ">=");
    // Python's parser has a limit for brackets in one another.
    private static final int DEEPEST = 50;

    /** A column, by its path, or a constant, which is one text. */
    public record Operand(boolean isColumn, List<String> value) {
        private static final Set<String> TYPES = Set.of("COLUMNEXTRACTED", "CONSTANT");

        static Operand read(NodeFields fields) {
            var isColumn = fields.requiredOneOf("Type", TYPES).equals("COLUMNEXTRACTED");
            var value = fields.requiredTexts("Value");
            if (!isColumn && value.size() > 1) {
                fields.invalid("Value", "A constant is one text.");
            } else if (value.size() > DEEPEST) {
                fields.invalid("Value", "A path has at most " + DEEPEST + " names.");
            }
            return new Operand(isColumn, value);
        }

        private String constant() {
            return value.isEmpty() ? "" : value.get(0);
        }
    }

    static Condition read(NodeFields fields) {
        var operation = fields.requiredOneOf("Operation", OPERATIONS);
        var operands = fields.requiredStructures("Values", Operand::read);
        boolean isNull = operation.equals("ISNULL");
        if (!operands.isEmpty() && !operands.get(0).isColumn()) {
            fields.invalid("Values", "The first value has to be the column, COLUMNEXTRACTED.");
        } else if (operands.size() == 1 && !isNull) {
            fields.invalid("Values", "The second value is missing: the constant or column to compare with.");
        }
        return new Condition(
                operation,
                fields.flag("Negated").orElse(false),
                operands.isEmpty() ? List.of() : operands.get(0).value(),
                operands.stream().skip(1).findFirst().filter(operand -> !isNull));
    }

    void check(String field, NodeCheck check) {
        check.requireColumn(field, 0, column);
        other.filter(Operand::isColumn).ifPresent(operand -> check.requireColumn(field, 0, operand.value()));
        other.filter(operand -> !operand.isColumn()).ifPresent(operand -> constant(field, operand.constant(), check));
    }

    private void constant(String field, String constant, NodeCheck check) {
        if (operation.equals("REGEX")) {
            RegularExpression.problem(constant)
                    .ifPresent(problem -> check.warn(
                            field, "\"" + constant + "\" seems to be no regular expression: " + problem + "."));
            return;
        }
        boolean unknown = check.schema(0)
                .map(schema ->
                        schema.type(column).filter(FieldType.UNKNOWN::equals).isPresent())
                .orElse(true);
        if (unknown && Constants.number(constant).isPresent()) {
            check.warn(
                    field,
                    "The type of \"" + String.join(".", column)
                            + "\" is not known here, so it is compared as a number; a"
                            + " row where it is a text is left out. Infer the schema of the source first.");
        }
        check.schema(0)
                .flatMap(schema -> schema.type(column))
                .filter(type -> Constants.of(type, constant).isEmpty())
                .ifPresent(type -> check.error(
                        field,
                        "\"" + String.join(".", column) + "\" is " + type.hive() + ", and \"" + constant
                                + "\" is no value of this type."));
    }

    /** The condition on the variable {@code row}. */
    Python python(Optional<Schema> schema, NodeScript script) {
        var type = schema.flatMap(columns -> columns.type(column)).orElse(FieldType.UNKNOWN);
        var value = value(column);
        var parts = new ArrayList<Python>();
        switch (operation) {
            case "ISNULL" -> parts.add(Python.name(value + " is None"));
            case "REGEX" -> {
                script.need(Import.RE);
                var text = type.equals(FieldType.STRING) ? value : "str(" + value + ")";
                parts.add(Python.name(value + " is not None"));
                notNull(parts);
                parts.add(Python.name("bool(re.match(" + compared(FieldType.STRING, script) + ", " + text + "))"));
            }
            default -> {
                if (!operation.equals("EQ") || other.filter(Operand::isColumn).isPresent()) {
                    parts.add(Python.name(value + " is not None"));
                }
                notNull(parts);
                parts.add(Python.name(
                        value + " " + COMPARISONS.getOrDefault(operation, "==") + " " + compared(type, script)));
            }
        }
        if (negated) {
            return Python.negation(parts);
        }
        return parts.size() == 1 ? parts.get(0) : Python.all(parts);
    }

    private void notNull(List<Python> parts) {
        other.filter(Operand::isColumn)
                .filter(operand -> !operation.equals("EQ"))
                .ifPresent(operand -> parts.add(Python.name(value(operand.value()) + " is not None")));
    }

    private String compared(FieldType type, NodeScript script) {
        var operand = other.orElseGet(() -> new Operand(false, List.of("")));
        if (operand.isColumn()) {
            return value(operand.value());
        }
        Constants.need(type, script);
        return Constants.of(type, operand.constant())
                .orElseGet(() -> Python.text(operand.constant()))
                .inline();
    }

    /** A struct on the way may be null itself. */
    private static String value(List<String> path) {
        var value = "row[" + literal(path.isEmpty() ? "" : path.get(0)) + "]";
        for (var name : path.subList(Math.min(1, path.size()), path.size())) {
            value = "(" + value + " or {}).get(" + literal(name) + ")";
        }
        return value;
    }

    private static String literal(String name) {
        return Python.text(name).inline();
    }
}
