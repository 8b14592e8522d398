package io.mastic.runtime.source;

import io.mastic.runtime.frame.DynamicFrame;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.types.StructType;

/** Parquet, by column name in any case; a column that a file lacks is null. */
record ParquetFormat(boolean mergeSchema) implements ReadFormat {
    static ParquetFormat of(Options options) {
        return new ParquetFormat(options.flag("mergeSchema", false));
    }

    @Override
    public DynamicFrame read(FileListing files) {
        StructType columns = new ParquetFileFormat()
                .inferSchema(files.spark(), FileListing.scalaMap(options()), FileListing.seq(files.files()))
                .getOrElse(StructType::new);
        return DynamicFrame.fromDF(read(files, columns), "");
    }

    @Override
    public Dataset<Row> read(FileListing files, StructType columns) {
        return files.scan(new ParquetFileFormat(), columns, options());
    }

    private Map<String, String> options() {
        return Map.of("mergeSchema", String.valueOf(mergeSchema));
    }
}
