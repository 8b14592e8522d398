package io.mastic.runtime.transform;

import io.mastic.runtime.frame.DynamicFrame;
import io.mastic.runtime.frame.GlueTypes;
import io.mastic.runtime.frame.Value;
import java.util.List;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;

/**
 * Copies elements of an array into columns of their own. The array stays.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/transforms-array-to-columns.html">AWS</a>
 */
public final class ArrayToColumns {
    private ArrayToColumns() {}

    /**
     * Adds columns or overwrites those of these names. An element that is not there is null.
     *
     * @param indexes which element each column gets, from 1 on; empty for the first ones
     * @throws IllegalArgumentException for a column that is no array, lists of different lengths, and an index that is no number from 1 on
     */
    public static DynamicFrame apply(DynamicFrame frame, String colName, List<String> colList, List<String> indexes) {
        Columns columns = Columns.of(frame);
        Value named = columns.value("colName", colName);
        Value array = named.alternative("array")
                .orElseThrow(() -> new IllegalArgumentException(
                        "The parameter colName names \"%s\", which is no array but %s: split the text first"
                                .formatted(colName, GlueTypes.name(named.type()))));
        if (colList.isEmpty()) {
            throw new IllegalArgumentException("The parameter colList is empty: name the columns to make");
        }
        if (!indexes.isEmpty() && indexes.size() != colList.size()) {
            throw new IllegalArgumentException(
                    "The parameter indexes has %d positions for the %d columns of colList: give one for each"
                            .formatted(indexes.size(), colList.size()));
        }
        for (int at = 0; at < colList.size(); at++) {
            int index = indexes.isEmpty() ? at : index(indexes.get(at)) - 1;
            Value element = new Value(
                    functions.get(array.column(), functions.lit(index)), ((ArrayType) array.type()).elementType());
            columns = columns.with(Columns.name("colList", colList.get(at)), element);
        }
        return columns.select();
    }

    private static int index(String text) {
        if (!text.matches("0*[1-9]\\d{0,8}")) {
            throw new IllegalArgumentException(
                    "The parameter indexes has \"%s\": a position is a whole number from 1 on".formatted(text));
        }
        return Integer.parseInt(text);
    }
}
