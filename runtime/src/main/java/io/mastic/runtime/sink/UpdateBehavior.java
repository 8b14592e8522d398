package io.mastic.runtime.sink;

import java.util.Arrays;
import java.util.Locale;

/** What a write may do to the columns of a table that exists. */
enum UpdateBehavior {
    /** The table gets the columns of the rows. */
    UPDATE_IN_DATABASE,
    /** The table keeps its columns; partitions are added only when it has all columns of the rows. */
    LOG;

    static UpdateBehavior parse(String name) {
        return Arrays.stream(values())
                .filter(behavior -> behavior.name().equals(name.trim().toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("updateBehavior must be UPDATE_IN_DATABASE or LOG, not: " + name));
    }
}
