package io.mastic.protocol;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import software.amazon.awssdk.core.SdkPojo;

/** How one service's requests and answers look on the wire. */
interface WireProtocol {
    /** A request's body, parsed as far as the protocol goes without knowing its type. */
    interface Input {
        <T extends SdkPojo> T read(Class<T> type);

        /** Members as raw JSON, with what {@link #read} does not know in them. */
        Map<String, JsonNode> lift(Set<String> paths);
    }

    /** The operation's name. */
    String operation(WireRequest request);

    Input input(WireRequest request);

    byte[] output(String operation, Reply<?> reply, String requestId);

    byte[] error(ServiceException error, String requestId);

    int status(ServiceException error);

    String contentType();

    /** Headers of every answer. */
    default Map<String, String> headers() {
        return Map.of();
    }

    static WireProtocol of(ServiceId service, WireRequest request) {
        return switch (service.protocol()) {
            case AWS_JSON_1_1 -> new Json(service);
            case AWS_QUERY -> new Query(service);
            case ANY -> any(service, request);
        };
    }

    /** The protocol that the client speaks, by its headers. */
    private static WireProtocol any(ServiceId service, WireRequest request) {
        if (request.header(RpcCbor.HEADER).filter(RpcCbor.NAME::equals).isPresent()) {
            return new RpcCbor();
        }
        return request.header("x-amz-target").isPresent() ? new Json(service) : new Query(service);
    }

    /** awsJson1.1. */
    record Json(ServiceId service) implements WireProtocol {
        private static final ObjectMapper MAPPER = new ObjectMapper();

        @Override
        public String operation(WireRequest request) {
            var target = request.header("x-amz-target")
                    .orElseThrow(() -> WireErrors.unknownOperation("The header X-Amz-Target is missing"));
            var prefix = service.version() + ".";
            if (!target.startsWith(prefix)) {
                throw WireErrors.unknownOperation("The target '" + target + "' does not begin with '" + prefix + "'");
            }
            return target.substring(prefix.length());
        }

        @Override
        public Input input(WireRequest request) {
            var tree = JsonCodec.tree(request.body());
            return new Input() {
                @Override
                public <T extends SdkPojo> T read(Class<T> type) {
                    return JsonCodec.read(tree, type);
                }

                @Override
                public Map<String, JsonNode> lift(Set<String> paths) {
                    return lifted(tree, paths);
                }
            };
        }

        private static Map<String, JsonNode> lifted(JsonNode tree, Set<String> paths) {
            var found = new LinkedHashMap<String, JsonNode>();
            for (var path : paths) {
                var pointer = JsonPointer.compile("/" + path.replace('.', '/'));
                var last = pointer.last().getMatchingProperty();
                if (tree.at(pointer.head()) instanceof ObjectNode parent && parent.hasNonNull(last)) {
                    found.put(path, parent.get(last));
                }
            }
            return found;
        }

        @Override
        public byte[] output(String operation, Reply<?> reply, String requestId) {
            var body = JsonCodec.write(reply.response());
            return reply.raw().isEmpty() ? body : spliced(body, reply.raw());
        }

        private static byte[] spliced(byte[] body, Map<String, JsonNode> raw) {
            try {
                var tree = MAPPER.readTree(body);
                raw.forEach((path, value) -> {
                    var pointer = JsonPointer.compile(path);
                    if (tree.at(pointer.head()) instanceof ObjectNode parent) {
                        parent.set(pointer.last().getMatchingProperty(), value);
                    }
                });
                return MAPPER.writeValueAsBytes(tree);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public byte[] error(ServiceException error, String requestId) {
            var body = MAPPER.createObjectNode();
            body.put("__type", error.code());
            // Glue spells the member with a capital, Logs without.
            body.put(service == ServiceId.GLUE ? "Message" : "message", error.message());
            return body.toString().getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public int status(ServiceException error) {
            return error.status();
        }

        @Override
        public String contentType() {
            return service.protocol() == ServiceId.Protocol.ANY
                    ? "application/x-amz-json-1.0"
                    : "application/x-amz-json-1.1";
        }
    }

    /** awsQuery. */
    record Query(ServiceId service) implements WireProtocol {
        private static final Set<String> FORBIDDEN = Set.of(
                "AccessDenied",
                "MissingAuthenticationToken",
                "InvalidClientTokenId",
                "SignatureDoesNotMatch",
                "ExpiredToken");

        @Override
        public String operation(WireRequest request) {
            var action = form(request).get("Action");
            if (action == null) {
                throw new ServiceException("MissingAction", 400, "The form has no Action");
            }
            return action;
        }

        private static NavigableMap<String, String> form(WireRequest request) {
            var body = new String(request.body(), StandardCharsets.UTF_8);
            return QueryCodec.form(body.isEmpty() ? request.rawQuery() : body);
        }

        @Override
        public Input input(WireRequest request) {
            var form = form(request);
            return new Input() {
                @Override
                public <T extends SdkPojo> T read(Class<T> type) {
                    return QueryCodec.read(form, type);
                }

                @Override
                public Map<String, JsonNode> lift(Set<String> paths) {
                    return Map.of();
                }
            };
        }

        @Override
        public byte[] output(String operation, Reply<?> reply, String requestId) {
            return QueryCodec.write(service, operation, reply.response(), requestId);
        }

        @Override
        public byte[] error(ServiceException error, String requestId) {
            return QueryCodec.writeError(service, code(error), error.message(), error.status() >= 500, requestId);
        }

        private static String code(ServiceException error) {
            return switch (error.code()) {
                case "AccessDeniedException" -> "AccessDenied";
                case "ValidationException" -> "ValidationError";
                case "UnknownOperationException" -> "InvalidAction";
                case "InternalServiceException" -> "ServiceFailure";
                case "MissingAuthenticationTokenException" -> "MissingAuthenticationToken";
                case "IncompleteSignatureException" -> "IncompleteSignature";
                case "UnrecognizedClientException" -> "InvalidClientTokenId";
                case "InvalidSignatureException" -> "SignatureDoesNotMatch";
                case "ExpiredTokenException" -> "ExpiredToken";
                default -> error.code();
            };
        }

        /** The query services forbid with 403 what the JSON services call a bad request. */
        @Override
        public int status(ServiceException error) {
            return FORBIDDEN.contains(code(error)) ? 403 : error.status();
        }

        @Override
        public String contentType() {
            return "text/xml";
        }
    }
}
