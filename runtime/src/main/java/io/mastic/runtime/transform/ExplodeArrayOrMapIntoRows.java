package io.mastic.runtime.transform;

import io.mastic.runtime.frame.DynamicFrame;
import io.mastic.runtime.frame.GlueTypes;
import io.mastic.runtime.frame.TopLevel;
import io.mastic.runtime.frame.Value;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;

/**
 * Makes a row of each element of an array, or of each entry of a map.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/transforms-explode-array.html">AWS</a>
 */
public final class ExplodeArrayOrMapIntoRows {
    private ExplodeArrayOrMapIntoRows() {}

    /**
     * Adds the elements, or keys and values, as columns, or overwrites those of these names: so the collection itself goes only if it has such a name.
     *
     * @param newCol gets the elements of an array, or the keys of a map
     * @param outer whether a row stays, with null, if its collection is null or empty
     * @param valueCol gets the values of a map
     * @throws IllegalArgumentException for a column that is neither array nor map, and for keys and values under one name
     */
    public static DynamicFrame apply(
            DynamicFrame frame, String colName, String newCol, boolean outer, String valueCol) {
        Columns columns = Columns.of(frame);
        Value entries = entries(columns.value("colName", colName), colName);
        String name = Columns.name("newCol", newCol);
        Column element = outer ? functions.explode_outer(entries.column()) : functions.explode(entries.column());
        List<TopLevel> widened = new ArrayList<>(columns.all());
        widened.add(new TopLevel(unused(columns), ((ArrayType) entries.type()).elementType(), element));
        // The rows are made before their columns are arranged: an expression that makes rows cannot stand inside
        // others.
        Columns exploded = Columns.of(frame.select(widened));
        Value made = exploded.all().get(columns.all().size()).value();
        Columns kept = new Columns(
                exploded.frame(), exploded.all().subList(0, columns.all().size()));
        if (columns.value("colName", colName).alternative("array").isPresent()) {
            return kept.with(name, made).select();
        }
        String values = Columns.name("valueCol", valueCol);
        if (values.equalsIgnoreCase(name)) {
            throw new IllegalArgumentException(
                    "The parameters newCol and valueCol both are \"%s\": give the values another name".formatted(name));
        }
        return kept.with(name, made.fields().get(0).value())
                .with(values, made.fields().get(1).value())
                .select();
    }

    private static String unused(Columns columns) {
        String name = "element";
        while (columns.has(name)) {
            name += "_";
        }
        return name;
    }

    /** An array, or a map as an array of structs of key and value. */
    private static Value entries(Value value, String colName) {
        return value.alternative("array")
                .or(() -> value.alternative("map").map(ExplodeArrayOrMapIntoRows::pairs))
                .orElseThrow(() -> new IllegalArgumentException(
                        "The parameter colName names \"%s\", which is neither array nor map but %s"
                                .formatted(colName, GlueTypes.name(value.type()))));
    }

    private static Value pairs(Value map) {
        MapType type = (MapType) map.type();
        return new Value(
                functions.map_entries(map.column()),
                DataTypes.createArrayType(DataTypes.createStructType(List.of(
                        DataTypes.createStructField("key", type.keyType(), true),
                        DataTypes.createStructField("value", type.valueType(), true)))));
    }
}
