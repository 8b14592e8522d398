package io.mastic.runtime.source;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.Serializable;
import java.util.LinkedHashMap;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * The types that the values of one place in JSON records have had so far. Whole numbers are int while all of them fit
 * 32 bits, then long; any fraction makes double; text is never a date; values of unlike kinds are read as text.
 */
final class JsonTypes implements Serializable {
    private static final long serialVersionUID = 1;

    private boolean text;
    private boolean truth;
    private boolean whole;
    private boolean wide;
    private boolean fraction;
    private @Nullable LinkedHashMap<String, JsonTypes> fields;
    private @Nullable JsonTypes element;

    /** Takes in the value at which the parser stands, and leaves the parser at the value's last token. */
    void add(JsonParser parser) throws IOException {
        switch (parser.currentToken()) {
            case START_OBJECT -> addFields(parser);
            case START_ARRAY -> addElements(parser);
            case VALUE_STRING -> text = true;
            case VALUE_TRUE, VALUE_FALSE -> truth = true;
            case VALUE_NUMBER_FLOAT -> fraction = true;
            case VALUE_NUMBER_INT -> addWhole(parser);
            default -> {}
        }
    }

    private void addFields(JsonParser parser) throws IOException {
        LinkedHashMap<String, JsonTypes> known = fields();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            JsonTypes field = known.computeIfAbsent(parser.currentName(), name -> new JsonTypes());
            parser.nextToken();
            field.add(parser);
        }
    }

    private void addElements(JsonParser parser) throws IOException {
        JsonTypes types = element();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            types.add(parser);
        }
    }

    private void addWhole(JsonParser parser) throws IOException {
        switch (parser.getNumberType()) {
            case INT -> whole = true;
            case LONG -> wide = true;
            default -> fraction = true;
        }
    }

    /** Takes in everything that others have seen. */
    JsonTypes merge(JsonTypes others) {
        text |= others.text;
        truth |= others.truth;
        whole |= others.whole;
        wide |= others.wide;
        fraction |= others.fraction;
        if (others.fields != null) {
            LinkedHashMap<String, JsonTypes> known = fields();
            others.fields.forEach((name, types) ->
                    known.computeIfAbsent(name, absent -> new JsonTypes()).merge(types));
        }
        if (others.element != null) {
            element().merge(others.element);
        }
        return this;
    }

    /** One type for all values; null where no value had any. */
    DataType type() {
        boolean number = whole || wide || fraction;
        int kinds = (text ? 1 : 0)
                + (truth ? 1 : 0)
                + (number ? 1 : 0)
                + (fields != null ? 1 : 0)
                + (element != null ? 1 : 0);
        if (kinds == 0) {
            return DataTypes.NullType;
        }
        if (text || kinds > 1) {
            return DataTypes.StringType;
        }
        if (fields != null) {
            return columns();
        }
        if (element != null) {
            return DataTypes.createArrayType(element.type());
        }
        if (truth) {
            return DataTypes.BooleanType;
        }
        return fraction ? DataTypes.DoubleType : wide ? DataTypes.LongType : DataTypes.IntegerType;
    }

    /** The fields of records, in the order in which they were first seen. */
    StructType columns() {
        return DataTypes.createStructType(fields().entrySet().stream()
                .map(entry -> DataTypes.createStructField(
                        entry.getKey(), entry.getValue().type(), true))
                .toArray(StructField[]::new));
    }

    private LinkedHashMap<String, JsonTypes> fields() {
        if (fields == null) {
            fields = new LinkedHashMap<>();
        }
        return fields;
    }

    private JsonTypes element() {
        if (element == null) {
            element = new JsonTypes();
        }
        return element;
    }
}
