package io.mastic.runtime.transform;

import io.mastic.runtime.frame.DynamicFrame;
import io.mastic.runtime.frame.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * Numbers the rows of a frame.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/transforms-identifier.html">AWS</a>
 */
public final class Identifier {
    // More than any number that Spark gives to a row.
    private static final BigDecimal ROWS = BigDecimal.TEN.pow(19);
    private static final DataType WITH_TIME = DataTypes.createDecimalType(38, 0);

    private Identifier() {}

    /**
     * Adds a number that no other row of the frame has, or overwrites the column of this name. Numbers increase and have gaps; a row may have another one
     * when the frame is computed again.
     *
     * @param unique whether numbers of other times differ as well: then they are decimals that begin with the time in microseconds
     * @throws IllegalArgumentException for no name
     */
    public static DynamicFrame apply(DynamicFrame frame, String colName, boolean unique, Instant now) {
        Column number = functions.monotonically_increasing_id();
        Value value = unique ? new Value(withTime(number, now), WITH_TIME) : new Value(number, DataTypes.LongType);
        return Columns.of(frame).with(Columns.name("colName", colName), value).select();
    }

    private static Column withTime(Column number, Instant now) {
        BigDecimal time = BigDecimal.valueOf(ChronoUnit.MICROS.between(Instant.EPOCH, now));
        return functions
                .lit(time.multiply(ROWS))
                .plus(number.cast("decimal(19,0)"))
                .cast(WITH_TIME);
    }
}
