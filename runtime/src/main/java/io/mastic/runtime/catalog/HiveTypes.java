package io.mastic.runtime.catalog;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The types of catalog columns: Hive's names for Spark's types.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-catalog-tables.html">AWS</a>
 */
public final class HiveTypes {
    private HiveTypes() {}

    /**
     * The type that a name such as {@code array<struct<a:int,b:decimal(10,2)>>} stands for.
     *
     * @throws IllegalArgumentException for a name that is none
     */
    public static DataType parse(String name) {
        return new HiveTypeParser(name).parse();
    }

    /** Hive's name of a type. */
    public static String name(DataType type) {
        if (type instanceof StructType struct) {
            return Arrays.stream(struct.fields())
                    .map(field -> field.name() + ":" + name(field.dataType()))
                    .collect(java.util.stream.Collectors.joining(",", "struct<", ">"));
        }
        if (type instanceof ArrayType array) {
            return "array<" + name(array.elementType()) + ">";
        }
        if (type instanceof MapType map) {
            return "map<" + name(map.keyType()) + "," + name(map.valueType()) + ">";
        }
        return type.equals(DataTypes.TimestampNTZType) ? "timestamp" : type.catalogString();
    }

    /** The same columns, each with another type. */
    public static StructType withTypes(StructType columns, UnaryOperator<DataType> change) {
        return DataTypes.createStructType(Arrays.stream(columns.fields())
                .map(field -> DataTypes.createStructField(field.name(), change.apply(field.dataType()), true))
                .toArray(StructField[]::new));
    }

    /** A column's name as an expression that contains nothing but the name. */
    public static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    /** Whether values of a type hold other values. */
    public static boolean isNested(DataType type) {
        return type instanceof StructType || type instanceof ArrayType || type instanceof MapType;
    }

    /**
     * @throws UnsupportedOperationException when the column is an array, struct or map
     */
    public static void requireScalar(StructField column, String where) {
        DataType type = column.dataType();
        if (isNested(type)) {
            throw new UnsupportedOperationException(
                    "Column '%s' of type %s: nested types in %s are not supported by this version of Mastic"
                            .formatted(column.name(), name(type), where));
        }
    }
}
