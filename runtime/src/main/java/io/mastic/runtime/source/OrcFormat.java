package io.mastic.runtime.source;

import io.mastic.runtime.frame.DynamicFrame;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.execution.datasources.orc.OrcFileFormat;
import org.apache.spark.sql.types.StructType;

/** ORC, by column name; a column that a file lacks is null. */
record OrcFormat() implements ReadFormat {
    private static final Map<String, String> OPTIONS = Map.of("mergeSchema", "false");

    @Override
    public DynamicFrame read(FileListing files) {
        StructType columns = new OrcFileFormat()
                .inferSchema(files.spark(), FileListing.scalaMap(OPTIONS), FileListing.seq(files.files()))
                .getOrElse(StructType::new);
        return DynamicFrame.fromDF(read(files, columns), "");
    }

    @Override
    public Dataset<Row> read(FileListing files, StructType columns) {
        return files.scan(new OrcFileFormat(), columns, OPTIONS);
    }
}
