package io.mastic.server.catalog;

import io.mastic.protocol.JsonCodec;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.core.SdkPojo;

/** The SDK's types as the store's text. */
public final class Documents {
    private Documents() {}

    public static String write(SdkPojo pojo) {
        return new String(JsonCodec.write(pojo), StandardCharsets.UTF_8);
    }

    public static <T extends SdkPojo> T read(String doc, Class<T> type) {
        return JsonCodec.read(doc.getBytes(StandardCharsets.UTF_8), type);
    }

    /** Another type of the same members: what is given as TableInput is a Table. */
    public static <T extends SdkPojo> T as(SdkPojo pojo, Class<T> type) {
        return JsonCodec.read(JsonCodec.write(pojo), type);
    }
}
