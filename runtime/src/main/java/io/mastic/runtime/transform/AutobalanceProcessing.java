package io.mastic.runtime.transform;

import io.mastic.runtime.frame.DynamicFrame;
import io.mastic.runtime.frame.TopLevel;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Distributes rows anew over partitions, which is also how many files a write makes.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/transforms-autobalance-processing.html">AWS</a>
 */
public final class AutobalanceProcessing {
    private static final int PARTITIONS_PER_CORE = 3;

    private AutobalanceProcessing() {}

    /**
     * Redistributes the rows: evenly, or those with the same values in some columns together.
     *
     * @param numPartitionsStr how many partitions there are to be; if empty, three for each core
     * @throws IllegalArgumentException for another number than one from 1 on, and for a column that is not there
     */
    public static DynamicFrame apply(DynamicFrame frame, String numPartitionsStr, List<String> partitionCols) {
        Dataset<Row> rows = frame.rows();
        int partitions = numPartitionsStr.isBlank()
                ? PARTITIONS_PER_CORE * rows.sparkSession().sparkContext().defaultParallelism()
                : number(numPartitionsStr.strip());
        if (partitionCols.isEmpty()) {
            return frame.with(rows.repartition(partitions));
        }
        Column[] keys = Columns.of(frame).columns("partitionCols", partitionCols).stream()
                .map(TopLevel::column)
                .toArray(Column[]::new);
        return frame.with(rows.repartition(partitions, keys));
    }

    private static int number(String text) {
        if (!text.matches("0*[1-9]\\d{0,8}")) {
            throw new IllegalArgumentException("The parameter numPartitionsStr is \"" + text
                    + "\": the number of partitions is a whole number from 1 on");
        }
        return Integer.parseInt(text);
    }
}
