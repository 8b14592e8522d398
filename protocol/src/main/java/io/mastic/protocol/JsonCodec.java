package io.mastic.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import software.amazon.awssdk.core.ClientEndpointProvider;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.client.config.SdkClientConfiguration;
import software.amazon.awssdk.core.client.config.SdkClientOption;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.protocols.core.OperationInfo;
import software.amazon.awssdk.protocols.json.AwsJsonProtocol;
import software.amazon.awssdk.protocols.json.AwsJsonProtocolFactory;

/**
 * The SDK's types as JSON, in the form of awsJson1.1. Documents in the store have the same form. Writing is the SDK's
 * own marshaller run in the server's direction; reading is ours, because the SDK's converts wrong types silently.
 */
public final class JsonCodec {
    private static final AwsJsonProtocolFactory FACTORY = AwsJsonProtocolFactory.builder()
            .clientConfiguration(SdkClientConfiguration.builder()
                    .option(
                            SdkClientOption.CLIENT_ENDPOINT_PROVIDER,
                            ClientEndpointProvider.forEndpointOverride(URI.create("http://localhost")))
                    .build())
            .protocol(AwsJsonProtocol.AWS_JSON)
            .protocolVersion("1.1")
            .build();
    private static final OperationInfo BODY = OperationInfo.builder()
            .requestUri("/")
            .httpMethod(SdkHttpMethod.POST)
            .hasImplicitPayloadMembers(true)
            .hasPayloadMembers(true)
            .build();
    private static final int MAX_NESTING = 200;
    private static final ObjectMapper MAPPER = mapper();

    private JsonCodec() {}

    private static ObjectMapper mapper() {
        var mapper = JsonMapper.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_NESTING)
                        .build());
        return mapper;
    }

    /** Parses a body; an empty one is the empty object. */
    public static JsonNode tree(byte[] json) {
        try {
            var node = json.length == 0 ? MAPPER.createObjectNode() : MAPPER.readTree(json);
            if (!node.isObject()) {
                throw WireErrors.serialization("The request body must be a JSON object");
            }
            return node;
        } catch (JsonProcessingException e) {
            throw WireErrors.serialization("The request body is not valid JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a document strictly; unknown members are skipped.
     *
     * @throws ServiceException {@code SerializationException} for malformed JSON or a value of a wrong type
     */
    public static <T extends SdkPojo> T read(byte[] json, Class<T> type) {
        return read(tree(json), type);
    }

    public static <T extends SdkPojo> T read(JsonNode document, Class<T> type) {
        return type.cast(JsonReader.read(document, PojoBuilder.of(type)));
    }

    /** Writes a document in UTF-8; absent members are left out. */
    public static byte[] write(SdkPojo pojo) {
        var request = FACTORY.createProtocolMarshaller(BODY).marshall(pojo);
        try (var stream = request.contentStreamProvider().orElseThrow().newStream()) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
