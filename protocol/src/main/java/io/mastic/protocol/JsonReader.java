package io.mastic.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/** Reads JSON into SDK types by their own field tables, refusing every wrong type. */
final class JsonReader {
    private JsonReader() {}

    static SdkPojo read(JsonNode object, SdkPojo builder) {
        if (!object.isObject()) {
            throw WireErrors.serialization(kind(object) + " found where a structure is expected");
        }
        for (var field : builder.sdkFields()) {
            var node = object.get(field.locationName());
            if (node != null && !node.isNull()) {
                field.set(builder, value(node, field));
            }
        }
        return PojoBuilder.build(builder);
    }

    private static @Nullable Object value(JsonNode node, SdkField<?> field) {
        var type = field.marshallingType();
        if (node.isNull()) {
            return null;
        }
        if (type == MarshallingType.SDK_POJO) {
            return read(node, field.constructor().get());
        }
        if (type == MarshallingType.LIST) {
            return list(node, field);
        }
        if (type == MarshallingType.MAP) {
            return map(node, field);
        }
        return scalar(node, type, field);
    }

    private static List<@Nullable Object> list(JsonNode node, SdkField<?> field) {
        expect(node, node::isArray, field, "a list");
        var element = field.getTrait(ListTrait.class).memberFieldInfo();
        var values = new ArrayList<@Nullable Object>(node.size());
        node.forEach(item -> values.add(value(item, element)));
        return values;
    }

    private static Map<String, @Nullable Object> map(JsonNode node, SdkField<?> field) {
        expect(node, node::isObject, field, "a map");
        var element = field.getTrait(MapTrait.class).valueFieldInfo();
        var values = new LinkedHashMap<String, @Nullable Object>();
        node.properties().forEach(entry -> values.put(entry.getKey(), value(entry.getValue(), element)));
        return values;
    }

    private static Object scalar(JsonNode node, MarshallingType<?> type, SdkField<?> field) {
        if (type == MarshallingType.STRING) {
            expect(node, node::isTextual, field, "a string");
            return node.textValue();
        }
        if (type == MarshallingType.BOOLEAN) {
            expect(node, node::isBoolean, field, "a boolean");
            return node.booleanValue();
        }
        if (type == MarshallingType.INTEGER) {
            return Math.toIntExact(integer(node, field, Integer.MIN_VALUE, Integer.MAX_VALUE));
        }
        if (type == MarshallingType.LONG) {
            return integer(node, field, Long.MIN_VALUE, Long.MAX_VALUE);
        }
        if (type == MarshallingType.INSTANT) {
            return instant(node, field);
        }
        if (type == MarshallingType.SDK_BYTES) {
            return bytes(node, field);
        }
        if (type == MarshallingType.DOCUMENT) {
            return document(node);
        }
        expect(node, node::isNumber, field, "a number");
        if (type == MarshallingType.DOUBLE) {
            return node.doubleValue();
        }
        if (type == MarshallingType.FLOAT) {
            return node.floatValue();
        }
        if (type == MarshallingType.BIG_DECIMAL) {
            return node.decimalValue();
        }
        throw new IllegalStateException("No reader for " + type + " of " + field.memberName());
    }

    private static long integer(JsonNode node, SdkField<?> field, long least, long most) {
        expect(node, node::isNumber, field, "a whole number");
        var number = node.decimalValue();
        expect(
                node,
                () -> number.stripTrailingZeros().scale() <= 0
                        && number.compareTo(BigDecimal.valueOf(least)) >= 0
                        && number.compareTo(BigDecimal.valueOf(most)) <= 0,
                field,
                "a whole number from " + least + " to " + most);
        return number.longValueExact();
    }

    private static Instant instant(JsonNode node, SdkField<?> field) {
        if (node.isNumber()) {
            var millis = node.decimalValue().movePointRight(3);
            expect(node, () -> millis.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0, field, "a timestamp");
            return Instant.ofEpochMilli(millis.longValue());
        }
        try {
            expect(node, node::isTextual, field, "a timestamp");
            return Instant.parse(node.textValue());
        } catch (DateTimeParseException e) {
            throw wrongType(node, field, "a timestamp");
        }
    }

    private static SdkBytes bytes(JsonNode node, SdkField<?> field) {
        expect(node, node::isTextual, field, "base64 text");
        try {
            return SdkBytes.fromByteArray(Base64.getDecoder().decode(node.textValue()));
        } catch (IllegalArgumentException e) {
            throw wrongType(node, field, "base64 text");
        }
    }

    private static Document document(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> {
                var members = new LinkedHashMap<String, Document>();
                node.properties().forEach(entry -> members.put(entry.getKey(), document(entry.getValue())));
                yield Document.fromMap(members);
            }
            case ARRAY -> {
                var items = new ArrayList<Document>();
                node.forEach(item -> items.add(document(item)));
                yield Document.fromList(items);
            }
            case STRING -> Document.fromString(node.textValue());
            case BOOLEAN -> Document.fromBoolean(node.booleanValue());
            case NUMBER -> Document.fromNumber(node.decimalValue());
            case NULL, MISSING, BINARY, POJO -> Document.fromNull();
        };
    }

    private static void expect(JsonNode node, BooleanSupplier holds, SdkField<?> field, String expected) {
        if (!holds.getAsBoolean()) {
            throw wrongType(node, field, expected);
        }
    }

    private static ServiceException wrongType(JsonNode node, SdkField<?> field, String expected) {
        return WireErrors.serialization(
                kind(node) + " can not be converted to " + expected + " (member " + field.memberName() + ")");
    }

    private static String kind(JsonNode node) {
        return node.getNodeType() + "_VALUE";
    }
}
