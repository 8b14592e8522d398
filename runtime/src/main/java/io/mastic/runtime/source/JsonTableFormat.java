package io.mastic.runtime.source;

import io.mastic.runtime.frame.DynamicFrame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.execution.datasources.text.TextFileFormat;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * JSON records, one a line, of a table: keys are found in any case. Malformed lines are skipped, and the log says how
 * often.
 *
 * @param renamed columns by the key, in lower case, that holds them
 */
record JsonTableFormat(Map<String, String> renamed) implements ReadFormat {
    private static final Logger LOG = LoggerFactory.getLogger(JsonTableFormat.class);

    static JsonTableFormat of(TableFormat table) {
        return new JsonTableFormat(renamed(table.options()));
    }

    /** What the {@code mapping.} options of a table say. */
    static Map<String, String> renamed(Map<String, String> options) {
        Map<String, String> renamed = new HashMap<>();
        options.forEach((name, key) -> {
            if (name.startsWith(TableFormat.MAPPING)) {
                renamed.put(
                        key.toLowerCase(Locale.ROOT),
                        name.substring(TableFormat.MAPPING.length()).toLowerCase(Locale.ROOT));
            }
        });
        return renamed;
    }

    @Override
    public DynamicFrame read(FileListing files) {
        throw new IllegalStateException("A table tells its columns");
    }

    @Override
    public Dataset<Row> read(FileListing files, StructType columns) {
        Dataset<Row> lines = files.scan(new TextFileFormat(), FileListing.LINE, Map.of());
        JsonKeys keys = new JsonKeys(columns, renamed);
        MapPartitionsFunction<Row, Row> rewrite = part -> rewritten(part, keys);
        return JsonFormat.parsed(lines.mapPartitions(rewrite, Encoders.row(lines.schema())), columns, files.keys());
    }

    /** One line at a time, so that a partition never lies in memory. */
    private static Iterator<Row> rewritten(Iterator<Row> lines, JsonKeys keys) {
        return new Iterator<>() {
            private @Nullable Row ready;
            private long malformed;

            @Override
            public boolean hasNext() {
                while (ready == null && lines.hasNext()) {
                    ready = rewrite(lines.next());
                }
                if (ready == null && malformed > 0) {
                    LOG.warn("Skipped {} malformed JSON records", malformed);
                    malformed = 0;
                }
                return ready != null;
            }

            @Override
            public Row next() {
                if (!hasNext() || ready == null) {
                    throw new java.util.NoSuchElementException();
                }
                Row row = ready;
                ready = null;
                return row;
            }

            private @Nullable Row rewrite(Row line) {
                String text = line.getString(0);
                if (text.isBlank()) {
                    return null;
                }
                String record = keys.rewrite(text);
                if (record == null) {
                    malformed++;
                    return null;
                }
                List<@Nullable Object> values = new ArrayList<>(List.of(record));
                for (int i = 1; i < line.length(); i++) {
                    values.add(line.isNullAt(i) ? null : line.get(i));
                }
                return RowFactory.create(values.toArray());
            }
        };
    }
}
