package io.mastic.runtime.transform;

import io.mastic.runtime.frame.DynamicFrame;
import io.mastic.runtime.frame.Value;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * Splits texts into arrays.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/transforms-split-string.html">AWS</a>
 */
public final class SplitString {
    private SplitString() {}

    /**
     * Splits a text around all matches of a regular expression. All parts are kept, also empty ones at the end; null stays null.
     *
     * @param newColName gets the array; if empty, the column itself becomes one
     * @throws IllegalArgumentException for an expression that cannot be read
     */
    public static DynamicFrame apply(DynamicFrame frame, String colName, String pattern, String newColName) {
        RegexExtractor.compiled("pattern", pattern);
        return Columns.of(frame)
                .changed(
                        "colName",
                        colName,
                        newColName,
                        value -> new Value(
                                functions.split(Columns.text(value), pattern, -1),
                                DataTypes.createArrayType(DataTypes.StringType)));
    }
}
