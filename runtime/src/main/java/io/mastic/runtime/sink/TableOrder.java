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

/** Puts rows in the order of a table's columns, found by name in any case: in text, columns go by position. */
final class TableOrder {
    private TableOrder() {}

    /** The table's columns and keys and no others; what the rows lack is null. */
    static Dataset<Row> of(Dataset<Row> rows, Table table) {
        return select(rows, declared(table));
    }

    /** As {@link #of}, and then the columns that the table lacks. */
    static Dataset<Row> extended(Dataset<Row> rows, Table table) {
        List<String> names = declared(table);
        for (String name : rows.columns()) {
            if (names.stream().noneMatch(name::equalsIgnoreCase)) {
                names.add(name);
            }
        }
        return select(rows, names);
    }

    private static List<String> declared(Table table) {
        List<String> names = new ArrayList<>();
        table.getStorageDescriptor().getColumns().forEach(column -> names.add(column.getName()));
        if (table.getPartitionKeys() != null) {
            table.getPartitionKeys().forEach(key -> names.add(key.getName()));
        }
        return names;
    }

    private static Dataset<Row> select(Dataset<Row> rows, List<String> names) {
        List<Column> ordered = new ArrayList<>();
        for (String name : names) {
            ordered.add(Arrays.stream(rows.columns())
                    .filter(name::equalsIgnoreCase)
                    .findFirst()
                    .map(found -> rows.col(HiveTypes.quoted(found)))
                    .orElseGet(() -> functions.lit(null).cast("string").as(name)));
        }
        return rows.select(ordered.toArray(Column[]::new));
    }
}
