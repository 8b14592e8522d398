package io.mastic.runtime.source;

import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.split;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import io.mastic.runtime.catalog.HiveTypes;
import io.mastic.runtime.frame.DynamicFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.execution.datasources.csv.CSVFileFormat;
import org.apache.spark.sql.execution.datasources.text.TextFileFormat;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Hive's plain text: a row a line, columns by position, nothing quoted. A missing column and the null text are null, an
 * empty text is empty. Arrays of scalars are read as well.
 *
 * @param items the character between the elements of an array
 */
record HiveTextFormat(String separator, String items, String nullText, boolean header) implements ReadFormat {
    /** No text holds it, so that Spark's CSV reader gives whole lines, and leaves out the first of each file. */
    private static final String NEVER = "\u0000\u0003\u0000";

    @Override
    public DynamicFrame read(FileListing files) {
        throw new IllegalStateException("Hive's text does not tell its columns");
    }

    @Override
    public Dataset<Row> read(FileListing files, StructType columns) {
        Dataset<Row> lines = lines(files);
        Column parts = split(lines.col("value"), Pattern.quote(separator), -1);
        List<Column> all = new ArrayList<>();
        for (int i = 0; i < columns.length(); i++) {
            StructField column = columns.fields()[i];
            Column text = when(functions.size(parts).gt(i), element_at(parts, i + 1));
            all.add(typed(text, column).as(column.name()));
        }
        for (String key : files.keys().fieldNames()) {
            all.add(lines.col(HiveTypes.quoted(key)));
        }
        return lines.select(all.toArray(Column[]::new));
    }

    private Column typed(Column text, StructField column) {
        Column present = when(text.notEqual(lit(nullText)), text);
        if (column.dataType() instanceof ArrayType array && !HiveTypes.isNested(array.elementType())) {
            Column elements = split(present, Pattern.quote(items), -1);
            Column typed = transform(
                    elements, item -> when(item.notEqual(lit(nullText)), item).cast(array.elementType()));
            return when(present.equalTo(lit("")), functions.array().cast(array)).otherwise(typed);
        }
        HiveTypes.requireScalar(column, "a table of Hive's text");
        return present.cast(column.dataType());
    }

    private Dataset<Row> lines(FileListing files) {
        if (!header) {
            return files.scan(new TextFileFormat(), FileListing.LINE, Map.of());
        }
        Map<String, String> whole =
                Map.of("sep", NEVER, "quote", "", "escape", "", "header", "true", "maxCharsPerColumn", "-1");
        return files.scan(new CSVFileFormat(), FileListing.LINE, whole);
    }
}
