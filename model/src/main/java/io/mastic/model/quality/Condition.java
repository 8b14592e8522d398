package io.mastic.model.quality;

import java.util.List;
import java.util.function.DoublePredicate;

/**
 * What a value has to be: {@code > 0.9}, {@code not in ["a", "b"]}, {@code between 1 and 5}.
 *
 * @param negated for {@code !=} and {@code not …}
 * @param operands one; two for {@code between}; any number for {@code in}
 */
public record Condition(Comparison comparison, boolean negated, List<Operand> operands) {
    /** How a value is compared with the operands. {@code BETWEEN} leaves out both ends, as in Glue. */
    public enum Comparison {
        EQUAL,
        GREATER,
        GREATER_OR_EQUAL,
        LESS,
        LESS_OR_EQUAL,
        BETWEEN,
        IN,
        MATCHES
    }

    public Condition {
        operands = List.copyOf(operands);
    }

    /** Whether every operand is a number, so that the condition is one on numbers. */
    public boolean isNumeric() {
        return comparison != Comparison.MATCHES && operands.stream().allMatch(Operand.Number.class::isInstance);
    }

    /**
     * The condition on a number.
     *
     * @throws IllegalStateException unless it {@link #isNumeric}
     */
    public DoublePredicate onNumbers() {
        double[] values = operands.stream().mapToDouble(Condition::number).toArray();
        DoublePredicate plain =
                switch (comparison) {
                    case EQUAL -> value -> value == values[0];
                    case GREATER -> value -> value > values[0];
                    case GREATER_OR_EQUAL -> value -> value >= values[0];
                    case LESS -> value -> value < values[0];
                    case LESS_OR_EQUAL -> value -> value <= values[0];
                    case BETWEEN -> value -> value > values[0] && value < values[1];
                    case IN -> value -> operands.stream().anyMatch(operand -> value == number(operand));
                    case MATCHES -> throw new IllegalStateException("A number matches no pattern");
                };
        return negated ? plain.negate() : plain;
    }

    private static double number(Operand operand) {
        if (operand instanceof Operand.Number number) {
            return number.value();
        }
        throw new IllegalStateException(operand + " is no number");
    }
}
