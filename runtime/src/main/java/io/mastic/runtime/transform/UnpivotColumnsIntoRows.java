package io.mastic.runtime.transform;

import io.mastic.runtime.frame.DynamicFrame;
import io.mastic.runtime.frame.TopLevel;
import io.mastic.runtime.frame.Value;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.StructType;

/**
 * Makes a row of each of some columns of a row.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/transforms-unpivot-columns-to-rows.html">AWS</a>
 */
public final class UnpivotColumnsIntoRows {
    private UnpivotColumnsIntoRows() {}

    /**
     * Replaces columns by their names and values, in rows of their own.
     *
     * @param namesCol gets the name of a column
     * @param valuesCol gets its value
     * @param colList the columns, all of one type
     * @param includeNulls whether a value that is null makes a row
     * @throws IllegalArgumentException for columns of several types, names that are missing or the same, and a column that is not there
     */
    public static DynamicFrame apply(
            DynamicFrame frame, String namesCol, String valuesCol, List<String> colList, boolean includeNulls) {
        String names = Columns.name("namesCol", namesCol);
        String values = Columns.name("valuesCol", valuesCol);
        if (names.equalsIgnoreCase(values)) {
            throw new IllegalArgumentException(
                    "The parameters namesCol and valuesCol both are \"%s\": give two names".formatted(names));
        }
        Columns columns = Columns.of(frame);
        List<TopLevel> listed = columns.columns("colList", colList);
        DataType type = type(listed);
        List<TopLevel> others = columns.without(listed).all();
        Dataset<Row> rows = frame.rows().unpivot(columns(others), columns(listed), names, values);
        StructType schema = new StructType();
        for (TopLevel other : others) {
            schema = schema.add(other.name(), other.type());
        }
        schema = schema.add(names, DataTypes.StringType).add(values, type);
        List<TopLevel> made = TopLevel.of(rows, schema);
        Value value = made.get(others.size() + 1).value();
        Dataset<Row> kept = includeNulls ? rows : rows.filter(value.column().isNotNull());
        DynamicFrame unpivoted = frame.followedBy(DynamicFrame.of(kept, schema, frame.name()));
        return new Columns(unpivoted, made.subList(0, others.size()))
                .with(names, made.get(others.size()).value())
                .with(values, value)
                .select();
    }

    private static Column[] columns(List<TopLevel> columns) {
        return columns.stream().map(TopLevel::column).toArray(Column[]::new);
    }

    /** A column without any value takes the type of the others. */
    private static DataType type(List<TopLevel> listed) {
        List<DataType> types = listed.stream()
                .map(TopLevel::type)
                .filter(type -> !(type instanceof NullType))
                .distinct()
                .toList();
        if (types.size() > 1) {
            List<String> described = listed.stream()
                    .map(column -> column.name() + " " + column.type().simpleString())
                    .toList();
            throw new IllegalArgumentException(
                    "The parameter colList has columns of several types, %s: cast them to one with Change Schema first"
                            .formatted(String.join(", ", described)));
        }
        return types.isEmpty() ? DataTypes.NullType : types.get(0);
    }
}
