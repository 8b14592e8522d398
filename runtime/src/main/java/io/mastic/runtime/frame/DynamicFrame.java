package io.mastic.runtime.frame;

import java.util.Objects;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Rows of one schema under a name: Glue's DynamicFrame, as a lazy DataFrame plan. Immutable.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-extensions-dynamic-frame.html">AWS</a>
 */
public final class DynamicFrame {
    private final Dataset<Row> rows;
    private final String name;

    private DynamicFrame(Dataset<Row> rows, String name) {
        this.rows = Objects.requireNonNull(rows);
        this.name = Objects.requireNonNull(name);
    }

    public static DynamicFrame fromDF(Dataset<Row> rows, String name) {
        return new DynamicFrame(rows, name);
    }

    /** The rows as a DataFrame, without copying. */
    public Dataset<Row> toDF() {
        return rows;
    }

    public String name() {
        return name;
    }

    public StructType schema() {
        return rows.schema();
    }

    /** Other rows under the same name. */
    public DynamicFrame with(Dataset<Row> others) {
        return new DynamicFrame(others, name);
    }
}
