package io.mastic.runtime.transform;

import io.mastic.runtime.frame.DynamicFrame;
import io.mastic.runtime.frame.TopLevel;
import io.mastic.runtime.frame.Value;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StringType;

/**
 * Removes the rows in which every column is null.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/transforms-remove-null-rows.html">AWS</a>
 */
public final class RemoveNullRows {
    private RemoveNullRows() {}

    /** @param extended whether empty texts, arrays and maps count as null */
    public static DynamicFrame apply(DynamicFrame frame, boolean extended) {
        return TopLevel.of(frame).stream()
                .map(column -> isNull(column.value(), extended))
                .reduce(Column::and)
                .map(empty -> frame.with(frame.rows().filter(functions.not(empty))))
                .orElse(frame);
    }

    private static Column isNull(Value value, boolean extended) {
        Column missing = value.column().isNull();
        if (value.isChoice()) {
            return value.fields().stream()
                    .map(alternative -> isNull(alternative.value(), extended))
                    .reduce(Column::and)
                    .map(missing::or)
                    .orElse(missing);
        }
        if (!extended) {
            return missing;
        }
        if (value.type() instanceof StringType) {
            return missing.or(value.column().equalTo(""));
        }
        boolean collection = value.type() instanceof ArrayType || value.type() instanceof MapType;
        return collection ? missing.or(functions.size(value.column()).equalTo(0)) : missing;
    }
}
