package io.mastic.server.catalog;

import io.mastic.protocol.ServiceException;
import io.mastic.server.catalog.PartitionKeys.Key;
import io.mastic.server.catalog.PartitionKeys.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.expression.DateTimeLiteralExpression;
import net.sf.jsqlparser.expression.DateValue;
import net.sf.jsqlparser.expression.DoubleValue;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.expression.NotExpression;
import net.sf.jsqlparser.expression.Parenthesis;
import net.sf.jsqlparser.expression.SignedExpression;
import net.sf.jsqlparser.expression.StringValue;
import net.sf.jsqlparser.expression.TimestampValue;
import net.sf.jsqlparser.expression.operators.conditional.AndExpression;
import net.sf.jsqlparser.expression.operators.conditional.OrExpression;
import net.sf.jsqlparser.expression.operators.relational.Between;
import net.sf.jsqlparser.expression.operators.relational.ComparisonOperator;
import net.sf.jsqlparser.expression.operators.relational.ExpressionList;
import net.sf.jsqlparser.expression.operators.relational.InExpression;
import net.sf.jsqlparser.expression.operators.relational.IsNullExpression;
import net.sf.jsqlparser.expression.operators.relational.LikeExpression;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.schema.Column;

/**
 * GetPartitions' Expression as SQL over the columns of the declared key types, with every value bound. AWS names the
 * same parser's grammar.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_GetPartitions.html">AWS</a>
 */
final class PartitionExpression {
    private static final int LONGEST = 2048;
    private static final int DEEPEST = 50;
    private static final String HIVE_NULL = "__HIVE_DEFAULT_PARTITION__";

    private final PartitionKeys keys;
    private final StringBuilder sql = new StringBuilder();
    private final List<Object> values = new ArrayList<>();

    private PartitionExpression(PartitionKeys keys) {
        this.keys = keys;
    }

    /** A condition, with a question mark for each value. */
    record Condition(String sql, List<Object> values) {}

    static Condition of(String expression, PartitionKeys keys) {
        if (expression.length() > LONGEST) {
            throw CatalogErrors.invalid("The expression is longer than " + LONGEST + " characters");
        }
        requireShallow(expression);
        var condition = new PartitionExpression(keys);
        try {
            var parsed = CCJSqlParserUtil.parseCondExpression(expression, false);
            var range = PartitionRange.of(parsed, keys);
            range.from().ifPresent(key -> condition.bound("sort_key >= ? and ", key));
            range.until().ifPresent(key -> condition.bound("sort_key < ? and ", key));
            condition.write(parsed, false, 0);
        } catch (JSQLParserException | StackOverflowError e) {
            throw CatalogErrors.invalid("Invalid expression: " + expression);
        }
        return new Condition(condition.sql.toString(), condition.values);
    }

    /** The parser recurses, and tries alternatives at each bracket. */
    private static void requireShallow(String expression) {
        int depth = 0;
        for (var letter : expression.toCharArray()) {
            depth += letter == '(' ? 1 : letter == ')' ? -1 : 0;
            if (depth > DEEPEST) {
                throw CatalogErrors.invalid("The expression is nested more than " + DEEPEST + " deep");
            }
        }
    }

    private void bound(String condition, Object value) {
        sql.append(condition);
        values.add(value);
    }

    /** @param negated whether the expression stands under an odd number of NOTs */
    private void write(Expression expression, boolean negated, int depth) {
        if (depth > LONGEST / 4) {
            throw CatalogErrors.invalid("The expression is too long");
        }
        if (expression instanceof AndExpression and) {
            two(and.getLeftExpression(), " and ", and.getRightExpression(), negated, depth);
        } else if (expression instanceof OrExpression or) {
            two(or.getLeftExpression(), " or ", or.getRightExpression(), negated, depth);
        } else if (expression instanceof NotExpression not) {
            sql.append("not (");
            write(not.getExpression(), !negated, depth + 1);
            sql.append(')');
        } else if (expression instanceof Parenthesis parenthesis) {
            write(parenthesis.getExpression(), negated, depth + 1);
        } else if (expression instanceof ParenthesedExpressionList<?> list && list.size() == 1) {
            write(list.get(0), negated, depth + 1);
        } else {
            predicate(expression, negated);
        }
    }

    private void two(Expression left, String operator, Expression right, boolean negated, int depth) {
        sql.append('(');
        write(left, negated, depth + 1);
        sql.append(operator);
        write(right, negated, depth + 1);
        sql.append(')');
    }

    private void predicate(Expression expression, boolean negated) {
        if (expression instanceof LikeExpression like) {
            like(like);
        } else if (expression instanceof ComparisonOperator comparison) {
            comparison(comparison);
        } else if (expression instanceof Between between) {
            between(between);
        } else if (expression instanceof InExpression in) {
            in(in);
        } else if (expression instanceof IsNullExpression isNull) {
            isNull(isNull, negated);
        } else {
            throw unsupported(expression);
        }
    }

    /**
     * What an engine makes of a value that is not of its key's type differs: null, or a value in a form that is not
     * known here. Both questions find it, so that an engine misses nothing when it asks for more than it reads.
     */
    private void isNull(IsNullExpression isNull, boolean negated) {
        int key = key(isNull.getLeftExpression());
        boolean asksForNulls = isNull.isNot() == negated;
        if (asksForNulls && isTyped(key)) {
            sql.append('n').append(key + 1).append(isNull.isNot() ? " is not null" : " is null");
        } else {
            sql.append('k').append(key + 1).append(isNull.isNot() ? " <> ?" : " = ?");
            values.add(HIVE_NULL);
        }
    }

    private void comparison(ComparisonOperator comparison) {
        var sides = sides(comparison);
        int key = key(sides.column());
        sql.append(typed(key)).append(' ').append(sides.operator()).append(" ?");
        values.add(literal(key, sides.value()));
    }

    /** A comparison as if its column stood on the left. */
    record Sides(Expression column, String operator, Expression value) {}

    static Sides sides(ComparisonOperator comparison) {
        var left = comparison.getLeftExpression();
        var right = comparison.getRightExpression();
        var swapped = name(right).isPresent();
        var operator =
                switch (comparison.getStringExpression()) {
                    case "=" -> "=";
                    case "<>", "!=" -> "<>";
                    case ">" -> swapped ? "<" : ">";
                    case ">=" -> swapped ? "<=" : ">=";
                    case "<" -> swapped ? ">" : "<";
                    case "<=" -> swapped ? ">=" : "<=";
                    default -> throw unsupported(comparison);
                };
        return swapped ? new Sides(right, operator, left) : new Sides(left, operator, right);
    }

    private void between(Between between) {
        int key = key(between.getLeftExpression());
        sql.append(typed(key)).append(between.isNot() ? " not between ? and ?" : " between ? and ?");
        values.add(literal(key, between.getBetweenExpressionStart()));
        values.add(literal(key, between.getBetweenExpressionEnd()));
    }

    private void in(InExpression in) {
        int key = key(in.getLeftExpression());
        if (!(in.getRightExpression() instanceof ExpressionList<?> list) || list.isEmpty()) {
            throw unsupported(in);
        }
        sql.append(typed(key)).append(in.isNot() ? " not in (" : " in (");
        sql.append(String.join(", ", list.stream().map(item -> "?").toList())).append(')');
        list.forEach(item -> values.add(literal(key, item)));
    }

    private void like(LikeExpression like) {
        int key = key(like.getLeftExpression());
        if (!(like.getRightExpression() instanceof StringValue pattern) || like.getEscape() != null) {
            throw unsupported(like);
        }
        if (isTyped(key)) {
            bound("nullif(k" + (key + 1) + ", ?)", HIVE_NULL);
        } else {
            sql.append('k').append(key + 1);
        }
        sql.append(like.isNot() ? " not like ?" : " like ?").append(" escape '!'");
        values.add(text(pattern).replace("!", "!!"));
    }

    private int key(Expression expression) {
        var name = name(expression).orElseThrow(() -> unsupported(expression));
        int key = keys.indexOf(name);
        if (key >= 0) {
            return key;
        }
        throw CatalogErrors.invalid("The expression names '" + name + "', which is no partition key. The keys are "
                + keys.keys().stream().map(Key::name).toList());
    }

    /** A key's name; the parser takes {@code hour}, {@code day} and their like for keywords of several kinds. */
    static Optional<String> name(Expression expression) {
        if (expression instanceof Column column) {
            var name = column.getFullyQualifiedName();
            return Optional.of(name.replace("`", "").replace("\"", "").toLowerCase(Locale.ROOT));
        }
        var text = expression.toString();
        return text.matches("[A-Za-z_]\\w*") ? Optional.of(text.toLowerCase(Locale.ROOT)) : Optional.empty();
    }

    private String typed(int key) {
        return (isTyped(key) ? "n" : "k") + (key + 1);
    }

    private boolean isTyped(int key) {
        return keys.keys().get(key).kind() != Kind.TEXT;
    }

    private Object literal(int key, Expression expression) {
        var text = literalText(expression);
        if (!isTyped(key)) {
            return text;
        }
        var kind = keys.keys().get(key).kind().ofLiterals();
        return PartitionKeys.number(kind, text)
                .orElseThrow(() -> CatalogErrors.invalid("'" + text + "' is no "
                        + kind.name().toLowerCase(Locale.ROOT) + ", as the partition key '"
                        + keys.keys().get(key).name() + "' is"));
    }

    static String literalText(Expression expression) {
        if (expression instanceof StringValue value) {
            return text(value);
        }
        if (expression instanceof LongValue value) {
            return value.getStringValue();
        }
        if (expression instanceof DoubleValue value) {
            return value.toString();
        }
        if (expression instanceof SignedExpression signed && signed.getSign() == '-') {
            return new BigDecimal(literalText(signed.getExpression())).negate().toPlainString();
        }
        if (expression instanceof DateTimeLiteralExpression date) {
            return date.getValue().replace("'", "");
        }
        if (expression instanceof DateValue date) {
            return date.getValue().toString();
        }
        if (expression instanceof TimestampValue timestamp) {
            return timestamp.getValue().toString();
        }
        throw unsupported(expression);
    }

    private static String text(StringValue value) {
        return value.getValue().replace("''", "'");
    }

    private static ServiceException unsupported(Expression expression) {
        return CatalogErrors.invalid("The expression has a part that partitions cannot be chosen by: " + expression);
    }
}
