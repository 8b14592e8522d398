package io.mastic.runtime.source;

import io.mastic.runtime.catalog.HiveTypes;
import io.mastic.runtime.frame.ChoiceTypes;
import io.mastic.runtime.frame.DynamicFrame;
import io.mastic.runtime.frame.SchemaJson;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.api.java.function.FilterFunction;
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
 * JSON records: one a line, or any number a file, which is held in memory then. What is no JSON object is an error
 * record, and the log says how many there are.
 *
 * @param schema of the records; found by reading all files once where it is not given
 * @param failFast a malformed record ends the job
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-programming-etl-format-json-home.html">AWS</a>
 */
record JsonFormat(JsonCut cut, Optional<StructType> schema, boolean failFast) implements ReadFormat {
    private static final Logger LOG = LoggerFactory.getLogger(JsonFormat.class);
    private static final String RECORD = "__record";
    /** The text by which Glue's users know what became of a record. */
    private static final String MESSAGE = "error in jackson reader: the text is no JSON object";

    static JsonFormat of(Options options, boolean failFast) {
        JsonCut cut = new JsonCut(options.flag("multiLine", false), options.text("jsonPath", ""));
        return new JsonFormat(cut, options.text("withSchema").map(SchemaJson::parse), failFast);
    }

    @Override
    public DynamicFrame read(FileListing files) {
        Dataset<String> records = records(files);
        StructType columns = schema.orElseGet(() -> inspected(files, records));
        DynamicFrame frame =
                columns.isEmpty() ? DynamicFrame.fromDF(files.spark().emptyDataFrame(), "") : frame(files, columns);
        FilterFunction<String> bad = text -> !JsonRecords.isGood(text);
        return frame.failing(TextErrors.of(records.filter(bad).toDF("value"), MESSAGE));
    }

    private StructType inspected(FileListing files, Dataset<String> records) {
        JsonRecords found = JsonText.inspect(records);
        if (found.malformed() > 0) {
            String where = files.rootPaths().head() + (files.rootPaths().size() > 1 ? " and more" : "");
            if (failFast) {
                throw new IllegalArgumentException(
                        "%d malformed JSON records in %s".formatted(found.malformed(), where));
            }
            LOG.warn("Skipped {} malformed JSON records in {}", found.malformed(), where);
        }
        return found.types().columns();
    }

    private DynamicFrame frame(FileListing files, StructType columns) {
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
        return files.scan(new JsonReader(columns, cut), ChoiceTypes.plain(columns), Map.of());
    }

    /** One record a row, or what should be one. */
    private Dataset<String> records(FileListing files) {
        JsonCut cutting = cut;
        FlatMapFunction<String, String> records = text -> cutting.records(text).iterator();
        Dataset<String> texts = files.scan(new TextFileFormat(), FileListing.LINE, JsonReader.texts(cut))
                .select("value")
                .as(Encoders.STRING());
        return cut.multiLine() || !cut.path().isEmpty() ? texts.flatMap(records, Encoders.STRING()) : texts;
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
