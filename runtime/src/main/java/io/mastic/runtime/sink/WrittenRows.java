package io.mastic.runtime.sink;

import io.mastic.runtime.catalog.HiveTypes;
import io.mastic.runtime.commit.GlueCommitProtocol;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;
import scala.collection.JavaConverters;

/**
 * One write of rows to a folder, which it appends to.
 *
 * @param source the name of Spark's writer
 * @param keys names of columns that become folders, as the rows spell them
 */
record WrittenRows(Dataset<Row> rows, WriteFormat format, String source, List<String> keys, String context) {
    private static final String PARTITIONS = "partitions";
    /** Tells the files of one write from those of any other in the same folder, whichever job it is of. */
    private static final long NUMBERS_A_MILLISECOND = 1_000_000;

    WrittenRows(Dataset<Row> rows, WriteFormat format, List<String> keys, String context) {
        this(rows, format, format.kind().sparkName(), keys, context);
    }

    WrittenRows {
        String[] names = rows.columns();
        keys = keys.stream()
                .map(key -> Arrays.stream(names)
                        .filter(key::equalsIgnoreCase)
                        .findFirst()
                        .orElse(key))
                .toList();
    }

    /** Writes, and tells of no partitions. */
    List<List<@Nullable String>> writeAll(String path) {
        write(rows, path);
        return List.of();
    }

    /**
     * Writes, and tells in which partitions rows were written, learnt on the way from the rows themselves.
     *
     * @return of each partition the keys' values as text, null where the folder's name stands for null
     */
    List<List<@Nullable String>> writeAndObserve(String path) {
        Observation observation = new Observation();
        Column[] values = keys.stream()
                .map(key -> rows.col(HiveTypes.quoted(key)).cast(DataTypes.StringType))
                .map(value -> functions.coalesce(value, functions.lit("")))
                .toArray(Column[]::new);
        Column seen = functions.collect_set(functions.array(values)).as(PARTITIONS);
        write(rows.observe(observation, seen), path);
        List<List<@Nullable String>> partitions = new ArrayList<>();
        for (Object partition : list(observed(observation))) {
            List<@Nullable String> row = new ArrayList<>();
            for (Object value : list(partition)) {
                row.add(((String) value).isEmpty() ? null : (String) value);
            }
            partitions.add(row);
        }
        return partitions;
    }

    private static @Nullable Object observed(Observation observation) {
        try {
            return observation.getAsJava().get(PARTITIONS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted after a write, before its partitions were known", e);
        }
    }

    private static List<?> list(@Nullable Object sequence) {
        return JavaConverters.seqAsJavaList((scala.collection.Seq<?>) sequence);
    }

    private void write(Dataset<Row> observed, String path) {
        DataFrameWriter<Row> writer = observed.write()
                .mode(SaveMode.Append)
                .format(source)
                .options(format.options())
                .options(Map.of(
                        GlueCommitProtocol.CONTEXT, context, GlueCommitProtocol.NUMBER, String.valueOf(number())));
        (keys.isEmpty() ? writer : writer.partitionBy(keys.toArray(String[]::new))).save(path);
    }

    private static long number() {
        return System.currentTimeMillis() * NUMBERS_A_MILLISECOND
                + ThreadLocalRandom.current().nextLong(NUMBERS_A_MILLISECOND);
    }
}
