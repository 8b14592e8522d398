package io.mastic.model.quality;

import java.time.Duration;

/** What a condition compares with. */
public sealed interface Operand {
    /** A number as it was written. */
    record Number(double value) implements Operand {}

    /** A text in double quotes: also a date or a regular expression. */
    record Text(String value) implements Operand {}

    /** A point in time before (or, when negative, after) the evaluation: {@code now()}, {@code (now() - 3 days)}. */
    record Moment(Duration ago) implements Operand {}

    /** Values that have a name. */
    enum Keyword implements Operand {
        NULL,
        EMPTY,
        WHITESPACES_ONLY
    }
}
