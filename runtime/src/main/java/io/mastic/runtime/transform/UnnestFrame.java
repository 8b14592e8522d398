package io.mastic.runtime.transform;

import io.mastic.runtime.frame.DynamicFrame;
import io.mastic.runtime.frame.TopLevel;
import io.mastic.runtime.frame.Value;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * Structs as columns {@code <struct>.<field>}; an array or map becomes a join key, a number that no other row of the frame has.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-transforms-UnnestFrame.html">AWS</a>
 */
public final class UnnestFrame {
    private UnnestFrame() {}

    public static DynamicFrame apply(DynamicFrame frame) {
        Flattening flat = Flattening.of(
                TopLevel.of(frame),
                array -> new Value(
                        functions.when(array.column().isNotNull(), functions.monotonically_increasing_id()),
                        DataTypes.LongType));
        return frame.select(flat.columns());
    }
}
