package io.mastic.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/**
 * The SDK's types as CBOR, in the form of Smithy's RPC v2: as JSON, but for times, which are tagged numbers of seconds.
 *
 * @see <a href="https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html">Smithy</a>
 */
final class CborCodec {
    private static final int EPOCH_SECONDS = 1;
    private static final double MILLIS = 1_000.0;
    private static final CBORFactory FACTORY = new CBORFactory();
    private static final ObjectMapper MAPPER = new ObjectMapper(FACTORY);

    private CborCodec() {}

    /** Parses a body; an empty one is the empty object. */
    static JsonNode tree(byte[] cbor) {
        try {
            var node = cbor.length == 0 ? MAPPER.createObjectNode() : MAPPER.readTree(cbor);
            if (node == null || !node.isObject()) {
                throw WireErrors.serialization("The request body must be a CBOR map");
            }
            return node;
        } catch (IOException e) {
            throw WireErrors.serialization("The request body is not valid CBOR");
        }
    }

    static byte[] write(SdkPojo pojo) {
        return written(generator -> structure(generator, pojo));
    }

    static byte[] writeError(String code, String message) {
        return written(generator -> {
            generator.writeStartObject();
            generator.writeStringField("__type", code);
            generator.writeStringField("message", message);
            generator.writeEndObject();
        });
    }

    private interface Body {
        void write(CBORGenerator generator) throws IOException;
    }

    private static byte[] written(Body body) {
        var bytes = new ByteArrayOutputStream();
        try (var generator = FACTORY.createGenerator(bytes)) {
            body.write(generator);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void structure(CBORGenerator generator, SdkPojo pojo) throws IOException {
        generator.writeStartObject();
        for (var field : pojo.sdkFields()) {
            var value = field.getValueOrDefault(pojo);
            if (value != null && !(value instanceof SdkAutoConstructList) && !(value instanceof SdkAutoConstructMap)) {
                generator.writeFieldName(field.locationName());
                value(generator, value);
            }
        }
        generator.writeEndObject();
    }

    private static void value(CBORGenerator generator, @Nullable Object value) throws IOException {
        if (value instanceof SdkPojo pojo) {
            structure(generator, pojo);
        } else if (value instanceof List<?> items) {
            generator.writeStartArray();
            for (var item : items) {
                value(generator, item);
            }
            generator.writeEndArray();
        } else if (value instanceof Map<?, ?> entries) {
            generator.writeStartObject();
            for (var entry : entries.entrySet()) {
                generator.writeFieldName(String.valueOf(entry.getKey()));
                value(generator, entry.getValue());
            }
            generator.writeEndObject();
        } else if (value instanceof Instant time) {
            generator.writeTag(EPOCH_SECONDS);
            generator.writeNumber(time.toEpochMilli() / MILLIS);
        } else if (value instanceof SdkBytes bytes) {
            generator.writeBinary(bytes.asByteArrayUnsafe());
        } else {
            generator.writePOJO(value);
        }
    }
}
