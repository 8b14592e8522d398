package io.mastic.runtime.transform;

import io.mastic.runtime.frame.Casts;
import io.mastic.runtime.frame.DynamicFrame;
import io.mastic.runtime.frame.GlueTypes;
import io.mastic.runtime.frame.Value;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * Makes timestamps of numbers and texts.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/transforms-to-timestamp.html">AWS</a>
 */
public final class ToTimestamp {
    private static final DataType NUMBER = DataTypes.createDecimalType(30, 6);
    private static final Set<String> TIMES = Set.of("timestamp", "timestampNTZ", "date");
    private static final String DATE_FIRST = "^\\s*[+-]?\\d{4,6}(?:-|\\s*$)";
    // Up to the year 5138 as seconds, and as milliseconds.
    private static final long SECONDS = 100_000_000_000L;
    private static final long MILLISECONDS = SECONDS * 1_000;

    private ToTimestamp() {}

    /**
     * Converts a column; what is no time of the kind becomes null, and timestamps and dates are what they are.
     *
     * @param colType {@code seconds}, {@code milliseconds} or {@code microseconds} since 1970 in UTC, {@code iso} for texts as in ISO 8601 (in the session's
     *     time zone if they have none), or {@code autodetect}, which tells by each value: text that is no number is {@code iso}, and numbers below 10^11 are
     *     seconds, below 10^14 milliseconds
     * @param newColName gets the timestamp; if empty, the column itself becomes one
     * @throws IllegalArgumentException for another kind
     */
    public static DynamicFrame apply(DynamicFrame frame, String colName, String colType, String newColName) {
        String kind = colType.strip().toLowerCase(Locale.ROOT);
        return Columns.of(frame).changed("colName", colName, newColName, value -> {
            Column time = TIMES.contains(GlueTypes.name(value.type()))
                    ? Casts.cast(value, DataTypes.TimestampType).column()
                    : time(Columns.text(value), kind);
            return new Value(time, DataTypes.TimestampType);
        });
    }

    private static Column time(Column text, String kind) {
        Column number = Casts.cast(text, DataTypes.StringType, NUMBER);
        return switch (kind) {
            case "seconds" -> since(number, 1_000_000);
            case "milliseconds" -> since(number, 1_000);
            case "microseconds" -> since(number, 1);
            case "iso" -> iso(text);
            case "autodetect" ->
                functions
                        .when(number.isNull(), iso(text))
                        .when(functions.abs(number).lt(SECONDS), since(number, 1_000_000))
                        .when(functions.abs(number).lt(MILLISECONDS), since(number, 1_000))
                        .otherwise(since(number, 1));
            default ->
                throw new IllegalArgumentException("The parameter colType is \"" + kind
                        + "\": give autodetect, seconds, milliseconds, microseconds or iso");
        };
    }

    private static Column since(Column number, int unit) {
        DataType wide = DataTypes.createDecimalType(38, 6);
        Column micros = Casts.cast(number.multiply(functions.lit(unit)).cast(wide), wide, DataTypes.LongType);
        return functions.timestamp_micros(micros);
    }

    /** Spark would take a time without a date for today's. */
    private static Column iso(Column text) {
        return functions.when(text.rlike(DATE_FIRST), Casts.cast(text, DataTypes.StringType, DataTypes.TimestampType));
    }
}
