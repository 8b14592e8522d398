package io.mastic.runtime.sensitive;

import io.mastic.runtime.frame.DynamicFrame;
import io.mastic.runtime.frame.TopLevel;
import io.mastic.runtime.frame.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Sensitive data by whole columns.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/detect-PII.html">AWS</a>
 */
public final class SensitiveColumns {
    private static final long SEED = 1;
    private static final StructType AUDIT = new StructType()
            .add("columnName", DataTypes.StringType)
            .add("entityTypes", DataTypes.createArrayType(DataTypes.StringType));

    private SensitiveColumns() {}

    /**
     * The columns in which kinds of sensitive data are, and these. Runs one Spark job over all columns.
     *
     * @param sampleFraction the share of the rows to look at, above 0 and at most 1
     * @param thresholdFraction the share of these that must have something of a kind, at least one row, for a column to have it
     * @param detectionSensitivity {@code HIGH} or {@code LOW}
     * @return columns in their order, kinds in the order of the list
     * @throws IllegalArgumentException for a kind that cannot be detected, and for a share that is none
     */
    public static Map<String, List<String>> classify(
            DynamicFrame frame,
            List<String> entityTypes,
            double sampleFraction,
            double thresholdFraction,
            String detectionSensitivity) {
        refuseNoShare("sampleFraction", sampleFraction, sampleFraction > 0);
        refuseNoShare("thresholdFraction", thresholdFraction, thresholdFraction >= 0);
        List<TopLevel> columns =
                TopLevel.of(frame).stream().filter(Search::searches).toList();
        List<Column> counts = new ArrayList<>();
        for (TopLevel column : columns) {
            Search search = Search.in(column, entityTypes, detectionSensitivity);
            entityTypes.forEach(type -> counts.add(functions.count_if(search.has(type))));
        }
        Dataset<Row> rows = sampleFraction < 1 ? frame.rows().sample(sampleFraction, SEED) : frame.rows();
        Row counted = rows.agg(functions.count(functions.lit(1)), counts.toArray(Column[]::new))
                .head();
        double needed = Math.max(1, counted.getLong(0) * thresholdFraction);
        Map<String, List<String>> classified = new LinkedHashMap<>();
        for (int at = 0; at < counts.size(); at++) {
            if (counted.getLong(at + 1) >= needed) {
                String name = columns.get(at / entityTypes.size()).name();
                classified
                        .computeIfAbsent(name, first -> new ArrayList<>())
                        .add(entityTypes.get(at % entityTypes.size()));
            }
        }
        return classified;
    }

    /** What {@link #classify} finds as a frame: a row for each column, {@code columnName} and {@code entityTypes}. */
    public static DynamicFrame audit(
            DynamicFrame frame,
            List<String> entityTypes,
            double sampleFraction,
            double thresholdFraction,
            String detectionSensitivity) {
        List<Row> rows = new ArrayList<>();
        classify(frame, entityTypes, sampleFraction, thresholdFraction, detectionSensitivity)
                .forEach((column, types) -> rows.add(RowFactory.create(column, types.toArray(String[]::new))));
        Dataset<Row> found = frame.rows().sparkSession().createDataFrame(rows, AUDIT);
        return frame.followedBy(DynamicFrame.fromDF(found, frame.name()));
    }

    /**
     * One text in place of all values, nulls too.
     *
     * @param columns names without quotes, as {@link #classify} gives them
     * @throws IllegalArgumentException for a column that is not there
     */
    public static DynamicFrame mask(DynamicFrame frame, List<String> columns, String maskValue) {
        return changed(frame, columns, text -> functions.lit(maskValue));
    }

    /** The SHA-256 of the values' texts, in hexadecimal digits; null stays null. Otherwise as {@link #mask}. */
    public static DynamicFrame hash(DynamicFrame frame, List<String> columns) {
        return changed(frame, columns, text -> functions.sha2(text, 256));
    }

    private static DynamicFrame changed(DynamicFrame frame, List<String> names, UnaryOperator<Column> change) {
        List<TopLevel> columns = TopLevel.of(frame);
        for (String name : names) {
            if (TopLevel.named(name, columns).isEmpty()) {
                throw new IllegalArgumentException("There is no column \"" + name + "\" to hide");
            }
        }
        return frame.select(columns.stream()
                .map(column -> names.contains(column.name())
                        ? TopLevel.of(column.name(), new Value(change.apply(Search.text(column)), DataTypes.StringType))
                        : column)
                .toList());
    }

    private static void refuseNoShare(String parameter, double share, boolean enough) {
        if (!enough || share > 1) {
            throw new IllegalArgumentException(
                    "The parameter %s is %s: give a share of the rows, at most 1".formatted(parameter, share));
        }
    }
}
