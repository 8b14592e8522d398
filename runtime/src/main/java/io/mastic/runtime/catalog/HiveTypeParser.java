package io.mastic.runtime.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;

/**
 * Reads one type name. Spark's own parser takes no field names with blanks, dots or dollars, which crawlers write down
 * as they find them.
 */
final class HiveTypeParser {
    private final String text;
    private int position;

    HiveTypeParser(String text) {
        this.text = text.trim();
    }

    DataType parse() {
        DataType type = type();
        if (position < text.length()) {
            throw wrong();
        }
        return type;
    }

    private DataType type() {
        String name = until("<>(),:").trim().toLowerCase(Locale.ROOT);
        return switch (name) {
            case "boolean" -> DataTypes.BooleanType;
            case "tinyint", "byte" -> DataTypes.ByteType;
            case "smallint", "short" -> DataTypes.ShortType;
            case "int", "integer" -> DataTypes.IntegerType;
            case "bigint", "long" -> DataTypes.LongType;
            case "float", "real" -> DataTypes.FloatType;
            case "double", "double precision" -> DataTypes.DoubleType;
            case "string" -> DataTypes.StringType;
            case "varchar", "char" -> text();
            case "date" -> DataTypes.DateType;
            case "timestamp" -> DataTypes.TimestampType;
            case "binary" -> DataTypes.BinaryType;
            case "void", "null" -> DataTypes.NullType;
            case "decimal", "numeric" -> decimal();
            case "array" -> array();
            case "map" -> map();
            case "struct" -> struct();
            default -> throw wrong();
        };
    }

    private DataType text() {
        arguments();
        return DataTypes.StringType;
    }

    private DataType decimal() {
        List<Integer> sizes = arguments();
        int precision = sizes.isEmpty() ? 10 : sizes.get(0);
        return DataTypes.createDecimalType(precision, sizes.size() < 2 ? 0 : sizes.get(1));
    }

    private DataType array() {
        expect('<');
        DataType element = type();
        expect('>');
        return DataTypes.createArrayType(element);
    }

    private DataType map() {
        expect('<');
        DataType key = type();
        expect(',');
        DataType value = type();
        expect('>');
        return DataTypes.createMapType(key, value);
    }

    private DataType struct() {
        expect('<');
        List<StructField> fields = new ArrayList<>();
        while (!at('>')) {
            String name = until(":").trim();
            expect(':');
            fields.add(DataTypes.createStructField(name, type(), true));
            if (!at('>')) {
                expect(',');
            }
        }
        expect('>');
        return DataTypes.createStructType(fields);
    }

    private List<Integer> arguments() {
        List<Integer> found = new ArrayList<>();
        if (!at('(')) {
            return found;
        }
        do {
            position++;
            try {
                found.add(Integer.parseInt(until(",)").trim()));
            } catch (NumberFormatException e) {
                throw wrong();
            }
        } while (at(','));
        expect(')');
        return found;
    }

    private String until(String ends) {
        int start = position;
        while (position < text.length() && ends.indexOf(text.charAt(position)) < 0) {
            position++;
        }
        return text.substring(start, position);
    }

    private boolean at(char wanted) {
        return position < text.length() && text.charAt(position) == wanted;
    }

    private void expect(char wanted) {
        if (!at(wanted)) {
            throw wrong();
        }
        position++;
        while (position < text.length() && text.charAt(position) == ' ') {
            position++;
        }
    }

    private IllegalArgumentException wrong() {
        return new IllegalArgumentException("Not a column type: " + text);
    }
}
