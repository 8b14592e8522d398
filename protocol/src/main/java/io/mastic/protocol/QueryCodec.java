package io.mastic.protocol;

import java.io.StringWriter;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/** The SDK's types as awsQuery: requests are forms, responses are XML. */
final class QueryCodec {
    private static final XMLOutputFactory XML = XMLOutputFactory.newFactory();

    private QueryCodec() {}

    /** Parses a form of UTF-8; of a repeated name the first value counts. */
    static NavigableMap<String, String> form(String encoded) {
        var form = new TreeMap<String, String>();
        for (var pair : encoded.split("&", -1)) {
            if (!pair.isEmpty()) {
                int at = pair.indexOf('=');
                var name = at < 0 ? pair : pair.substring(0, at);
                form.putIfAbsent(decode(name), at < 0 ? "" : decode(pair.substring(at + 1)));
            }
        }
        return form;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new ServiceException(
                    "MalformedQueryString", 400, "The form has an invalid escape: " + e.getMessage());
        }
    }

    static <T extends SdkPojo> T read(NavigableMap<String, String> form, Class<T> type) {
        return type.cast(structure(form, "", PojoBuilder.of(type)));
    }

    private static SdkPojo structure(NavigableMap<String, String> form, String prefix, SdkPojo builder) {
        for (var field : builder.sdkFields()) {
            var at = prefix + field.locationName();
            if (within(form, at)) {
                field.set(builder, value(form, at, field));
            }
        }
        return PojoBuilder.build(builder);
    }

    private static boolean within(NavigableMap<String, String> form, String at) {
        return form.containsKey(at) || below(form, at);
    }

    private static boolean below(NavigableMap<String, String> form, String at) {
        var next = form.higherKey(at + ".");
        return next != null && next.startsWith(at + ".");
    }

    private static @Nullable Object value(NavigableMap<String, String> form, String at, SdkField<?> field) {
        var type = field.marshallingType();
        if (type == MarshallingType.SDK_POJO) {
            return structure(form, at + ".", field.constructor().get());
        }
        if (type == MarshallingType.LIST) {
            return list(form, at, field.getTrait(ListTrait.class));
        }
        if (type == MarshallingType.MAP) {
            return map(form, at, field.getTrait(MapTrait.class));
        }
        var text = form.get(at);
        return text == null ? null : scalar(text, type, at);
    }

    private static List<@Nullable Object> list(NavigableMap<String, String> form, String at, ListTrait trait) {
        var member = trait.memberLocationName() == null ? "member" : trait.memberLocationName();
        var base = trait.isFlattened() ? at : at + "." + member;
        var items = new ArrayList<@Nullable Object>();
        for (int i = 1; within(form, base + "." + i); i++) {
            items.add(value(form, base + "." + i, trait.memberFieldInfo()));
        }
        return items;
    }

    private static Map<String, @Nullable Object> map(NavigableMap<String, String> form, String at, MapTrait trait) {
        var base = trait.isFlattened() ? at : at + ".entry";
        var entries = new LinkedHashMap<String, @Nullable Object>();
        for (int i = 1; within(form, base + "." + i); i++) {
            var key = form.get(base + "." + i + "." + trait.keyLocationName());
            if (key != null) {
                entries.put(key, value(form, base + "." + i + "." + trait.valueLocationName(), trait.valueFieldInfo()));
            }
        }
        return entries;
    }

    private static Object scalar(String text, MarshallingType<?> type, String at) {
        try {
            if (type == MarshallingType.STRING) {
                return text;
            }
            if (type == MarshallingType.INTEGER) {
                return Integer.valueOf(text);
            }
            if (type == MarshallingType.LONG) {
                return Long.valueOf(text);
            }
            if (type == MarshallingType.DOUBLE) {
                return Double.valueOf(text);
            }
            if (type == MarshallingType.BOOLEAN && (text.equals("true") || text.equals("false"))) {
                return Boolean.valueOf(text);
            }
            if (type == MarshallingType.INSTANT) {
                return Instant.parse(text);
            }
            if (type == MarshallingType.SDK_BYTES) {
                return SdkBytes.fromByteArray(Base64.getDecoder().decode(text));
            }
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw malformed(text, type, at);
        }
        throw malformed(text, type, at);
    }

    private static ServiceException malformed(String text, MarshallingType<?> type, String at) {
        return new ServiceException(
                "MalformedInput",
                400,
                "'" + text + "' is no " + type.getTargetClass().getSimpleName() + " (" + at + ")");
    }

    /** Writes {@code <OperationResponse><OperationResult>…}. */
    static byte[] write(ServiceId service, String operation, SdkPojo response, String requestId) {
        return document(xml -> {
            xml.writeStartElement(operation + "Response");
            xml.writeDefaultNamespace(service.namespace());
            xml.writeStartElement(operation + "Result");
            members(xml, response);
            xml.writeEndElement();
            xml.writeStartElement("ResponseMetadata");
            text(xml, "RequestId", requestId);
            xml.writeEndElement();
            xml.writeEndElement();
        });
    }

    static byte[] writeError(ServiceId service, String code, String message, boolean ours, String requestId) {
        return document(xml -> {
            xml.writeStartElement("ErrorResponse");
            xml.writeDefaultNamespace(service.namespace());
            xml.writeStartElement("Error");
            text(xml, "Type", ours ? "Receiver" : "Sender");
            text(xml, "Code", code);
            text(xml, "Message", message);
            xml.writeEndElement();
            text(xml, "RequestId", requestId);
            xml.writeEndElement();
        });
    }

    private interface Body {
        void write(XMLStreamWriter xml) throws XMLStreamException;
    }

    private static byte[] document(Body body) {
        try {
            var text = new StringWriter();
            var xml = XML.createXMLStreamWriter(text);
            body.write(xml);
            xml.flush();
            return text.toString().getBytes(StandardCharsets.UTF_8);
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void members(XMLStreamWriter xml, SdkPojo pojo) throws XMLStreamException {
        for (var field : pojo.sdkFields()) {
            var value = field.getValueOrDefault(pojo);
            if (value != null && !(value instanceof SdkAutoConstructList) && !(value instanceof SdkAutoConstructMap)) {
                element(xml, field.locationName(), value, field);
            }
        }
    }

    private static void element(XMLStreamWriter xml, String name, Object value, SdkField<?> field)
            throws XMLStreamException {
        if (value instanceof List<?> items) {
            var trait = field.getTrait(ListTrait.class);
            var member = trait.memberLocationName() == null ? "member" : trait.memberLocationName();
            xml.writeStartElement(name);
            for (var item : items) {
                element(xml, member, item, trait.memberFieldInfo());
            }
            xml.writeEndElement();
        } else if (value instanceof Map<?, ?> entries) {
            map(xml, name, entries, field.getTrait(MapTrait.class));
        } else if (value instanceof SdkPojo pojo) {
            xml.writeStartElement(name);
            members(xml, pojo);
            xml.writeEndElement();
        } else if (value instanceof SdkBytes bytes) {
            text(xml, name, Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe()));
        } else {
            text(xml, name, value.toString());
        }
    }

    private static void map(XMLStreamWriter xml, String name, Map<?, ?> entries, MapTrait trait)
            throws XMLStreamException {
        xml.writeStartElement(name);
        for (var entry : entries.entrySet()) {
            xml.writeStartElement("entry");
            text(xml, trait.keyLocationName(), entry.getKey().toString());
            element(xml, trait.valueLocationName(), entry.getValue(), trait.valueFieldInfo());
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private static void text(XMLStreamWriter xml, String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(printable(text));
        xml.writeEndElement();
    }

    /** XML has no way to write control characters; they only occur in error messages that quote bad input. */
    private static String printable(String text) {
        return text.replaceAll("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]", "\uFFFD");
    }
}
