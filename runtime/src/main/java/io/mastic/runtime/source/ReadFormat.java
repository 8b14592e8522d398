package io.mastic.runtime.source;

import io.mastic.runtime.frame.DynamicFrame;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** How the bytes of files become rows. The columns of the folders' keys come after those of the files. */
interface ReadFormat {
    /** A frame, without a name, of files that tell their columns themselves. */
    DynamicFrame read(FileListing files);

    /** The rows of files whose columns a table declares; what does not fit a column's type is null. */
    Dataset<Row> read(FileListing files, StructType columns);

    /** How files of a table are read. */
    static ReadFormat of(TableFormat table) {
        int header = table.headerLines();
        if (header > 1) {
            throw new UnsupportedOperationException(
                    "skip.header.line.count is %d: more than 1 is not supported by this version of Mastic"
                            .formatted(header));
        }
        return switch (table.kind()) {
            case PARQUET -> new ParquetFormat(false);
            case ORC -> new OrcFormat();
            case AVRO -> new AvroFormat();
            case JSON -> JsonTableFormat.of(table);
            case CSV -> new CsvFormat(table.separator(), table.quote(), table.escape(), false, header > 0, false);
            case HIVE_TEXT -> new HiveTextFormat(table.separator(), table.items(), table.nullText(), header > 0);
        };
    }
}
