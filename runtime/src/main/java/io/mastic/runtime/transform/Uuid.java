package io.mastic.runtime.transform;

import io.mastic.runtime.frame.DynamicFrame;
import io.mastic.runtime.frame.Value;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * Gives each row a random identifier.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/transforms-uuid.html">AWS</a>
 */
public final class Uuid {
    private Uuid() {}

    /**
     * Adds a text of 36 characters, or overwrites the column of this name.
     *
     * @throws IllegalArgumentException for no name
     */
    public static DynamicFrame apply(DynamicFrame frame, String colName) {
        Value uuid = new Value(functions.call_function("uuid"), DataTypes.StringType);
        return Columns.of(frame).with(Columns.name("colName", colName), uuid).select();
    }
}
