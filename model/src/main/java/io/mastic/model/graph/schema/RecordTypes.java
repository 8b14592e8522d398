package io.mastic.model.graph.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.mastic.model.graph.schema.FieldType.ArrayOf;
import io.mastic.model.graph.schema.FieldType.Primitive;
import io.mastic.model.graph.schema.FieldType.StructOf;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The schema of records without one, as the dynamic frame that reads them has it: whole numbers of JSON are int or bigint, all
 * others double, and a field of several types is a choice.
 */
public final class RecordTypes {
    /** Of a field whose value is not there. */
    public static final FieldType NULL = new Primitive("null");

    private static final FieldType CHOICE = new Primitive("choice");

    private FieldType all = NULL;

    /** Takes one more record into account. */
    public void add(Map<String, FieldType> record) {
        all = merged(all, struct(record));
    }

    /** Takes one more record into account; JSON that is no object is none. */
    public void add(JsonNode record) {
        if (record.isObject()) {
            all = merged(all, type(record));
        }
    }

    public Schema schema() {
        return all instanceof StructOf struct ? new Schema(struct.fields()) : new Schema(List.of());
    }

    private static FieldType type(JsonNode value) {
        if (value.isObject()) {
            var fields = new LinkedHashMap<String, FieldType>();
            value.properties().forEach(entry -> fields.put(entry.getKey(), type(entry.getValue())));
            return struct(fields);
        }
        if (value.isArray()) {
            FieldType element = NULL;
            for (var item : value) {
                element = merged(element, type(item));
            }
            return new ArrayOf(element);
        }
        return primitive(value);
    }

    private static FieldType primitive(JsonNode value) {
        if (value.isIntegralNumber()) {
            return value.canConvertToInt() ? FieldType.INT : FieldType.BIGINT;
        }
        if (value.isNumber()) {
            return FieldType.DOUBLE;
        }
        if (value.isBoolean()) {
            return FieldType.BOOLEAN;
        }
        return value.isTextual() ? FieldType.STRING : NULL;
    }

    private static FieldType struct(Map<String, FieldType> fields) {
        return new StructOf(fields.entrySet().stream()
                .map(field -> new Column(field.getKey(), field.getValue()))
                .toList());
    }

    private static FieldType merged(FieldType one, FieldType other) {
        if (one.equals(NULL) || one.equals(other)) {
            return other;
        }
        if (other.equals(NULL)) {
            return one;
        }
        if (one instanceof StructOf left && other instanceof StructOf right) {
            var fields = new LinkedHashMap<String, FieldType>();
            left.fields().forEach(field -> fields.put(field.name(), field.type()));
            right.fields().forEach(field -> fields.merge(field.name(), field.type(), RecordTypes::merged));
            return struct(fields);
        }
        if (one instanceof ArrayOf left && other instanceof ArrayOf right) {
            return new ArrayOf(merged(left.element(), right.element()));
        }
        return CHOICE;
    }
}
