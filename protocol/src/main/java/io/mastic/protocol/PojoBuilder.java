package io.mastic.protocol;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.Buildable;

/** Makes an empty builder of an SDK type; the builders are pojos themselves, with setters. */
final class PojoBuilder {
    private static final ClassValue<MethodHandle> FACTORIES = new ClassValue<>() {
        @Override
        protected MethodHandle computeValue(Class<?> type) {
            try {
                return MethodHandles.publicLookup().unreflect(type.getMethod("builder"));
            } catch (ReflectiveOperationException e) {
                throw new IllegalArgumentException(type + " has no builder", e);
            }
        }
    };

    private PojoBuilder() {}

    static SdkPojo of(Class<? extends SdkPojo> type) {
        try {
            return (SdkPojo) FACTORIES.get(type).invoke();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    static SdkPojo build(SdkPojo builder) {
        return (SdkPojo) ((Buildable) builder).build();
    }
}
