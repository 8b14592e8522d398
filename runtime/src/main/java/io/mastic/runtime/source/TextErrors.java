package io.mastic.runtime.source;

import io.mastic.runtime.frame.ErrorRecords;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** Error records of a reader: texts that are no record. */
final class TextErrors {
    private TextErrors() {}

    /**
     * @param texts with the column {@code value}, of what could not be read
     */
    static Dataset<Row> of(Dataset<Row> texts, String message) {
        Dataset<Row> failed = texts.select(
                functions.lit(message).as("msg"),
                functions.lit("").as("stackTrace"),
                texts.col("value").as("input"));
        return ErrorRecords.of(failed, "", "");
    }
}
