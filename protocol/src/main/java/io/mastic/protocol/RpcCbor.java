package io.mastic.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkPojo;

/** Smithy's RPC v2 with CBOR: the operation is in the path, {@code /service/{name}/operation/{operation}}. */
record RpcCbor() implements WireProtocol {
    static final String HEADER = "smithy-protocol";
    static final String NAME = "rpc-v2-cbor";
    private static final Pattern PATH = Pattern.compile("/service/\\w+/operation/(\\w+)");

    @Override
    public String operation(WireRequest request) {
        var path = PATH.matcher(request.rawPath());
        if (!path.matches()) {
            throw WireErrors.unknownOperation("The path names no operation");
        }
        return path.group(1);
    }

    @Override
    public Input input(WireRequest request) {
        var tree = CborCodec.tree(request.body());
        return new Input() {
            @Override
            public <T extends SdkPojo> T read(Class<T> type) {
                return JsonCodec.read(tree, type);
            }

            @Override
            public Map<String, JsonNode> lift(Set<String> paths) {
                return Map.of();
            }
        };
    }

    @Override
    public byte[] output(String operation, Reply<?> reply, String requestId) {
        return CborCodec.write(reply.response());
    }

    @Override
    public byte[] error(ServiceException error, String requestId) {
        return CborCodec.writeError(error.code(), error.message());
    }

    @Override
    public int status(ServiceException error) {
        return error.status();
    }

    @Override
    public String contentType() {
        return "application/cbor";
    }

    @Override
    public Map<String, String> headers() {
        return Map.of(HEADER, NAME);
    }
}
