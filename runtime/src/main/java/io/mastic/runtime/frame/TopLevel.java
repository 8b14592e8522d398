package io.mastic.runtime.frame;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.types.DataType;
import scala.collection.JavaConverters;

/**
 * A column of a frame, known by its place and not by its name: so names with dots, and names that differ only in case, need no care.
 *
 * @param column the value, to be used only with the frame it comes from
 */
public record TopLevel(String name, DataType type, Column column) {

    /** The columns of a frame in their order. */
    public static List<TopLevel> of(Dataset<Row> rows) {
        List<Attribute> output =
                JavaConverters.seqAsJavaList(rows.queryExecution().analyzed().output());
        return output.stream()
                .map(attribute -> new TopLevel(attribute.name(), attribute.dataType(), new Column(attribute)))
                .toList();
    }

    /** The first column of exactly this name. */
    public static Optional<TopLevel> named(String name, List<TopLevel> columns) {
        return columns.stream().filter(column -> column.name.equals(name)).findFirst();
    }
}
