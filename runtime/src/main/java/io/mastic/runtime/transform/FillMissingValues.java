package io.mastic.runtime.transform;

import io.mastic.runtime.frame.DynamicFrame;
import io.mastic.runtime.frame.GlueTypes;
import io.mastic.runtime.frame.TopLevel;
import io.mastic.runtime.frame.Value;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;

/**
 * Puts a value where one is missing: in numbers the mean of those that are present, else the most frequent value, and of several such the smallest.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-pyspark-transforms-fillmissingvalues.html">AWS</a>
 */
public final class FillMissingValues {
    // Means of doubles would lose digits of large numbers.
    private static final DataType WHOLE = DataTypes.createDecimalType(26, 6);

    private FillMissingValues() {}

    /**
     * Adds a column with the present values and the one that stands for null, NaN and the empty text. Its type is that of the values: the mean of whole
     * numbers is rounded half up. If no value is present, none is put. The rows are read once more for the value.
     *
     * @param outputColumn if empty, {@code <column>_filled}; a column of this name is overwritten in its place
     * @throws IllegalArgumentException for a column that is not there, and for one whose values cannot be compared
     */
    public static DynamicFrame apply(DynamicFrame frame, String missingValuesColumn, String outputColumn) {
        Columns columns = Columns.of(frame);
        TopLevel column = columns.column("missing_values_column", missingValuesColumn);
        if (GlueTypes.isFamily(GlueTypes.name(column.type()))) {
            throw new IllegalArgumentException(
                    "The parameter missing_values_column names \"%s\", which is a %s: values of it cannot be filled in"
                            .formatted(missingValuesColumn, GlueTypes.name(column.type())));
        }
        String name = outputColumn.isBlank() ? column.name() + "_filled" : Columns.name("output_column", outputColumn);
        Column present = present(column.value());
        Dataset<Row> rows = frame.rows();
        Dataset<Row> filling =
                column.type() instanceof NumericType number ? mean(rows, present, number) : mostFrequent(rows, present);
        // One row or none: the outer join keeps all rows.
        Dataset<Row> joined = rows.join(functions.broadcast(filling), functions.lit(true), "left_outer");
        Column put =
                TopLevel.of(joined, joined.schema()).get(columns.all().size()).column();
        Value filled = new Value(functions.coalesce(present, put), column.type());
        return frame.followedBy(new Columns(frame.with(joined), columns.all())
                .with(name, filled)
                .select());
    }

    private static Column present(Value value) {
        if (value.type() instanceof StringType) {
            return functions.when(value.column().notEqual(""), value.column());
        }
        return isFraction(value.type())
                ? functions.nanvl(value.column(), functions.lit(null).cast(value.type()))
                : value.column();
    }

    private static boolean isFraction(DataType type) {
        return type.equals(DataTypes.DoubleType) || type.equals(DataTypes.FloatType);
    }

    private static Dataset<Row> mean(Dataset<Row> rows, Column present, NumericType type) {
        Column mean = isFraction(type) ? functions.avg(present) : roundedMean(present, type);
        return rows.agg(mean.cast(type).as("filling"));
    }

    private static Column roundedMean(Column present, NumericType type) {
        return type instanceof DecimalType decimal
                ? functions.round(functions.avg(present), decimal.scale())
                : functions.round(functions.avg(present.cast(WHOLE)), 0);
    }

    private static Dataset<Row> mostFrequent(Dataset<Row> rows, Column present) {
        return rows.filter(present.isNotNull())
                .groupBy(present.as("filling"))
                .count()
                .orderBy(functions.desc("count"), functions.asc("filling"))
                .limit(1)
                .select("filling");
    }
}
