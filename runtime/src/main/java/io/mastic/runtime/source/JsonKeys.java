package io.mastic.runtime.source;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.Serializable;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites JSON records so that their keys are spelled as a table's columns are: the catalog keeps names in lower case,
 * data has them in any. Keys that are no column are left out; the keys of maps stay.
 */
final class JsonKeys implements Serializable {
    private static final long serialVersionUID = 1;

    private final StructType columns;
    private final Map<String, String> renamed;

    /**
     * @param renamed the table's name of a key in the data, where they differ in more than case
     */
    JsonKeys(StructType columns, Map<String, String> renamed) {
        this.columns = columns;
        this.renamed = Map.copyOf(renamed);
    }

    /** The record in the columns' spelling, or null when the text is none. */
    @Nullable
    String rewrite(String text) {
        StringWriter written = new StringWriter(text.length());
        try (JsonParser parser = JsonRecords.JSON.createParser(text);
                JsonGenerator generator = JsonRecords.JSON.createGenerator(written)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            object(parser, generator, columns, renamed);
        } catch (IOException e) {
            return null;
        }
        return written.toString();
    }

    private void value(JsonParser parser, JsonGenerator generator, DataType type) throws IOException {
        switch (parser.currentToken()) {
            case START_OBJECT -> {
                if (type instanceof StructType struct) {
                    object(parser, generator, struct, Map.of());
                } else {
                    entries(parser, generator, type instanceof MapType map ? map.valueType() : DataTypes.StringType);
                }
            }
            case START_ARRAY -> {
                DataType element = type instanceof ArrayType array ? array.elementType() : DataTypes.StringType;
                generator.writeStartArray();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    value(parser, generator, element);
                }
                generator.writeEndArray();
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> generator.writeNumber(parser.getText());
            default -> generator.copyCurrentEvent(parser);
        }
    }

    private void entries(JsonParser parser, JsonGenerator generator, DataType type) throws IOException {
        generator.writeStartObject();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            generator.writeFieldName(parser.currentName());
            parser.nextToken();
            value(parser, generator, type);
        }
        generator.writeEndObject();
    }

    private void object(JsonParser parser, JsonGenerator generator, StructType struct, Map<String, String> names)
            throws IOException {
        Map<String, StructField> fields = new HashMap<>();
        for (StructField field : struct.fields()) {
            fields.put(field.name().toLowerCase(Locale.ROOT), field);
        }
        Set<String> written = new HashSet<>();
        generator.writeStartObject();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName().toLowerCase(Locale.ROOT);
            StructField field = fields.get(names.getOrDefault(key, key));
            parser.nextToken();
            if (field == null || !written.add(field.name())) {
                parser.skipChildren();
            } else {
                generator.writeFieldName(field.name());
                value(parser, generator, field.dataType());
            }
        }
        generator.writeEndObject();
    }
}
