package io.mastic.protocol;

import io.mastic.protocol.Constraints.Shape;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/** Checks a request against the service's model and reports all violations at once, in AWS's wording. */
final class Validation {
    private final Constraints constraints;
    private final List<String> violations = new ArrayList<>();

    private Validation(Constraints constraints) {
        this.constraints = constraints;
    }

    /**
     * Returns if the request satisfies the model. An operation that is newer than the model passes.
     *
     * @throws ServiceException {@code ValidationException} that lists every violation
     */
    static void check(ServiceId service, String operation, SdkPojo request) {
        var constraints = Constraints.of(service);
        var validation = new Validation(constraints);
        constraints.input(operation).ifPresent(shape -> validation.structure(request, shape, ""));
        var found = validation.violations;
        if (!found.isEmpty()) {
            var count = found.size() == 1 ? "1 validation error" : found.size() + " validation errors";
            throw WireErrors.validation(count + " detected: " + String.join("; ", found));
        }
    }

    private void structure(SdkPojo pojo, Shape shape, String path) {
        for (var field : pojo.sdkFields()) {
            var name = field.locationName();
            var at = (path.isEmpty() ? "" : path + ".") + lowerFirst(name);
            Object value = given(field.getValueOrDefault(pojo));
            if (value == null) {
                if (shape.required().contains(name)) {
                    missing(at);
                }
                continue;
            }
            var member = constraints.shape(Optional.ofNullable(shape.members().get(name)));
            member.ifPresent(known -> value(value, known, at));
            EnumMembers.violation(pojo, field.memberName(), value)
                    .ifPresent(allowed -> violate(value, at, "Member must satisfy enum value set: " + allowed));
        }
    }

    private static @Nullable Object given(@Nullable Object value) {
        return value instanceof SdkAutoConstructList || value instanceof SdkAutoConstructMap ? null : value;
    }

    private void value(Object value, Shape shape, String at) {
        if (value instanceof SdkPojo pojo) {
            structure(pojo, shape, at);
        } else if (value instanceof String text) {
            size(value, text.codePointCount(0, text.length()), shape, at, "length");
            shape.pattern()
                    .filter(pattern -> !pattern.matcher(text).matches())
                    .ifPresent(pattern ->
                            violate(text, at, "Member must satisfy regular expression pattern: " + pattern.pattern()));
        } else if (value instanceof Collection<?> items) {
            size(value, items.size(), shape, at, "length");
            items(items, shape, at);
        } else if (value instanceof Map<?, ?> map) {
            size(value, map.size(), shape, at, "length");
            entries(map, shape, at);
        } else if (value instanceof SdkBytes bytes) {
            size(value, bytes.asByteArrayUnsafe().length, shape, at, "length");
        } else if (value instanceof Number number) {
            size(value, number.doubleValue(), shape, at, "value");
        }
    }

    private void items(Collection<?> items, Shape shape, String at) {
        var element = constraints.shape(shape.member());
        int index = 0;
        for (var item : items) {
            index++;
            var place = at + "." + index + ".member";
            if (item == null) {
                missing(place);
            } else {
                element.ifPresent(known -> value(item, known, place));
            }
        }
    }

    private void entries(Map<?, ?> map, Shape shape, String at) {
        var key = constraints.shape(shape.key());
        var element = constraints.shape(shape.value());
        map.forEach((name, item) -> {
            var place = at + "." + name + ".member";
            key.ifPresent(known -> value(name, known, at + ".key"));
            if (item == null) {
                missing(place);
            } else {
                element.ifPresent(known -> value(item, known, place));
            }
        });
    }

    private void size(Object value, double size, Shape shape, String at, String what) {
        if (shape.min().isPresent() && size < shape.min().getAsDouble()) {
            violate(
                    value,
                    at,
                    "Member must have " + what + " greater than or equal to "
                            + whole(shape.min().getAsDouble()));
        }
        if (shape.max().isPresent() && size > shape.max().getAsDouble()) {
            violate(
                    value,
                    at,
                    "Member must have " + what + " less than or equal to "
                            + whole(shape.max().getAsDouble()));
        }
    }

    private void missing(String at) {
        violations.add("Value null at '" + at + "' failed to satisfy constraint: Member must not be null");
    }

    private void violate(Object value, String at, String constraint) {
        violations.add("Value '" + shown(value) + "' at '" + at + "' failed to satisfy constraint: " + constraint);
    }

    private static String shown(Object value) {
        var text = value.toString();
        return text.length() <= 1024 ? text : text.substring(0, 1024) + "…";
    }

    private static String whole(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }

    private static String lowerFirst(String name) {
        return name.isEmpty() ? name : Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
}
