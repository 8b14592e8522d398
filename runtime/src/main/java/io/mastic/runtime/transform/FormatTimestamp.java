package io.mastic.runtime.transform;

import io.mastic.runtime.frame.Casts;
import io.mastic.runtime.frame.DynamicFrame;
import io.mastic.runtime.frame.GlueTypes;
import io.mastic.runtime.frame.Value;
import java.util.Set;
import org.apache.spark.sql.types.DataTypes;

/**
 * Writes timestamps as texts of a format.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/transforms-format-timestamp.html">AWS</a>
 */
public final class FormatTimestamp {
    private static final Set<String> TIMES = Set.of("timestamp", "timestampNTZ", "date", "string", "null");

    private FormatTimestamp() {}

    /**
     * Formats a timestamp, a date, or a text that is one; null, and other text, becomes null.
     *
     * @param dateFormat in Spark's pattern letters or, with a {@code %}, in Python's codes
     * @param newColName gets the text; if empty, the column itself does
     * @throws IllegalArgumentException for a format that cannot be read, and for a column of another type
     */
    public static DynamicFrame apply(DynamicFrame frame, String colName, String dateFormat, String newColName) {
        if (dateFormat.isBlank()) {
            throw new IllegalArgumentException("The parameter dateFormat is empty: give a format such as yyyy-MM-dd");
        }
        return Columns.of(frame).changed("colName", colName, newColName, value -> {
            if (!TIMES.contains(GlueTypes.name(value.type()))) {
                throw new IllegalArgumentException(
                        "The parameter colName names \"%s\", which is no timestamp but %s: use To Timestamp before"
                                .formatted(colName, GlueTypes.name(value.type())));
            }
            Value time = Casts.cast(value, DataTypes.TimestampType);
            return new Value(TimestampText.of(time.column(), dateFormat), DataTypes.StringType);
        });
    }
}
