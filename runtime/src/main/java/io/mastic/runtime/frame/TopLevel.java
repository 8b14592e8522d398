package io.mastic.runtime.frame;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import scala.collection.JavaConverters;

/**
 * A column of a frame, or a field of a struct, known by its place and not by its name: so names with dots, and names that differ only in case, need no care.
 *
 * @param type with its choices
 * @param column the value, to be used only with the frame it comes from
 */
public record TopLevel(String name, DataType type, Column column) {

    public static TopLevel of(String name, Value value) {
        return new TopLevel(name, value.type(), value.column());
    }

    /** The columns of a frame in their order. */
    public static List<TopLevel> of(DynamicFrame frame) {
        return of(frame.rows(), frame.schema());
    }

    /** The columns of rows, as types that a schema knows. */
    public static List<TopLevel> of(Dataset<Row> rows, StructType schema) {
        List<Attribute> output =
                JavaConverters.seqAsJavaList(rows.queryExecution().analyzed().output());
        List<TopLevel> columns = new ArrayList<>(output.size());
        for (int at = 0; at < output.size(); at++) {
            Attribute attribute = output.get(at);
            columns.add(new TopLevel(attribute.name(), schema.fields()[at].dataType(), new Column(attribute)));
        }
        return columns;
    }

    /** The first column of exactly this name. */
    public static Optional<TopLevel> named(String name, List<TopLevel> columns) {
        return columns.stream().filter(column -> column.name.equals(name)).findFirst();
    }

    public Value value() {
        return new Value(column, type);
    }

    /** The value under the name. */
    public Column named() {
        return column.expr() instanceof Attribute attribute && attribute.name().equals(name) ? column : column.as(name);
    }
}
