package io.mastic.runtime.bookmark;

/**
 * How much a run reads of a source.
 *
 * @param bandMillis files that were modified so shortly before a listing are remembered one by one, since others of
 *     the same time may become visible later
 * @param filesInBand how many are remembered; the surplus waits for a later run
 * @param files the first file that reaches this number is the run's last
 * @param bytes the first file that reaches this sum is the run's last
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/bounded-execution.html">AWS</a>
 */
public record ReadLimits(long bandMillis, long filesInBand, long files, long bytes) {
    public static final long BAND_MILLIS = 900_000;
    public static final long FILES_IN_BAND = 1_000;

    /** Glue's defaults: all that is new. */
    public static final ReadLimits NONE = new ReadLimits(BAND_MILLIS, FILES_IN_BAND, Long.MAX_VALUE, Long.MAX_VALUE);

    public ReadLimits {
        if (bandMillis < 0 || filesInBand < 0) {
            throw new IllegalArgumentException("maxBand and maxFilesInBand are not below 0");
        }
        if (files < 1 || bytes < 1) {
            throw new IllegalArgumentException("boundedFiles and boundedSize are at least 1");
        }
    }

    boolean isBounded() {
        return files < Long.MAX_VALUE || bytes < Long.MAX_VALUE;
    }
}
