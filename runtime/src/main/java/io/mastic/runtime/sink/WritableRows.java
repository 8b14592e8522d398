package io.mastic.runtime.sink;

import io.mastic.runtime.catalog.HiveTypes;
import io.mastic.runtime.frame.ChoiceTypes;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.StructField;

/** Gives types to columns that have none because they are null everywhere: formats cannot hold them. */
final class WritableRows {
    private WritableRows() {}

    /** Parquet drops such columns, text keeps them empty. Inside nested types they become text. */
    static Dataset<Row> of(Dataset<Row> rows, WriteFormat.Kind kind) {
        List<Column> columns = new ArrayList<>();
        boolean changed = false;
        for (StructField field : rows.schema().fields()) {
            DataType writable = ChoiceTypes.withoutNulls(field.dataType());
            boolean drop = kind == WriteFormat.Kind.PARQUET && field.dataType() instanceof NullType;
            Column column = rows.col(HiveTypes.quoted(field.name()));
            if (!drop) {
                columns.add(
                        writable.equals(field.dataType())
                                ? column
                                : column.cast(writable).as(field.name()));
            }
            changed |= drop || !writable.equals(field.dataType());
        }
        return changed ? rows.select(columns.toArray(Column[]::new)) : rows;
    }
}
