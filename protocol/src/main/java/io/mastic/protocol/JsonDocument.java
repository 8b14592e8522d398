package io.mastic.protocol;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.Buildable;

/** A request or an answer of a service of our own: its members travel beside it as raw JSON, and it has none itself. */
public final class JsonDocument implements SdkPojo {
    private static final JsonDocument EMPTY = new JsonDocument();

    private JsonDocument() {}

    /** An answer with these members. */
    public static Reply<JsonDocument> reply() {
        return Reply.of(EMPTY);
    }

    /** As the SDK's types have one. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public List<SdkField<?>> sdkFields() {
        return List.of();
    }

    @Override
    public Map<String, SdkField<?>> sdkFieldNameToField() {
        return Map.of();
    }

    /** Builds the document without members that there is. */
    public static final class Builder implements SdkPojo, Buildable {
        private Builder() {}

        @Override
        public List<SdkField<?>> sdkFields() {
            return List.of();
        }

        @Override
        public Map<String, SdkField<?>> sdkFieldNameToField() {
            return Map.of();
        }

        @Override
        public JsonDocument build() {
            return EMPTY;
        }
    }
}
