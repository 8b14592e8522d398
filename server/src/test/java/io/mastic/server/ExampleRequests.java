package io.mastic.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/** A request of each kind with every member set: a text member to its own name, as {@code <DatabaseName>}. */
final class ExampleRequests {
    private static final int DEPTH = 4;

    private ExampleRequests() {}

    static ObjectNode json(Class<? extends SdkPojo> type) {
        try {
            var builder = (SdkPojo) type.getMethod("builder").invoke(null);
            return members(builder, DEPTH);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ObjectNode members(SdkPojo pojo, int depth) {
        var node = JsonNodeFactory.instance.objectNode();
        for (var field : pojo.sdkFields()) {
            if (depth > 0) {
                node.set(field.locationName(), value(field, field.locationName(), depth));
            }
        }
        return node;
    }

    private static JsonNode value(SdkField<?> field, String name, int depth) {
        var type = field.marshallingType();
        var nodes = JsonNodeFactory.instance;
        if (type == MarshallingType.SDK_POJO) {
            return members(field.constructor().get(), depth - 1);
        }
        if (type == MarshallingType.LIST) {
            return nodes.arrayNode().add(value(field.getTrait(ListTrait.class).memberFieldInfo(), name, depth));
        }
        if (type == MarshallingType.MAP) {
            return nodes.objectNode()
                    .set("<key>", value(field.getTrait(MapTrait.class).valueFieldInfo(), name, depth));
        }
        if (type == MarshallingType.STRING) {
            return nodes.textNode("<" + name + ">");
        }
        if (type == MarshallingType.BOOLEAN) {
            return nodes.booleanNode(true);
        }
        if (type == MarshallingType.SDK_BYTES) {
            return nodes.textNode("AAAA");
        }
        return type == MarshallingType.DOCUMENT ? nodes.objectNode() : nodes.numberNode(1);
    }
}
