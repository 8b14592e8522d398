package io.mastic.runtime.source;

import io.mastic.runtime.catalog.HiveTypes;
import io.mastic.runtime.frame.DynamicFrame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.execution.datasources.csv.CSVFileFormat;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Text in columns. Without a table all columns are strings; an empty field is an empty string, and null in a column of
 * another type. Files whose header differs from the first file's end the job: their columns would be mixed up.
 *
 * @param quote one character, or "" for no quoting
 * @param escape one character, which is the quote itself where quotes are doubled, or "" for none
 * @param names the first line of each file holds the names of the columns
 * @param skipFirst the first line of each file is not data
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-programming-etl-format-csv-home.html">AWS</a>
 */
record CsvFormat(String separator, String quote, String escape, boolean names, boolean skipFirst, boolean multiLine)
        implements ReadFormat {
    static CsvFormat of(Options options) {
        Unsupported.refuse(options, "format csv", List.of("withSchema"));
        String quote = options.text("quoteChar", "\"");
        quote = quote.equals("-1") ? "" : quote;
        return new CsvFormat(
                options.text("separator", ","),
                quote,
                options.text("escaper").filter(text -> !text.isEmpty()).orElse(quote),
                options.flag("withHeader", false),
                options.flag("skipFirst", false),
                options.flag("multiLine", false));
    }

    @Override
    public DynamicFrame read(FileListing files) {
        StructType found = new CSVFileFormat()
                .inferSchema(
                        files.spark(),
                        FileListing.scalaMap(options()),
                        FileListing.seq(files.files().subList(0, 1)))
                .getOrElse(StructType::new);
        List<StructField> columns = new ArrayList<>();
        for (int i = 0; i < found.length(); i++) {
            String name = names ? found.fields()[i].name() : "col" + i;
            columns.add(DataTypes.createStructField(name, DataTypes.StringType, true));
        }
        return DynamicFrame.fromDF(read(files, DataTypes.createStructType(columns)), "");
    }

    @Override
    public Dataset<Row> read(FileListing files, StructType columns) {
        StructType texts = HiveTypes.withTypes(columns, type -> DataTypes.StringType);
        Dataset<Row> rows = files.scan(new CSVFileFormat(), texts, options());
        List<Column> typed = new ArrayList<>();
        for (StructField column : columns.fields()) {
            HiveTypes.requireScalar(column, "a CSV table");
            Column text = rows.col(HiveTypes.quoted(column.name()));
            Column value = column.dataType().equals(DataTypes.StringType)
                    ? functions.coalesce(single(text), functions.lit(""))
                    : text.cast(column.dataType());
            typed.add(value.as(column.name()));
        }
        for (String key : files.keys().fieldNames()) {
            typed.add(rows.col(HiveTypes.quoted(key)));
        }
        return rows.select(typed.toArray(Column[]::new));
    }

    /**
     * Files whose escape is another character may have doubled quotes as well. Spark's parser leaves them as they are,
     * and takes them for the end of the field where a separator follows.
     */
    private boolean doublesToo() {
        return !quote.isEmpty() && !quote.equals(escape);
    }

    private Column single(Column text) {
        return doublesToo() ? functions.replace(text, functions.lit(quote + quote), functions.lit(quote)) : text;
    }

    private Map<String, String> options() {
        Map<String, String> options = new HashMap<>();
        options.put("sep", separator);
        options.put("quote", quote);
        options.put("escape", escape);
        options.put("unescapedQuoteHandling", doublesToo() ? "STOP_AT_CLOSING_QUOTE" : "STOP_AT_DELIMITER");
        options.put("header", String.valueOf(names || skipFirst));
        options.put("enforceSchema", String.valueOf(!names));
        options.put("multiLine", String.valueOf(multiLine));
        options.put("maxCharsPerColumn", "-1");
        return options;
    }
}
