package io.mastic.runtime.commit;

import java.io.Serializable;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.internal.io.FileNameSpec;

/**
 * Names of the files of one write. A write that names its transformation gets Glue's names; every other, such as that
 * of a plain DataFrame, gets Spark's.
 *
 * @param jobId unique to the write
 * @param number tells this write from others of the same transformation, where the write's options give none
 */
record FileNames(String jobId, String number) implements Serializable {
    private static final Pattern COUNTER = Pattern.compile("[-.]c(\\d{3,})");
    private static final Pattern DROPPED = Pattern.compile("\\.(csv|json)(?=\\.|$)");

    /**
     * {@code run-<ctx>-<n>-part-r-<task>} and what follows in Spark's name, where Glue's differ from Spark's: CSV and
     * JSON have no extension, and the counter of a task's files is there only from the second file on.
     */
    String name(Configuration options, int task, FileNameSpec file) {
        var context = Optional.ofNullable(options.get(GlueCommitProtocol.CONTEXT));
        if (context.isEmpty()) {
            return String.format("%spart-%05d-%s%s", file.prefix(), task, jobId, file.suffix());
        }
        var transformation = context.orElseThrow().replace('/', '-');
        return String.format(
                "%srun-%s%s-part-r-%05d%s",
                file.prefix(),
                transformation.isEmpty() ? "" : transformation + "-",
                options.get(GlueCommitProtocol.NUMBER, number),
                task,
                suffix(file.suffix()));
    }

    private static String suffix(String suffix) {
        var counter = COUNTER.matcher(suffix);
        var counted = counter.find() && Integer.parseInt(counter.group(1)) == 0 ? counter.replaceFirst("") : suffix;
        return DROPPED.matcher(counted).replaceFirst("");
    }
}
