package io.mastic.runtime.source;

import java.util.Locale;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.internal.SQLConf;

/**
 * Several small files of text in one task. Spark's scan packs files by two of its settings; a grouped scan has its own.
 *
 * @param groups {@code groupFiles} is set, other than to {@code none}
 * @param none {@code groupFiles} is {@code none}
 * @param bytes {@code groupSize}, or 0 to let Spark decide
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/grouping-input-files.html">AWS</a>
 */
record Grouping(boolean groups, boolean none, long bytes) {
    /** So many files are grouped unless they are told not to be. */
    private static final int MANY = 50_000;

    /** What opening a file counts for: a quarter of Spark's default, so that four times as many share a task. */
    private static final long OPENING_BYTES = 1 << 20;

    private static final Set<String> TEXT = Set.of("csv", "json", "xml", "groklog", "ion");

    static Grouping of(Options options) {
        String asked = options.text("groupFiles", "").toLowerCase(Locale.ROOT);
        if (!Set.of("", "none", "inpartition", "acrosspartition").contains(asked)) {
            throw new IllegalArgumentException("groupFiles is '" + asked + "': it is inPartition or none");
        }
        boolean none = asked.equals("none");
        return new Grouping(!asked.isEmpty() && !none, none, Math.max(0, options.number("groupSize", 0)));
    }

    static boolean isText(String format) {
        return TEXT.contains(format.toLowerCase(Locale.ROOT));
    }

    /** The session whose settings a scan goes by. */
    SparkSession session(SparkSession spark, int files) {
        if (none || (!groups && files <= MANY)) {
            return spark;
        }
        SparkSession own = spark.cloneSession();
        own.conf().set(SQLConf.FILES_OPEN_COST_IN_BYTES().key(), OPENING_BYTES);
        if (bytes > 0) {
            own.conf().set(SQLConf.FILES_OPEN_COST_IN_BYTES().key(), 0L);
            own.conf().set(SQLConf.FILES_MAX_PARTITION_BYTES().key(), bytes);
            own.conf().set(SQLConf.FILES_MIN_PARTITION_NUM().key(), 1L);
        }
        return own;
    }
}
