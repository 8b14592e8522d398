package io.mastic.server.catalog;

import io.mastic.protocol.JsonCodec;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.core.SdkPojo;

/** The SDK's types as the store's text. */
final class Documents {
    private Documents() {}

    static String write(SdkPojo pojo) {
        return new String(JsonCodec.write(pojo), StandardCharsets.UTF_8);
    }

    static <T extends SdkPojo> T read(String doc, Class<T> type) {
        return JsonCodec.read(doc.getBytes(StandardCharsets.UTF_8), type);
    }

    /** Another type of the same members: what is given as TableInput is a Table. */
    static <T extends SdkPojo> T as(SdkPojo pojo, Class<T> type) {
        return JsonCodec.read(JsonCodec.write(pojo), type);
    }
}
