package io.mastic.runtime.source;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.mastic.runtime.frame.ChoiceTypes;
import io.mastic.runtime.frame.GlueTypes;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.EvalMode;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayBasedMapData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import scala.Option;

/** Reads the JSON value at which a parser stands as Spark keeps values of one type, and null if it is of another. */
@FunctionalInterface
interface JsonValues {
    /** Leaves the parser at the value's last token. */
    @Nullable
    Object read(JsonParser parser) throws IOException;

    /** The reader of a type, which {@link JsonTypes} found or a schema gives. */
    static JsonValues of(DataType type) {
        if (ChoiceTypes.isChoice(type)) {
            return choice((StructType) type);
        }
        if (type instanceof StructType struct) {
            return struct(struct);
        }
        if (type instanceof ArrayType array) {
            return array(of(array.elementType()));
        }
        if (type instanceof MapType map) {
            return map(of(map.valueType()));
        }
        if (type instanceof StringType) {
            return JsonValues::text;
        }
        if (type instanceof BooleanType) {
            return parser -> parser.currentToken().isBoolean() ? (Object) parser.getBooleanValue() : skipped(parser);
        }
        if (type instanceof IntegerType) {
            return parser -> isInt(parser) ? (Object) parser.getIntValue() : skipped(parser);
        }
        if (type instanceof LongType) {
            return parser -> isWhole(parser) ? (Object) parser.getLongValue() : skipped(parser);
        }
        if (type instanceof DoubleType) {
            return parser -> parser.currentToken().isNumeric() ? (Object) parser.getDoubleValue() : skipped(parser);
        }
        return type instanceof NullType ? JsonValues::skipped : cast(type);
    }

    /** Types that only a given schema has: as Spark casts texts to them. */
    private static JsonValues cast(DataType type) {
        Cast cast = new Cast(
                new BoundReference(0, DataTypes.StringType, true),
                type,
                Option.apply(SQLConf.get().sessionLocalTimeZone()),
                EvalMode.TRY());
        return parser -> {
            Object text = text(parser);
            return text == null ? null : cast.eval(new GenericInternalRow(new Object[] {text}));
        };
    }

    /** Texts as they are; what is none in a column of texts is the JSON of it. */
    private static @Nullable Object text(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_NULL -> null;
            case START_OBJECT, START_ARRAY -> {
                StringWriter written = new StringWriter();
                try (JsonGenerator generator = JsonRecords.JSON.createGenerator(written)) {
                    generator.copyCurrentStructure(parser);
                }
                yield UTF8String.fromString(written.toString());
            }
            default -> UTF8String.fromString(parser.getText());
        };
    }

    private static JsonValues map(JsonValues values) {
        return parser -> {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                return skipped(parser);
            }
            Map<Object, @Nullable Object> entries = new LinkedHashMap<>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                UTF8String key = UTF8String.fromString(parser.currentName());
                parser.nextToken();
                entries.put(key, values.read(parser));
            }
            return ArrayBasedMapData.apply(
                    entries.keySet().toArray(), entries.values().toArray());
        };
    }

    private static boolean isInt(JsonParser parser) throws IOException {
        return parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                && parser.getNumberType() == JsonParser.NumberType.INT;
    }

    private static boolean isWhole(JsonParser parser) throws IOException {
        return parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
    }

    private static @Nullable Object skipped(JsonParser parser) throws IOException {
        parser.skipChildren();
        return null;
    }

    /** A record or a struct; of a key that comes twice, the last value counts. */
    static JsonValues struct(StructType type) {
        Map<String, Integer> places = new HashMap<>();
        List<JsonValues> readers = new ArrayList<>();
        for (StructField field : type.fields()) {
            places.put(field.name(), readers.size());
            readers.add(of(field.dataType()));
        }
        JsonValues[] byPlace = readers.toArray(JsonValues[]::new);
        return parser -> {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                return skipped(parser);
            }
            @Nullable Object[] values = new Object[byPlace.length];
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                Integer place = places.get(parser.currentName());
                parser.nextToken();
                if (place == null) {
                    parser.skipChildren();
                } else {
                    values[place] = byPlace[place].read(parser);
                }
            }
            return new GenericInternalRow(values);
        };
    }

    private static JsonValues array(JsonValues elements) {
        return parser -> {
            if (parser.currentToken() != JsonToken.START_ARRAY) {
                return skipped(parser);
            }
            List<@Nullable Object> values = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                values.add(elements.read(parser));
            }
            return new GenericArrayData(values.toArray());
        };
    }

    private static JsonValues choice(StructType type) {
        Map<String, Integer> places = new HashMap<>();
        List<JsonValues> readers = new ArrayList<>();
        for (DataType alternative : ChoiceTypes.alternatives(type)) {
            places.put(GlueTypes.name(alternative), readers.size());
            readers.add(of(alternative));
        }
        return parser -> {
            Integer place = places.get(kind(parser));
            if (place == null) {
                return skipped(parser);
            }
            @Nullable Object[] values = new Object[readers.size()];
            values[place] = readers.get(place).read(parser);
            return new GenericInternalRow(values);
        };
    }

    private static String kind(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> "struct";
            case START_ARRAY -> "array";
            case VALUE_STRING -> "string";
            case VALUE_TRUE, VALUE_FALSE -> "boolean";
            case VALUE_NUMBER_FLOAT -> "double";
            case VALUE_NUMBER_INT ->
                switch (parser.getNumberType()) {
                    case INT -> "int";
                    case LONG -> "long";
                    default -> "double";
                };
            default -> "null";
        };
    }
}
