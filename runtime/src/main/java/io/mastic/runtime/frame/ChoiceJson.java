package io.mastic.runtime.frame;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** JSON of rows with choices: a choice is written as the value that it has. */
public final class ChoiceJson {
    private static final JsonFactory JSON = new JsonFactory();

    private ChoiceJson() {}

    /**
     * JSON objects that Spark made of structs, with choices as plain values.
     *
     * @param type of the structs, with their choices
     */
    public static Column plain(Column json, StructType type) {
        if (!ChoiceTypes.hasChoice(type)) {
            return json;
        }
        UDF1<String, String> plain = text -> text == null ? null : plain(text, type);
        return functions.udf(plain, DataTypes.StringType).apply(json);
    }

    public static String plain(String json, DataType type) {
        StringWriter written = new StringWriter(json.length());
        try (JsonParser parser = JSON.createParser(json);
                JsonGenerator generator = JSON.createGenerator(written)) {
            parser.nextToken();
            copy(parser, generator, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return written.toString();
    }

    private static void copy(JsonParser parser, JsonGenerator generator, DataType type) throws IOException {
        switch (parser.currentToken()) {
            case START_OBJECT -> {
                if (ChoiceTypes.isChoice(type)) {
                    choice(parser, generator, (StructType) type);
                } else {
                    object(parser, generator, type);
                }
            }
            case START_ARRAY -> {
                generator.writeStartArray();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    copy(parser, generator, type instanceof ArrayType array ? array.elementType() : type);
                }
                generator.writeEndArray();
            }
            // As it is written: neither digits nor exponents change.
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> generator.writeNumber(parser.getText());
            default -> generator.copyCurrentEvent(parser);
        }
    }

    private static void object(JsonParser parser, JsonGenerator generator, DataType type) throws IOException {
        Map<String, DataType> fields = type instanceof StructType struct ? types(struct) : Map.of();
        DataType others = type instanceof MapType map ? map.valueType() : DataTypes.StringType;
        generator.writeStartObject();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            generator.writeFieldName(name);
            parser.nextToken();
            copy(parser, generator, fields.getOrDefault(name, others));
        }
        generator.writeEndObject();
    }

    private static void choice(JsonParser parser, JsonGenerator generator, StructType choice) throws IOException {
        Map<String, DataType> alternatives = types(choice);
        boolean written = false;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            DataType type = alternatives.getOrDefault(parser.currentName(), DataTypes.StringType);
            if (parser.nextToken() != JsonToken.VALUE_NULL) {
                copy(parser, generator, type);
                written = true;
            }
        }
        if (!written) {
            generator.writeNull();
        }
    }

    private static Map<String, DataType> types(StructType struct) {
        return Arrays.stream(struct.fields())
                .collect(Collectors.toMap(StructField::name, StructField::dataType, (first, second) -> first));
    }
}
