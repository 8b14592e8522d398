package io.mastic.server.catalog;

import io.mastic.server.catalog.PartitionKeys.Kind;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.BinaryOperator;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.operators.conditional.AndExpression;
import net.sf.jsqlparser.expression.operators.relational.Between;
import net.sf.jsqlparser.expression.operators.relational.ComparisonOperator;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;
import org.jspecify.annotations.Nullable;

/**
 * The part of the index that an expression's partitions lie in: the values of the leading keys that the expression
 * fixes, and the bounds of the key behind them. Only texts and dates have one way to write each value, in the order of
 * the index; for keys of other types the index is read as it is.
 */
final class PartitionRange {
    private final PartitionKeys keys;
    private final @Nullable String[] least;
    private final @Nullable String[] most;

    private PartitionRange(PartitionKeys keys) {
        this.keys = keys;
        least = new String[keys.keys().size()];
        most = new String[keys.keys().size()];
    }

    /**
     * @param from the least sort key, inclusive; none if the range begins with the table
     * @param until the sort key beyond the range
     */
    record SortKeys(Optional<String> from, Optional<String> until) {}

    static SortKeys of(Expression expression, PartitionKeys keys) {
        var range = new PartitionRange(keys);
        range.narrow(expression);
        return range.sortKeys();
    }

    /** Each part of a conjunction holds; parts that say nothing of the range are left to the condition. */
    private void narrow(Expression expression) {
        if (expression instanceof AndExpression and) {
            narrow(and.getLeftExpression());
            narrow(and.getRightExpression());
        } else if (expression instanceof ParenthesedExpressionList<?> list && list.size() == 1) {
            narrow(list.get(0));
        } else if (expression instanceof Between between && !between.isNot()) {
            atLeast(between.getLeftExpression(), between.getBetweenExpressionStart());
            atMost(between.getLeftExpression(), between.getBetweenExpressionEnd());
        } else if (expression instanceof ComparisonOperator comparison) {
            compare(comparison);
        }
    }

    private void compare(ComparisonOperator comparison) {
        var sides = PartitionExpression.sides(comparison);
        switch (sides.operator()) {
            case "=" -> {
                atLeast(sides.column(), sides.value());
                atMost(sides.column(), sides.value());
            }
            case ">", ">=" -> atLeast(sides.column(), sides.value());
            case "<", "<=" -> atMost(sides.column(), sides.value());
            default -> {}
        }
    }

    private void atLeast(Expression column, Expression value) {
        bound(least, BinaryOperator.maxBy(Comparator.naturalOrder()), column, value);
    }

    private void atMost(Expression column, Expression value) {
        bound(most, BinaryOperator.minBy(Comparator.naturalOrder()), column, value);
    }

    /** @param narrower chooses between two bounds of one key, which both hold */
    private void bound(
            @Nullable String[] bounds, BinaryOperator<String> narrower, Expression column, Expression value) {
        int key = ordered(column);
        if (key >= 0) {
            text(key, value)
                    .ifPresent(text -> bounds[key] = bounds[key] == null ? text : narrower.apply(bounds[key], text));
        }
    }

    private int ordered(Expression column) {
        return PartitionExpression.name(column).stream()
                .mapToInt(keys::indexOf)
                .filter(key -> key >= 0
                        && PartitionKeys.ORDERED.contains(keys.keys().get(key).kind()))
                .findFirst()
                .orElse(-1);
    }

    private Optional<String> text(int key, Expression value) {
        var text = PartitionExpression.literalText(value);
        try {
            return Optional.of(
                    keys.keys().get(key).kind() == Kind.DATE
                            ? LocalDate.parse(text).toString()
                            : text);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private SortKeys sortKeys() {
        int fixed = 0;
        while (fixed < least.length && least[fixed] != null && least[fixed].equals(most[fixed])) {
            fixed++;
        }
        var prefix =
                fixed == 0 ? "" : PartitionKeys.sortKey(Arrays.asList(least).subList(0, fixed));
        var from = fixed < least.length && least[fixed] != null ? prefix + PartitionKeys.firstOf(least[fixed]) : prefix;
        var until = fixed < most.length && most[fixed] != null
                ? Optional.of(prefix + PartitionKeys.beyond(most[fixed]))
                : Optional.of(prefix).filter(text -> !text.isEmpty()).map(PartitionKeys::beyondPrefix);
        return new SortKeys(Optional.of(from).filter(text -> !text.isEmpty()), until);
    }
}
