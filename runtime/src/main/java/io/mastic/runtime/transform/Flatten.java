package io.mastic.runtime.transform;

import io.mastic.runtime.frame.DynamicFrame;
import io.mastic.runtime.frame.TopLevel;
import io.mastic.runtime.frame.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes columns of the fields of structs, named with dots. Arrays, maps and choices stay as they are.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/transforms-flatten.html">AWS</a>
 */
public final class Flatten {
    private Flatten() {}

    /**
     * Puts the fields of a struct in its place.
     *
     * @param maxLevels how many levels of structs are taken apart, from the top; 0 for all
     * @throws IllegalArgumentException for a number below 0, and if two columns would have one name
     */
    public static DynamicFrame apply(DynamicFrame frame, int maxLevels) {
        if (maxLevels < 0) {
            throw new IllegalArgumentException(
                    "The parameter maxLevels is %d: give 0 for all levels, or how many".formatted(maxLevels));
        }
        List<TopLevel> flat = new ArrayList<>();
        for (TopLevel column : TopLevel.of(frame)) {
            add(column.name(), column.value(), maxLevels == 0 ? Integer.MAX_VALUE : maxLevels, flat);
        }
        Set<String> names = new HashSet<>();
        for (TopLevel column : flat) {
            if (!names.add(column.name())) {
                throw new IllegalArgumentException(
                        "Flattening would make two columns named \"" + column.name() + "\": rename one of them before");
            }
        }
        return frame.select(flat);
    }

    private static void add(String name, Value value, int levels, List<TopLevel> flat) {
        if (levels == 0 || !value.isStruct()) {
            flat.add(TopLevel.of(name, value));
        } else {
            value.fields().forEach(field -> add(name + "." + field.name(), field.value(), levels - 1, flat));
        }
    }
}
