package io.mastic.runtime.transform;

import io.mastic.runtime.frame.DynamicFrame;
import io.mastic.runtime.frame.Value;
import java.time.Instant;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * Adds the time of the run, the same in every row.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/transforms-add-current-timestamp.html">AWS</a>
 */
public final class AddCurrentTimestamp {
    private AddCurrentTimestamp() {}

    /**
     * Adds a column, or overwrites the one of this name.
     *
     * @param dateFormat in Spark's pattern letters or Python's codes, for a text; empty for a timestamp
     * @throws IllegalArgumentException for no name, and for a format that cannot be read
     */
    public static DynamicFrame apply(DynamicFrame frame, String colName, String dateFormat, Instant now) {
        Column time = functions.lit(now);
        Value value = dateFormat.isBlank()
                ? new Value(time, DataTypes.TimestampType)
                : new Value(TimestampText.of(time, dateFormat), DataTypes.StringType);
        return Columns.of(frame).with(Columns.name("colName", colName), value).select();
    }
}
