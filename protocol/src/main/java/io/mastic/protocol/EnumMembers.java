package io.mastic.protocol;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Enum members of SDK types. The SDK knows the live value sets; the frozen model would refuse valid input. Each enum
 * member has a getter that answers {@code UNKNOWN_TO_SDK_VERSION} for a value outside its set.
 */
final class EnumMembers {
    // The service takes more worker types than its own model lists; jobs check them by their own list.
    private static final Set<String> UNCHECKED = Set.of("workertype");

    private static final ClassValue<Map<String, MethodHandle>> GETTERS = new ClassValue<>() {
        @Override
        protected Map<String, MethodHandle> computeValue(Class<?> type) {
            return getters(type);
        }
    };

    private EnumMembers() {}

    /** The allowed values, if the member is an enum and its value is none of them. */
    static Optional<List<String>> violation(SdkPojo pojo, String member, Object value) {
        if (!(value instanceof String)) {
            return Optional.empty();
        }
        var getter = GETTERS.get(pojo.getClass()).get(member.toLowerCase(Locale.ROOT));
        if (getter == null) {
            return Optional.empty();
        }
        try {
            var found = (Enum<?>) getter.invoke(pojo);
            return found.name().equals("UNKNOWN_TO_SDK_VERSION") ? Optional.of(allowed(found)) : Optional.empty();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> allowed(Enum<?> value) {
        return Arrays.stream(value.getDeclaringClass().getEnumConstants())
                .filter(constant -> !constant.name().equals("UNKNOWN_TO_SDK_VERSION"))
                .map(Object::toString)
                .toList();
    }

    private static Map<String, MethodHandle> getters(Class<?> type) {
        var found = new HashMap<String, MethodHandle>();
        for (Method method : type.getMethods()) {
            var name = method.getName().toLowerCase(Locale.ROOT);
            if (method.getParameterCount() == 0 && !UNCHECKED.contains(name) && isUsableEnum(method.getReturnType())) {
                try {
                    found.put(name, MethodHandles.publicLookup().unreflect(method));
                } catch (IllegalAccessException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
        return found;
    }

    /** Glue's ParamType is none: its value "null" is the SDK's word for an unknown one too, which fails when it is loaded. */
    private static boolean isUsableEnum(Class<?> type) {
        try {
            return type.isEnum() && Class.forName(type.getName(), true, type.getClassLoader()) == type;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
