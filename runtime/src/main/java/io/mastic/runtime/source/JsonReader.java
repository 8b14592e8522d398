package io.mastic.runtime.source;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.sql.execution.datasources.json.JsonFileFormat;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.Function1;
import scala.collection.AbstractIterator;
import scala.collection.Iterator;
import scala.collection.Seq;
import scala.runtime.AbstractFunction1;

/**
 * Reads the columns that are asked for of records whose types {@link JsonTypes} found. What is no record is left out,
 * as {@link JsonRecords} left it out.
 */
final class JsonReader extends JsonFileFormat {
    private static final long serialVersionUID = 1;

    private final StructType columns;
    private final JsonCut cut;

    /**
     * @param columns with their choices, which Spark does not see
     */
    JsonReader(StructType columns, JsonCut cut) {
        this.columns = columns;
        this.cut = cut;
    }

    /** How Spark is to read the texts that are cut: as lines, or as whole files. */
    static Map<String, String> texts(JsonCut cut) {
        return cut.multiLine() ? Map.of("wholetext", "true") : Map.of();
    }

    @Override
    public Function1<PartitionedFile, Iterator<InternalRow>> buildReader(
            SparkSession spark,
            StructType dataSchema,
            StructType partitionSchema,
            StructType requiredSchema,
            Seq<Filter> filters,
            scala.collection.immutable.Map<String, String> options,
            Configuration configuration) {
        Function1<PartitionedFile, Iterator<InternalRow>> texts =
                Texts.reader(spark, partitionSchema, texts(cut), configuration);
        Set<String> names = Set.of(requiredSchema.fieldNames());
        StructField[] required = Arrays.stream(columns.fields())
                .filter(field -> names.contains(field.name()))
                .toArray(StructField[]::new);
        return new Records(texts, new StructType(required), cut);
    }

    private static final class Records extends AbstractFunction1<PartitionedFile, Iterator<InternalRow>>
            implements Serializable {
        private static final long serialVersionUID = 1;

        private final Function1<PartitionedFile, Iterator<InternalRow>> texts;
        private final StructType columns;
        private final JsonCut cut;

        Records(Function1<PartitionedFile, Iterator<InternalRow>> texts, StructType columns, JsonCut cut) {
            this.texts = texts;
            this.columns = columns;
            this.cut = cut;
        }

        @Override
        public Iterator<InternalRow> apply(PartitionedFile file) {
            return new Rows(texts.apply(file), cut, JsonValues.struct(columns));
        }
    }

    /** The rows of texts, one at a time: nothing is made for a text but what its row needs. */
    private static final class Rows extends AbstractIterator<InternalRow> {
        private final Iterator<InternalRow> texts;
        private final JsonCut cut;
        private final JsonValues reader;
        private java.util.Iterator<String> records = Collections.emptyIterator();
        private @Nullable InternalRow ready;

        Rows(Iterator<InternalRow> texts, JsonCut cut, JsonValues reader) {
            this.texts = texts;
            this.cut = cut;
            this.reader = reader;
        }

        @Override
        public boolean hasNext() {
            while (ready == null && (records.hasNext() || texts.hasNext())) {
                ready = records.hasNext() ? row(records.next().getBytes(StandardCharsets.UTF_8)) : first(texts.next());
            }
            return ready != null;
        }

        private @Nullable InternalRow first(InternalRow text) {
            if (cut.isWhole()) {
                return row(text.getUTF8String(0).getBytes());
            }
            records = cut.records(text.getString(0)).iterator();
            return null;
        }

        private @Nullable InternalRow row(byte[] text) {
            try (JsonParser parser = JsonRecords.JSON.createParser(text)) {
                return parser.nextToken() == JsonToken.START_OBJECT ? (InternalRow) reader.read(parser) : null;
            } catch (IOException e) {
                return null;
            }
        }

        @Override
        public InternalRow next() {
            if (!hasNext() || ready == null) {
                throw new NoSuchElementException();
            }
            InternalRow row = ready;
            ready = null;
            return row;
        }
    }
}
