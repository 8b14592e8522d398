package io.mastic.runtime.source;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.mastic.runtime.frame.ChoiceTypes;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * The types that the values of one place in JSON records have had so far. Whole numbers are int if they fit 32 bits,
 * else long, else double; text is never a date; values of several types make a choice.
 */
final class JsonTypes implements Serializable {
    private static final long serialVersionUID = 2;

    private enum Kind {
        STRING(DataTypes.StringType),
        BOOLEAN(DataTypes.BooleanType),
        INT(DataTypes.IntegerType),
        LONG(DataTypes.LongType),
        DOUBLE(DataTypes.DoubleType);

        private final DataType type;

        Kind(DataType type) {
            this.type = type;
        }
    }

    private final Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    private @Nullable LinkedHashMap<String, JsonTypes> fields;
    private @Nullable JsonTypes element;

    /**
     * Takes in the value at which the parser stands, and leaves the parser at the value's last token.
     *
     * @param undo gets what takes back each change: there are few, since most records are like the ones before
     */
    void add(JsonParser parser, Deque<Runnable> undo) throws IOException {
        switch (parser.currentToken()) {
            case START_OBJECT -> addFields(parser, undo);
            case START_ARRAY -> addElements(parser, undo);
            case VALUE_STRING -> add(Kind.STRING, undo);
            case VALUE_TRUE, VALUE_FALSE -> add(Kind.BOOLEAN, undo);
            case VALUE_NUMBER_FLOAT -> add(Kind.DOUBLE, undo);
            case VALUE_NUMBER_INT ->
                add(
                        switch (parser.getNumberType()) {
                            case INT -> Kind.INT;
                            case LONG -> Kind.LONG;
                            default -> Kind.DOUBLE;
                        },
                        undo);
            default -> {}
        }
    }

    private void add(Kind kind, Deque<Runnable> undo) {
        if (kinds.add(kind)) {
            undo.push(() -> kinds.remove(kind));
        }
    }

    private void addFields(JsonParser parser, Deque<Runnable> undo) throws IOException {
        if (fields == null) {
            fields = new LinkedHashMap<>();
            undo.push(() -> fields = null);
        }
        LinkedHashMap<String, JsonTypes> known = fields;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonTypes field = known.get(name);
            if (field == null) {
                field = new JsonTypes();
                known.put(name, field);
                undo.push(() -> known.remove(name));
            }
            parser.nextToken();
            field.add(parser, undo);
        }
    }

    private void addElements(JsonParser parser, Deque<Runnable> undo) throws IOException {
        if (element == null) {
            element = new JsonTypes();
            undo.push(() -> element = null);
        }
        JsonTypes types = element;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            types.add(parser, undo);
        }
    }

    /** Takes in everything that others have seen. */
    void merge(JsonTypes others) {
        kinds.addAll(others.kinds);
        if (others.fields != null) {
            LinkedHashMap<String, JsonTypes> known = fields == null ? new LinkedHashMap<>() : fields;
            others.fields.forEach((name, types) ->
                    known.computeIfAbsent(name, absent -> new JsonTypes()).merge(types));
            fields = known;
        }
        if (others.element != null) {
            element = element == null ? new JsonTypes() : element;
            element.merge(others.element);
        }
    }

    /** One type for all values, a choice if they differ; null where no value had any. */
    private DataType type() {
        List<DataType> types = new ArrayList<>();
        kinds.forEach(kind -> types.add(kind.type));
        if (fields != null) {
            types.add(columns());
        }
        if (element != null) {
            types.add(DataTypes.createArrayType(element.type()));
        }
        return ChoiceTypes.of(types);
    }

    /** The fields of records, in the order in which they were first seen. */
    StructType columns() {
        LinkedHashMap<String, JsonTypes> seen = fields == null ? new LinkedHashMap<>() : fields;
        return DataTypes.createStructType(seen.entrySet().stream()
                .map(entry -> DataTypes.createStructField(
                        entry.getKey(), entry.getValue().type(), true))
                .toArray(StructField[]::new));
    }
}
