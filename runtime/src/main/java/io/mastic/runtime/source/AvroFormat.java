package io.mastic.runtime.source;

import io.mastic.runtime.frame.DynamicFrame;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.avro.AvroFileFormat;
import org.apache.spark.sql.types.StructType;

/**
 * Avro, by column name; a column that a file lacks is null. Logical types are read whichever version the files have.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-programming-etl-format-avro-home.html">AWS</a>
 */
record AvroFormat() implements ReadFormat {
    private static final Map<String, String> OPTIONS = Map.of("ignoreExtension", "true");

    @Override
    public DynamicFrame read(FileListing files) {
        StructType columns = new AvroFileFormat()
                .inferSchema(files.spark(), FileListing.scalaMap(OPTIONS), FileListing.seq(files.files()))
                .getOrElse(StructType::new);
        return DynamicFrame.fromDF(read(files, columns), "");
    }

    @Override
    public Dataset<Row> read(FileListing files, StructType columns) {
        return files.scan(new AvroFileFormat(), columns, OPTIONS);
    }
}
