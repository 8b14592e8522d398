package io.mastic.runtime.sink;

import com.amazonaws.services.glue.model.Table;
import io.mastic.runtime.catalog.HiveTypes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** Puts rows in the order of a table's columns, found by name in any case. */
final class TableOrder {
    private TableOrder() {}

    static Dataset<Row> of(Dataset<Row> rows, Table table) {
        List<com.amazonaws.services.glue.model.Column> declared =
                new ArrayList<>(table.getStorageDescriptor().getColumns());
        if (table.getPartitionKeys() != null) {
            declared.addAll(table.getPartitionKeys());
        }
        List<Column> ordered = new ArrayList<>();
        for (com.amazonaws.services.glue.model.Column column : declared) {
            Column found = Arrays.stream(rows.columns())
                    .filter(name -> name.equalsIgnoreCase(column.getName()))
                    .findFirst()
                    .map(name -> rows.col(HiveTypes.quoted(name)))
                    .orElseGet(() -> functions.lit(null).cast("string"));
            ordered.add(found.as(column.getName()));
        }
        return rows.select(ordered.toArray(Column[]::new));
    }
}
