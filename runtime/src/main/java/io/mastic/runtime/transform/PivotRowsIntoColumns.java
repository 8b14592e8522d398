package io.mastic.runtime.transform;

import io.mastic.runtime.frame.DynamicFrame;
import io.mastic.runtime.frame.TopLevel;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Makes a column of each value of a column, and groups the rows by all columns that are left.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/transforms-pivot-rows-to-columns.html">AWS</a>
 */
public final class PivotRowsIntoColumns {
    private static final String NULL = "null";

    private PivotRowsIntoColumns() {}

    /**
     * Pivots the rows. New columns stand behind those of the groups, in the order of their values, and are null where a group has no such row; a null value makes
     * the column {@code null}. Runs a Spark job that finds the values.
     *
     * @param aggCol what is aggregated
     * @param aggFunction the name of one of Spark's aggregate functions of one column, such as {@code sum} or {@code first}
     * @param colList the columns whose values become columns; those of several are joined by {@code _}
     * @throws IllegalArgumentException for a column that is not there, a function that Spark does not have or cannot compute, more values than
     *     {@code spark.sql.pivotMaxValues} (10,000), and a value that is a column's name already
     */
    public static DynamicFrame apply(DynamicFrame frame, String aggCol, String aggFunction, List<String> colList) {
        if (!aggFunction.matches("\\w+")) {
            throw new IllegalArgumentException("The parameter aggFunction is \"" + aggFunction
                    + "\": give the name of a Spark aggregate function, such as sum");
        }
        Columns columns = Columns.of(frame);
        TopLevel aggregated = columns.column("aggCol", aggCol);
        List<TopLevel> pivoted = columns.columns("colList", colList);
        List<TopLevel> groups =
                columns.without(pivoted).without(List.of(aggregated)).all();
        Column[] keys = groups.stream().map(TopLevel::column).toArray(Column[]::new);
        Dataset<Row> rows = Refused.because(
                "The pivot by %s of %s cannot be computed".formatted(colList, aggCol), () -> frame.rows()
                        .groupBy(keys)
                        .pivot(values(pivoted))
                        .agg(functions.call_function(aggFunction, aggregated.column())));
        return frame.followedBy(DynamicFrame.of(rows, schema(groups, rows.schema()), frame.name()));
    }

    private static Column values(List<TopLevel> pivoted) {
        if (pivoted.size() == 1) {
            return pivoted.get(0).column();
        }
        return functions.concat_ws(
                "_",
                pivoted.stream()
                        .map(column -> functions.coalesce(Columns.text(column.value()), functions.lit(NULL)))
                        .toArray(Column[]::new));
    }

    private static StructType schema(List<TopLevel> groups, StructType made) {
        StructField[] fields = made.fields().clone();
        for (int at = 0; at < groups.size(); at++) {
            fields[at] = new StructField(fields[at].name(), groups.get(at).type(), true, fields[at].metadata());
        }
        Set<String> names = new HashSet<>();
        Arrays.stream(fields)
                .map(StructField::name)
                .filter(name -> !names.add(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException("A value to pivot is \"" + name
                            + "\", which is the name of a column already: rename the column before");
                });
        return new StructType(fields);
    }
}
