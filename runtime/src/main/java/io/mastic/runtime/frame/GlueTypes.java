package io.mastic.runtime.frame;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;

/**
 * The names that Glue's scripts and schemas give to types, and Spark's types for them. Catalog (Hive) names are understood as well: {@code bigint},
 * {@code array<string>}, {@code varchar(10)}.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/glue-types.html">AWS</a>
 */
public final class GlueTypes {
    private static final Map<String, DataType> NAMED = Map.ofEntries(
            Map.entry("string", DataTypes.StringType),
            Map.entry("int", DataTypes.IntegerType),
            Map.entry("integer", DataTypes.IntegerType),
            Map.entry("long", DataTypes.LongType),
            Map.entry("bigint", DataTypes.LongType),
            Map.entry("short", DataTypes.ShortType),
            Map.entry("smallint", DataTypes.ShortType),
            Map.entry("byte", DataTypes.ByteType),
            Map.entry("tinyint", DataTypes.ByteType),
            Map.entry("double", DataTypes.DoubleType),
            Map.entry("float", DataTypes.FloatType),
            Map.entry("boolean", DataTypes.BooleanType),
            Map.entry("binary", DataTypes.BinaryType),
            Map.entry("date", DataTypes.DateType),
            Map.entry("timestamp", DataTypes.TimestampType),
            Map.entry("timestampntz", DataTypes.TimestampNTZType),
            Map.entry("null", DataTypes.NullType),
            // The precision and scale that Glue's own DecimalType has.
            Map.entry("decimal", DataTypes.createDecimalType(10, 2)));
    private static final Set<String> FAMILIES = Set.of("array", "struct", "map", "choice");
    private static final Pattern DECIMAL = Pattern.compile("decimal\\((\\d{1,4})(?:,(\\d{1,4}))?\\)");
    private static final Pattern TEXT = Pattern.compile("(?:var)?char\\(\\d+\\)");

    private GlueTypes() {}

    /**
     * The type of a name, without regard to case and blanks.
     *
     * @throws IllegalArgumentException with the name, if no type has it
     */
    public static DataType parse(String name) {
        String plain = name.strip().toLowerCase(Locale.ROOT).replace(" ", "");
        DataType known = NAMED.get(plain);
        if (known != null) {
            return known;
        }
        Matcher decimal = DECIMAL.matcher(plain);
        if (decimal.matches()) {
            int scale = decimal.group(2) == null ? 0 : Integer.parseInt(decimal.group(2));
            return decimal(name, Integer.parseInt(decimal.group(1)), scale);
        }
        return TEXT.matcher(plain).matches() ? DataTypes.StringType : complex(name);
    }

    private static DataType decimal(String name, int precision, int scale) {
        if (precision < 1 || precision > DecimalType.MAX_PRECISION() || scale > precision) {
            throw new IllegalArgumentException("The type " + name + " needs a precision from 1 to "
                    + DecimalType.MAX_PRECISION() + " and a scale that is not greater");
        }
        return DataTypes.createDecimalType(precision, scale);
    }

    private static DataType complex(String name) {
        if (name.contains("<")) {
            try {
                return DataType.fromDDL(name);
            } catch (Exception e) {
                if (!(e instanceof ParseException)) {
                    throw e;
                }
            }
        }
        throw new IllegalArgumentException("There is no type named \"" + name + "\"");
    }

    /** Whether a name means any array, struct, map or choice, and so no type that a value could be cast to. */
    public static boolean isFamily(String name) {
        return FAMILIES.contains(name.strip().toLowerCase(Locale.ROOT));
    }

    /** Glue's name of a type, without what it is made of. */
    public static String name(DataType type) {
        if (ChoiceTypes.isChoice(type)) {
            return "choice";
        }
        if (type instanceof StructType) {
            return "struct";
        }
        if (type instanceof ArrayType) {
            return "array";
        }
        if (type instanceof MapType) {
            return "map";
        }
        if (type instanceof DecimalType) {
            return "decimal";
        }
        return NAMES.getOrDefault(type, type.typeName());
    }

    private static final Map<DataType, String> NAMES = Map.of(
            DataTypes.IntegerType, "int",
            DataTypes.NullType, "null",
            DataTypes.TimestampNTZType, "timestampNTZ");
}
