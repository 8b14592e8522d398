package io.mastic.runtime.transform;

import io.mastic.runtime.frame.DynamicFrame;
import io.mastic.runtime.frame.Value;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;

/**
 * Joins the texts of columns into one.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/transforms-concatenate-columns.html">AWS</a>
 */
public final class ConcatenateColumns {
    private ConcatenateColumns() {}

    /**
     * Adds a text column, or overwrites the one of this name.
     *
     * @param colList in the order in which they are joined
     * @param spacer stands between any two, also beside nulls
     * @param nullValue stands for null and for NaN
     * @throws IllegalArgumentException for no name, no columns, and a column that is not there
     */
    public static DynamicFrame apply(
            DynamicFrame frame, String colName, List<String> colList, String spacer, String nullValue) {
        Columns columns = Columns.of(frame);
        if (colList.isEmpty()) {
            throw new IllegalArgumentException("The parameter colList is empty: choose columns to join");
        }
        Column[] texts = colList.stream()
                .map(name -> text(columns.value("colList", name), nullValue))
                .toArray(Column[]::new);
        Value joined = new Value(functions.concat_ws(spacer, texts), DataTypes.StringType);
        return columns.with(Columns.name("colName", colName), joined).select();
    }

    private static Column text(Value value, String nullValue) {
        Column text = Columns.text(value);
        boolean fraction = value.type() instanceof DoubleType || value.type() instanceof FloatType;
        Column present = fraction ? functions.when(functions.not(value.column().isNaN()), text) : text;
        return functions.coalesce(present, functions.lit(nullValue));
    }
}
