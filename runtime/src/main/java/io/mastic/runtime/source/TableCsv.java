package io.mastic.runtime.source;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.sql.execution.datasources.csv.CSVFileFormat;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import scala.Function1;
import scala.collection.Iterator;
import scala.collection.Seq;
import scala.runtime.AbstractFunction1;

/**
 * Spark SQL's reader and writer of tables of text in columns: as Spark's of CSV, but an empty field of a string column
 * is read as an empty string, as Hive's SerDes do.
 */
public final class TableCsv extends CSVFileFormat {
    private static final long serialVersionUID = 1;
    private static final String NULL_TEXT = "nullValue";

    /** The options under which a table of this format is read and written. */
    public static Map<String, String> options(TableFormat format) {
        boolean hives = format.isHives();
        Map<String, String> options = new HashMap<>();
        options.put("sep", format.separator());
        options.put("quote", hives ? "" : format.quote());
        options.put("escape", hives ? format.options().getOrDefault("escape.delim", "") : format.escape());
        options.put("header", String.valueOf(format.headerLines() > 0));
        options.put("enforceSchema", "true");
        options.put("maxCharsPerColumn", "-1");
        if (hives) {
            options.put(NULL_TEXT, format.nullText());
            options.put("emptyValue", "");
        } else if (!format.quote().equals(format.escape())) {
            options.put("unescapedQuoteHandling", "STOP_AT_CLOSING_QUOTE");
        }
        return options;
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
        Map<String, String> given = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        given.putAll(scala.collection.JavaConverters.mapAsJavaMap(options));
        // Spark would take empty fields for nulls, too, and apply filters before they are what they are.
        String nullText = given.remove(NULL_TEXT);
        Function1<PartitionedFile, Iterator<InternalRow>> reader = super.buildReader(
                spark,
                dataSchema,
                partitionSchema,
                requiredSchema,
                FileListing.seq(List.of()),
                FileListing.scalaMap(given),
                configuration);
        int[] texts = java.util.stream.IntStream.range(0, requiredSchema.length())
                .filter(i -> requiredSchema.fields()[i].dataType().equals(DataTypes.StringType))
                .toArray();
        return new Filled(reader, texts, nullText);
    }

    private static final class Filled extends AbstractFunction1<PartitionedFile, Iterator<InternalRow>>
            implements Serializable {
        private static final long serialVersionUID = 1;

        private final Function1<PartitionedFile, Iterator<InternalRow>> reader;
        private final int[] texts;
        private final @Nullable String nullText;

        Filled(Function1<PartitionedFile, Iterator<InternalRow>> reader, int[] texts, @Nullable String nullText) {
            this.reader = reader;
            this.texts = texts;
            this.nullText = nullText;
        }

        @Override
        public Iterator<InternalRow> apply(PartitionedFile file) {
            UTF8String standsForNull = UTF8String.fromString(nullText);
            return reader.apply(file).map(new AbstractFunction1<InternalRow, InternalRow>() {
                @Override
                public InternalRow apply(InternalRow row) {
                    for (int i : texts) {
                        if (row.isNullAt(i)) {
                            row.update(i, UTF8String.EMPTY_UTF8);
                        } else if (row.getUTF8String(i).equals(standsForNull)) {
                            row.setNullAt(i);
                        }
                    }
                    return row;
                }
            });
        }
    }
}
