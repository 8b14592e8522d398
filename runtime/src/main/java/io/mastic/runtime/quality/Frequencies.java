package io.mastic.runtime.quality;

/**
 * How often the values of columns occur. Rows that are null in all of them do not count.
 *
 * @param rows all rows
 * @param distinct different values
 * @param unique values that occur once
 * @param logarithms the sum of n·ln(n) over how often each value occurs
 */
record Frequencies(long rows, long distinct, long unique, double logarithms) {
    static final Frequencies NONE = new Frequencies(0, 0, 0, 0);

    double uniqueness() {
        return (double) unique / rows;
    }

    double uniqueValueRatio() {
        return (double) unique / distinct;
    }

    /** In nats. */
    double entropy() {
        return Math.log(rows) - logarithms / rows;
    }
}
