package io.mastic.runtime.transform;

import io.mastic.runtime.frame.GlueTypes;
import io.mastic.runtime.frame.TopLevel;
import io.mastic.runtime.frame.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;

/**
 * Takes nested columns apart: structs become columns {@code <struct>.<field>}, and arrays and maps make way for join keys. A choice stays as it is
 * unless one of its types is nested: then it is taken apart like a struct.
 *
 * @param columns flat, in the order of what they were made of
 * @param arrays what the join keys stand for, under the names of their columns; maps as arrays of structs of key and value
 */
record Flattening(List<TopLevel> columns, List<TopLevel> arrays) {
    private static final String ELEMENT = ".val";

    /**
     * @param key what the join key of an array is, null where the array is
     */
    static Flattening of(List<TopLevel> columns, UnaryOperator<Value> key) {
        Flattening flat = new Flattening(new ArrayList<>(), new ArrayList<>());
        columns.forEach(column -> flat.add(column.name(), column.value(), key));
        return flat;
    }

    /** The name of the column that the elements of an array make, or the beginning of their columns' names. */
    static String elementName(String array) {
        return array + ELEMENT;
    }

    private void add(String name, Value value, UnaryOperator<Value> key) {
        if (value.type() instanceof ArrayType || value.type() instanceof MapType) {
            arrays.add(TopLevel.of(name, entries(value)));
            columns.add(TopLevel.of(name, key.apply(value)));
        } else if (value.isStruct()
                || (value.isChoice() && value.fields().stream().anyMatch(Flattening::isNested))) {
            value.fields().forEach(field -> add(name + "." + field.name(), field.value(), key));
        } else {
            columns.add(TopLevel.of(name, value));
        }
    }

    private static boolean isNested(TopLevel field) {
        return GlueTypes.isFamily(GlueTypes.name(field.type()));
    }

    private static Value entries(Value value) {
        return value.type() instanceof MapType map
                ? new Value(
                        functions.map_entries(value.column()),
                        DataTypes.createArrayType(DataTypes.createStructType(List.of(
                                DataTypes.createStructField("key", map.keyType(), false),
                                DataTypes.createStructField("value", map.valueType(), true)))))
                : value;
    }
}
