package io.mastic.runtime.transform;

import java.util.function.Supplier;
import org.apache.spark.sql.AnalysisException;

/** Plans that Spark may refuse for what a parameter says. */
final class Refused {
    private Refused() {}

    /**
     * A plan.
     *
     * @throws IllegalArgumentException with the sentence and Spark's reason, if Spark cannot make it
     */
    static <T> T because(String sentence, Supplier<T> plan) {
        try {
            return plan.get();
        } catch (Exception e) {
            // Scala does not declare it.
            if (e instanceof AnalysisException refused) {
                throw new IllegalArgumentException(sentence + ": " + refused.getSimpleMessage(), e);
            }
            throw e;
        }
    }
}
