package io.mastic.runtime.transform;

import io.mastic.runtime.frame.DynamicFrame;
import io.mastic.runtime.frame.Value;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/**
 * Adds what a Spark SQL expression makes of a row's columns.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/transforms-derived-column.html">AWS</a>
 */
public final class DerivedColumn {
    private DerivedColumn() {}

    /**
     * Adds a column, or overwrites the one of this name, whose old value the expression sees.
     *
     * @throws IllegalArgumentException with Spark's reason, for an expression that Spark cannot compute on these columns, and for no name
     */
    public static DynamicFrame apply(DynamicFrame frame, String colName, String expr) {
        String name = Columns.name("colName", colName);
        if (expr.isBlank()) {
            throw new IllegalArgumentException("The parameter expr is empty: give a Spark SQL expression");
        }
        return Refused.because("The parameter expr is \"" + expr + "\", which cannot be computed", () -> {
            Column derived = functions.expr(expr);
            StructType made = frame.rows().select(derived.as(name)).schema();
            Value value = new Value(derived, made.fields()[0].dataType());
            return Columns.of(frame).with(name, value).select();
        });
    }
}
