package io.mastic.runtime.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.json.JSONOptions;
import org.apache.spark.sql.catalyst.json.JacksonParser;
import org.apache.spark.sql.catalyst.util.FailureSafeParser;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.sql.execution.datasources.json.JsonFileFormat;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import scala.Function1;
import scala.collection.GenTraversableOnce;
import scala.collection.Iterable;
import scala.collection.Iterator;
import scala.collection.Seq;
import scala.runtime.AbstractFunction1;
import scala.runtime.AbstractFunction2;

/**
 * Spark SQL's reader and writer of tables of JSON, a record a line: as Spark's, but keys are found in any case and
 * under the names that the table's {@code mapping.} options give, as the JSON SerDes do. A line that is no record gives
 * nulls.
 */
public final class TableJson extends JsonFileFormat {
    private static final long serialVersionUID = 1;

    @Override
    public Function1<PartitionedFile, Iterator<InternalRow>> buildReader(
            SparkSession spark,
            StructType dataSchema,
            StructType partitionSchema,
            StructType requiredSchema,
            Seq<Filter> filters,
            scala.collection.immutable.Map<String, String> options,
            Configuration configuration) {
        Function1<PartitionedFile, Iterator<InternalRow>> lines =
                Texts.reader(spark, partitionSchema, Map.of(), configuration);
        JSONOptions parsing = new JSONOptions(
                options,
                spark.sessionState().conf().sessionLocalTimeZone(),
                spark.sessionState().conf().columnNameOfCorruptRecord());
        Map<String, String> given = scala.collection.JavaConverters.mapAsJavaMap(options);
        JsonKeys keys = new JsonKeys(requiredSchema, JsonTableFormat.renamed(given));
        return new Records(lines, requiredSchema, parsing, keys);
    }

    private static final class Records extends AbstractFunction1<PartitionedFile, Iterator<InternalRow>>
            implements Serializable {
        private static final long serialVersionUID = 1;

        private final Function1<PartitionedFile, Iterator<InternalRow>> lines;
        private final StructType columns;
        private final JSONOptions options;
        private final JsonKeys keys;

        Records(
                Function1<PartitionedFile, Iterator<InternalRow>> lines,
                StructType columns,
                JSONOptions options,
                JsonKeys keys) {
            this.lines = lines;
            this.columns = columns;
            this.options = options;
            this.keys = keys;
        }

        @Override
        public Iterator<InternalRow> apply(PartitionedFile file) {
            JacksonParser parser = new JacksonParser(columns, options, false, FileListing.seq(List.of()));
            FailureSafeParser<String> safe = new FailureSafeParser<>(
                    new Parsing(parser), options.parseMode(), columns, options.columnNameOfCorruptRecord());
            return lines.apply(file).flatMap(new AbstractFunction1<InternalRow, GenTraversableOnce<InternalRow>>() {
                @Override
                public GenTraversableOnce<InternalRow> apply(InternalRow line) {
                    String text = line.getString(0);
                    if (text.isBlank()) {
                        return FileListing.seq(List.<InternalRow>of());
                    }
                    String record = keys.rewrite(text);
                    return safe.parse(record == null ? text : record);
                }
            });
        }
    }

    private static final class Parsing extends AbstractFunction1<String, Iterable<InternalRow>> {
        private static final AbstractFunction2<JsonFactory, String, JsonParser> OPEN = new AbstractFunction2<>() {
            @Override
            public JsonParser apply(JsonFactory factory, String text) {
                try {
                    return factory.createParser(text);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
        private static final AbstractFunction1<String, UTF8String> LITERAL = new AbstractFunction1<>() {
            @Override
            public UTF8String apply(String text) {
                return UTF8String.fromString(text);
            }
        };

        private final JacksonParser parser;

        Parsing(JacksonParser parser) {
            this.parser = parser;
        }

        @Override
        public Iterable<InternalRow> apply(String record) {
            return parser.parse(record, OPEN, LITERAL);
        }
    }
}
