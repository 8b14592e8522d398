package io.mastic.runtime.quality;

import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.Column;

/**
 * A rule on rows of one schema.
 *
 * @param outcome can be asked when everything was measured
 * @param row whether a row fulfils the rule; null where its filter leaves the row out; empty for rules that are about
 *     all rows together
 */
record Check(Supplier<Outcome> outcome, Optional<Column> row) {
    /** A rule whose outcome is known without looking at rows. */
    static Check known(Outcome outcome) {
        return new Check(() -> outcome, Optional.empty());
    }
}
