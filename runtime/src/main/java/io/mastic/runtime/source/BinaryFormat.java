package io.mastic.runtime.source;

import io.mastic.runtime.frame.DynamicFrame;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.execution.datasources.binaryfile.BinaryFileFormat;
import org.apache.spark.sql.types.StructType;

/** Whole files, one a row, in the column {@code content}: of formats that Python's libraries read. */
record BinaryFormat() implements ReadFormat {
    @Override
    public DynamicFrame read(FileListing files) {
        return DynamicFrame.fromDF(read(files, BinaryFileFormat.schema()), "");
    }

    @Override
    public Dataset<Row> read(FileListing files, StructType columns) {
        return files.scan(new BinaryFileFormat(), columns, Map.of()).drop("path", "modificationTime", "length");
    }
}
