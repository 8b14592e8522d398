package io.mastic.runtime.quality;

import io.mastic.model.quality.Condition;
import io.mastic.model.quality.Operand;
import io.mastic.model.quality.Operand.Keyword;
import io.mastic.model.quality.Operand.Moment;
import io.mastic.model.quality.Operand.Text;
import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;

/**
 * A condition on each value of a column. Null fulfils {@code !=}, {@code not in} and {@code not matches}, and no other,
 * unless the condition names NULL.
 *
 * @param now what {@code now()} stands for
 */
record ValueCondition(Condition condition, Instant now) {
    /** True or false for every value, never null. */
    Column holds(Column value, DataType type) {
        return switch (condition.comparison()) {
            case EQUAL, IN -> among(value, type);
            case BETWEEN -> {
                Column low = compared(value, type, 0);
                Column inside =
                        low.gt(operand(type, 0)).and(compared(value, type, 1).lt(operand(type, 1)));
                yield known(condition.negated() ? functions.not(inside) : inside);
            }
            case GREATER -> known(compared(value, type, 0).gt(operand(type, 0)));
            case GREATER_OR_EQUAL -> known(compared(value, type, 0).geq(operand(type, 0)));
            case LESS -> known(compared(value, type, 0).lt(operand(type, 0)));
            case LESS_OR_EQUAL -> known(compared(value, type, 0).leq(operand(type, 0)));
            case MATCHES -> {
                String pattern = ((Text) condition.operands().get(0)).value();
                Column matches = known(value.cast(DataTypes.StringType).rlike("^(?:" + pattern + ")$"));
                yield condition.negated() ? functions.not(matches) : matches;
            }
        };
    }

    private Column among(Column value, DataType type) {
        List<Operand> operands = condition.operands();
        Column found = functions.lit(false);
        for (int i = 0; i < operands.size(); i++) {
            Column one = operands.get(i) instanceof Keyword keyword
                    ? is(keyword, value)
                    : known(compared(value, type, i).equalTo(operand(type, i)));
            found = found.or(one);
        }
        return condition.negated() ? functions.not(found) : found;
    }

    private static Column is(Keyword keyword, Column value) {
        Column text = value.cast(DataTypes.StringType);
        return switch (keyword) {
            case NULL -> value.isNull();
            case EMPTY -> known(text.equalTo(""));
            case WHITESPACES_ONLY -> known(text.rlike("^\\s+$"));
        };
    }

    private static Column known(Column condition) {
        return functions.coalesce(condition, functions.lit(false));
    }

    /** The value as what it is compared with: texts are read as numbers or times beside numbers and times. */
    private Column compared(Column value, DataType type, int place) {
        Operand operand = condition.operands().get(place);
        if (operand instanceof Operand.Number) {
            return type instanceof NumericType ? value : tried(value, DataTypes.DoubleType);
        }
        if (operand instanceof Moment) {
            return type instanceof StringType
                    ? tried(value, DataTypes.TimestampType)
                    : value.cast(DataTypes.TimestampType);
        }
        return value;
    }

    private static Column tried(Column value, DataType type) {
        return TriedCasts.cast(value.cast(DataTypes.StringType), type);
    }

    private Column operand(DataType type, int place) {
        Operand operand = condition.operands().get(place);
        if (operand instanceof Operand.Number number) {
            return functions.lit(number.value());
        }
        if (operand instanceof Moment moment) {
            return functions.lit(now.minus(moment.ago()));
        }
        if (operand instanceof Text text) {
            return TriedCasts.cast(functions.lit(text.value()), type);
        }
        throw new IllegalArgumentException(operand + " can be compared by =, !=, in and not in alone");
    }
}
