package io.mastic.runtime.source;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.sql.execution.datasources.json.JsonFileFormat;
import org.apache.spark.sql.execution.datasources.text.TextFileFormat;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.Function1;
import scala.collection.GenTraversableOnce;
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
        Function1<PartitionedFile, Iterator<InternalRow>> texts = new TextFileFormat()
                .buildReader(
                        spark,
                        FileListing.LINE,
                        partitionSchema,
                        FileListing.LINE,
                        FileListing.seq(List.of()),
                        FileListing.scalaMap(texts(cut)),
                        configuration);
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
            JsonValues reader = JsonValues.struct(columns);
            return texts.apply(file).flatMap(new AbstractFunction1<InternalRow, GenTraversableOnce<InternalRow>>() {
                @Override
                public GenTraversableOnce<InternalRow> apply(InternalRow text) {
                    return FileListing.seq(cut.records(text.getString(0)).stream()
                            .map(record -> row(reader, record))
                            .filter(row -> row != null)
                            .collect(Collectors.toList()));
                }
            });
        }
    }

    private static @Nullable InternalRow row(JsonValues reader, String text) {
        try (JsonParser parser = JsonRecords.JSON.createParser(text)) {
            return parser.nextToken() == JsonToken.START_OBJECT ? (InternalRow) reader.read(parser) : null;
        } catch (IOException e) {
            return null;
        }
    }
}
