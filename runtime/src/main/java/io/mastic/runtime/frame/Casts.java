package io.mastic.runtime.frame;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.EvalMode;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;

/** Glue's way to change a value's type: what does not fit becomes null, whatever {@code spark.sql.ansi.enabled} says. */
public final class Casts {
    private Casts() {}

    /**
     * A value as another type, null where it cannot be: text that is no number, a number that is too large, a struct as a number. Arrays, maps and
     * structs become JSON when cast to a string.
     */
    public static Column cast(Column value, DataType from, DataType to) {
        if (from.equals(to)) {
            return value;
        }
        if (to.equals(DataTypes.StringType) && isNested(from)) {
            return functions.to_json(value);
        }
        if (!Cast.canCast(from, to)) {
            return functions.lit(null).cast(to);
        }
        // A plain cast lets a number that is too large wrap around to a wrong one.
        boolean narrows = from instanceof NumericType && to instanceof NumericType && !Cast.canUpCast(from, to);
        return new Column(
                new Cast(value.expr(), to, scala.Option.empty(), narrows ? EvalMode.TRY() : EvalMode.LEGACY()));
    }

    /** As {@link #cast(Column, DataType, DataType)}; of a choice, whichever alternative has a value. */
    public static Value cast(Value value, DataType to) {
        if (!value.isChoice()) {
            return new Value(cast(value.column(), ChoiceTypes.plain(value.type()), to), to);
        }
        Column[] alternatives = value.fields().stream()
                .map(alternative -> cast(alternative.value(), to).column())
                .toArray(Column[]::new);
        return new Value(functions.coalesce(alternatives), to);
    }

    private static boolean isNested(DataType type) {
        return type instanceof StructType || type instanceof ArrayType || type instanceof MapType;
    }
}
