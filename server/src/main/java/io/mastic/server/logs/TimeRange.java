package io.mastic.server.logs;

import org.jspecify.annotations.Nullable;

/** Milliseconds since 1970; the end does not belong to it. */
record TimeRange(@Nullable Long start, @Nullable Long end) {
    boolean holds(long time) {
        return (start == null || time >= start) && (end == null || time < end);
    }
}
