package io.mastic.runtime.transform;

import io.mastic.runtime.frame.DynamicFrame;

/** Keeps a number of rows, whichever come first. */
public final class Limit {
    private Limit() {}

    /** @throws IllegalArgumentException for a number below 0 */
    public static DynamicFrame apply(DynamicFrame frame, int numRows) {
        if (numRows < 0) {
            throw new IllegalArgumentException(
                    "The parameter numRows is %d: give how many rows to keep, from 0 on".formatted(numRows));
        }
        return frame.with(frame.rows().limit(numRows));
    }
}
