package io.mastic.runtime.purge;

import io.mastic.runtime.source.Options;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which files a purge deletes.
 *
 * @param before only those that were modified before
 * @param keptClasses storage classes whose files stay
 * @param partitions Spark SQL over the keys: the partitions that are looked at; "" for all
 * @param manifest the folder for the lists of what was deleted and what could not be
 */
record PurgeOptions(Instant before, Set<String> keptClasses, String partitions, Optional<String> manifest) {
    private static final String WEEK = "168";

    static PurgeOptions parse(String json, Instant now) {
        Options options = Options.parse(json);
        double hours = Double.parseDouble(options.text("retentionPeriod", WEEK));
        Set<String> kept = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        kept.addAll(options.list("excludeStorageClasses"));
        return new PurgeOptions(
                now.minus(Duration.ofMillis((long) (hours * Duration.ofHours(1).toMillis()))),
                kept,
                options.text("partitionPredicate", ""),
                options.text("manifestFilePath").filter(path -> !path.isBlank()));
    }
}
