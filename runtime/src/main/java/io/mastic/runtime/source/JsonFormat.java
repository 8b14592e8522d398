package io.mastic.runtime.source;

import io.mastic.runtime.catalog.HiveTypes;
import io.mastic.runtime.frame.ChoiceTypes;
import io.mastic.runtime.frame.DynamicFrame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.execution.datasources.text.TextFileFormat;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * JSON records: one a line, or any number a file. What is no JSON object is skipped, and the log says how often.
 *
 * @param multiLine records may span lines, follow each other or stand in arrays; a file is held in memory
 * @param failFast a malformed record ends the job
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-programming-etl-format-json-home.html">AWS</a>
 */
record JsonFormat(boolean multiLine, boolean failFast) implements ReadFormat {
    private static final Logger LOG = LoggerFactory.getLogger(JsonFormat.class);
    private static final String RECORD = "__record";

    static JsonFormat of(Options options, boolean failFast) {
        Unsupported.refuse(options, "format json", List.of("jsonPath", "withSchema"));
        return new JsonFormat(options.flag("multiLine", false), failFast);
    }

    @Override
    public DynamicFrame read(FileListing files) {
        JsonRecords found = JsonText.inspect(texts(files));
        if (found.malformed() > 0) {
            String where = files.rootPaths().head() + (files.rootPaths().size() > 1 ? " and more" : "");
            if (failFast) {
                throw new IllegalArgumentException(
                        "%d malformed JSON records in %s".formatted(found.malformed(), where));
            }
            LOG.warn("Skipped {} malformed JSON records in {}", found.malformed(), where);
        }
        StructType columns = found.types().columns();
        if (columns.isEmpty()) {
            return DynamicFrame.fromDF(files.spark().emptyDataFrame(), "");
        }
        Dataset<Row> rows = read(files, columns);
        return DynamicFrame.of(rows, typed(rows.schema(), columns, files.keys()), "");
    }

    /** A scan's schema with the choices of its columns; where a folder's key has the name of one, the key is meant. */
    private static StructType typed(StructType scanned, StructType columns, StructType keys) {
        Set<String> keyed = Set.of(keys.fieldNames());
        return DataTypes.createStructType(Arrays.stream(scanned.fields())
                .map(field -> keyed.contains(field.name()) ? field : columns.apply(field.name()))
                .toArray(StructField[]::new));
    }

    @Override
    public Dataset<Row> read(FileListing files, StructType columns) {
        return files.scan(new JsonReader(columns, multiLine), ChoiceTypes.plain(columns), Map.of());
    }

    /** One text a row: lines, or records cut out of whole files. */
    private Dataset<String> texts(FileListing files) {
        if (!multiLine) {
            return files.scan(new TextFileFormat(), FileListing.LINE, Map.of())
                    .select("value")
                    .as(Encoders.STRING());
        }
        FlatMapFunction<String, String> cut = file -> JsonRecords.split(file).iterator();
        return files.scan(new TextFileFormat(), FileListing.LINE, Map.of("wholetext", "true"))
                .select("value")
                .as(Encoders.STRING())
                .flatMap(cut, Encoders.STRING());
    }

    static Dataset<Row> parsed(Dataset<Row> texts, StructType columns, StructType keys) {
        Column record = functions.from_json(texts.col("value"), columns, Map.of("mode", "PERMISSIVE"));
        List<Column> all = new ArrayList<>();
        all.add(functions.col(RECORD + ".*"));
        Arrays.stream(keys.fieldNames()).forEach(key -> all.add(functions.col(HiveTypes.quoted(key))));
        return texts.withColumn(RECORD, record)
                .where(functions.col("value").startsWith("{"))
                .select(all.toArray(Column[]::new));
    }
}
