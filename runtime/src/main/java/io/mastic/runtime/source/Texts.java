package io.mastic.runtime.source;

import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.sql.execution.datasources.text.TextFileFormat;
import org.apache.spark.sql.types.StructType;
import scala.Function1;
import scala.collection.Iterator;

/** What readers of text begin with: the lines of a file, or the file whole, as rows of one text. */
final class Texts {
    private Texts() {}

    static Function1<PartitionedFile, Iterator<InternalRow>> reader(
            SparkSession spark, StructType partitionSchema, Map<String, String> options, Configuration configuration) {
        return new TextFileFormat()
                .buildReader(
                        spark,
                        FileListing.LINE,
                        partitionSchema,
                        FileListing.LINE,
                        FileListing.seq(List.of()),
                        FileListing.scalaMap(options),
                        configuration);
    }
}
