package io.mastic.runtime.source;

import io.krakens.grok.api.Grok;
import io.krakens.grok.api.GrokCompiler;
import io.mastic.runtime.catalog.HiveTypes;
import io.mastic.runtime.frame.DynamicFrame;
import java.io.IOException;
import java.io.StringReader;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.execution.datasources.text.TextFileFormat;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Lines of logs, taken apart by a grok pattern: its named parts are columns of type string. Lines that do not match are error records.
 *
 * @param pattern such as {@code %{COMMONAPACHELOG}}
 * @param customPatterns lines of a name and what it stands for
 * @param missing the text that stands for no value
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-programming-etl-format-grokLog-home.html">AWS</a>
 */
record GrokFormat(String pattern, String customPatterns, String missing) implements ReadFormat {
    private static final String PARTS = "parts";
    /** What patterns call parts that they do not tell of. */
    private static final String UNWANTED = "UNWANTED";

    /**
     * @throws IllegalArgumentException when there is no {@code logFormat}, or it is no pattern
     * @throws UnsupportedOperationException for records of several lines
     */
    static GrokFormat of(Options options) {
        String pattern = options.text("logFormat")
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> new IllegalArgumentException("Format grokLog needs the option 'logFormat'"));
        if (!options.text("LineCount", "1").equals("1")) {
            throw new UnsupportedOperationException("Format grokLog: LineCount is 1 here, one record a line");
        }
        GrokFormat format = new GrokFormat(pattern, options.text("customPatterns", ""), options.text("MISSING", "-"));
        format.compiled();
        return format;
    }

    private Grok compiled() {
        GrokCompiler compiler = GrokCompiler.newInstance();
        compiler.registerDefaultPatterns();
        try {
            compiler.register(new StringReader(customPatterns));
            return compiler.compile(pattern, true);
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "The logFormat " + pattern + " is no grok pattern: " + e.getMessage(), e);
        }
    }

    @Override
    public DynamicFrame read(FileListing files) {
        List<String> names = names();
        StructType columns = DataTypes.createStructType(names.stream()
                .map(name -> DataTypes.createStructField(name, DataTypes.StringType, true))
                .toArray(StructField[]::new));
        Dataset<Row> lines = files.scan(new TextFileFormat(), FileListing.LINE, Map.of());
        DynamicFrame frame = DynamicFrame.fromDF(read(files, columns), "");
        return frame.failing(TextErrors.of(
                lines.filter(functions
                        .trim(lines.col("value"))
                        .notEqual("")
                        .and(parts(lines, columns).isNull())),
                "The line does not match the logFormat " + pattern));
    }

    private List<String> names() {
        Grok grok = compiled();
        return grok.namedGroups.stream()
                .map(grok::getNamedRegexCollectionById)
                .filter(name -> !name.equals(UNWANTED))
                .distinct()
                .toList();
    }

    @Override
    public Dataset<Row> read(FileListing files, StructType columns) {
        Dataset<Row> lines = files.scan(new TextFileFormat(), FileListing.LINE, Map.of());
        Dataset<Row> parsed = lines.withColumn(PARTS, parts(lines, columns));
        Column[] all = Stream.concat(
                        Arrays.stream(columns.fieldNames())
                                .map(name -> parsed.col(PARTS).getField(name).as(name)),
                        Arrays.stream(files.keys().fieldNames()).map(key -> parsed.col(HiveTypes.quoted(key))))
                .toArray(Column[]::new);
        return parsed.where(parsed.col(PARTS).isNotNull()).select(all);
    }

    private Column parts(Dataset<Row> lines, StructType columns) {
        UDF1<@Nullable String, @Nullable Row> parse = new Parse(this, columns.fieldNames());
        return functions.udf(parse, columns).apply(lines.col("value"));
    }

    private static final class Parse implements UDF1<@Nullable String, @Nullable Row> {
        private static final long serialVersionUID = 1;

        private final String pattern;
        private final String customPatterns;
        private final String missing;
        private final String[] names;
        private transient @Nullable Grok grok;

        Parse(GrokFormat format, String[] names) {
            this.pattern = format.pattern;
            this.customPatterns = format.customPatterns;
            this.missing = format.missing;
            this.names = names;
        }

        @Override
        public @Nullable Row call(@Nullable String line) {
            if (line == null) {
                return null;
            }
            if (grok == null) {
                grok = new GrokFormat(pattern, customPatterns, missing).compiled();
            }
            Map<String, Object> found = grok.match(line).capture();
            if (found.isEmpty()) {
                return null;
            }
            return RowFactory.create(
                    Arrays.stream(names).map(name -> text(found.get(name))).toArray());
        }

        private @Nullable Object text(@Nullable Object value) {
            return value == null || value.toString().equals(missing) ? null : value.toString();
        }
    }
}
