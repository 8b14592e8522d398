package io.mastic.runtime.frame;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Choice types: the type of a field whose values have several types. It is a struct with one field for each, named by
 * Glue's name of the type and in the order of these names, of which at most one has a value. Its fields are marked, and
 * the mark is kept in frames' schemas alone: what Spark sees is {@link #plain}.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-extensions-dynamic-frame.html">AWS</a>
 */
public final class ChoiceTypes {
    private static final Metadata MARK =
            new MetadataBuilder().putBoolean("choice", true).build();

    private ChoiceTypes() {}

    public static boolean isChoice(DataType type) {
        return type instanceof StructType struct
                && !struct.isEmpty()
                && struct.fields()[0].metadata().equals(MARK);
    }

    /** Whether a choice stands anywhere in a type. */
    public static boolean hasChoice(DataType type) {
        if (type instanceof StructType struct) {
            return isChoice(type) || Arrays.stream(struct.fields()).anyMatch(field -> hasChoice(field.dataType()));
        }
        if (type instanceof ArrayType array) {
            return hasChoice(array.elementType());
        }
        return type instanceof MapType map && hasChoice(map.valueType());
    }

    /** The types of a choice, or the one type. */
    public static List<DataType> alternatives(DataType type) {
        return isChoice(type)
                ? Arrays.stream(((StructType) type).fields())
                        .map(StructField::dataType)
                        .toList()
                : List.of(type);
    }

    /** A type for values of all these types: the only one of them, or a choice; of none the null type. */
    public static DataType of(List<DataType> types) {
        Map<String, DataType> byName = new TreeMap<>();
        types.stream()
                .flatMap(type -> alternatives(type).stream())
                .filter(type -> !(type instanceof NullType))
                .forEach(type -> byName.merge(GlueTypes.name(type), type, ChoiceTypes::mergeOfOneName));
        if (byName.size() < 2) {
            return byName.values().stream().findFirst().orElse(DataTypes.NullType);
        }
        return DataTypes.createStructType(byName.entrySet().stream()
                .map(entry -> new StructField(entry.getKey(), entry.getValue(), true, MARK))
                .toArray(StructField[]::new));
    }

    /**
     * A type for values of either: structs have the fields of both, arrays and maps merge what they hold, the null type
     * gives way, and all else that differs is a choice. Numbers are not widened, but decimals are.
     */
    public static DataType merge(DataType first, DataType second) {
        return first.equals(second) ? first : of(List.of(first, second));
    }

    private static DataType mergeOfOneName(DataType first, DataType second) {
        if (first instanceof StructType one && second instanceof StructType other) {
            return mergeFields(one, other);
        }
        if (first instanceof ArrayType one && second instanceof ArrayType other) {
            return DataTypes.createArrayType(merge(one.elementType(), other.elementType()));
        }
        if (first instanceof MapType one && second instanceof MapType other) {
            DataType key = one.keyType().equals(other.keyType()) ? one.keyType() : DataTypes.StringType;
            return DataTypes.createMapType(key, merge(one.valueType(), other.valueType()));
        }
        if (first instanceof DecimalType one && second instanceof DecimalType other) {
            int scale = Math.max(one.scale(), other.scale());
            int whole = Math.max(one.precision() - one.scale(), other.precision() - other.scale());
            return DataTypes.createDecimalType(Math.min(whole + scale, DecimalType.MAX_PRECISION()), scale);
        }
        return first;
    }

    /** The fields of both, by name, in the order in which they are first met. */
    public static StructType mergeFields(StructType first, StructType second) {
        Map<String, DataType> fields = new LinkedHashMap<>();
        for (StructType struct : List.of(first, second)) {
            for (StructField field : struct.fields()) {
                fields.merge(field.name(), field.dataType(), ChoiceTypes::merge);
            }
        }
        return DataTypes.createStructType(fields.entrySet().stream()
                .map(entry -> DataTypes.createStructField(entry.getKey(), entry.getValue(), true))
                .toArray(StructField[]::new));
    }

    /** The type as Spark sees it, in which a choice is a struct like any other. */
    public static DataType plain(DataType type) {
        return hasChoice(type) ? unmarked(type) : type;
    }

    public static StructType plain(StructType type) {
        return (StructType) plain((DataType) type);
    }

    private static DataType unmarked(DataType type) {
        return mapped(
                type, found -> found, field -> field.metadata().equals(MARK) ? Metadata.empty() : field.metadata());
    }

    /** The type with text in place of the null type, which files cannot hold. */
    public static DataType withoutNulls(DataType type) {
        return mapped(type, found -> found instanceof NullType ? DataTypes.StringType : found, StructField::metadata);
    }

    private static DataType mapped(
            DataType type, UnaryOperator<DataType> leaf, Function<StructField, Metadata> metadata) {
        if (type instanceof StructType struct) {
            return DataTypes.createStructType(Arrays.stream(struct.fields())
                    .map(field -> new StructField(
                            field.name(),
                            mapped(field.dataType(), leaf, metadata),
                            field.nullable(),
                            metadata.apply(field)))
                    .toArray(StructField[]::new));
        }
        if (type instanceof ArrayType array) {
            return DataTypes.createArrayType(mapped(array.elementType(), leaf, metadata), array.containsNull());
        }
        if (type instanceof MapType map) {
            return DataTypes.createMapType(
                    map.keyType(), mapped(map.valueType(), leaf, metadata), map.valueContainsNull());
        }
        return leaf.apply(type);
    }
}
