package io.mastic.runtime.quality;

import io.mastic.runtime.channel.RunChannel;
import io.mastic.runtime.frame.DynamicFrame;
import io.mastic.runtime.source.Options;
import java.util.UUID;
import org.apache.spark.sql.SaveMode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the results of an evaluation go besides the script.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-transforms-EvaluateDataQuality.html">AWS</a>
 */
public final class Publication {
    private static final Logger LOG = LoggerFactory.getLogger(Publication.class);
    private static final String CONTEXT = "default_context";

    private Publication() {}

    /**
     * Publishes the results of an evaluation as its run's, where GetDataQualityResult finds them, and writes the
     * outcomes of rules as JSON to {@code resultsS3Prefix}.
     *
     * @param publishing JSON: {@code dataQualityEvaluationContext} ({@value #CONTEXT}),
     *     {@code enableDataQualityResultsPublishing} (true), {@code resultsS3Prefix} (none)
     * @param options JSON: {@code dataQualityResultsPublishing.strategy}; under {@code BEST_EFFORT} a failure to
     *     publish is logged and does no more
     * @throws io.mastic.runtime.channel.RunRefusedException when the run's role may not publish
     */
    public static void publish(Evaluation evaluation, String publishing, String options) {
        Options given = Options.parse(publishing);
        if (given.flag("enableDataQualityCloudWatchMetrics", false)) {
            LOG.warn("enableDataQualityCloudWatchMetrics has no effect: this version of Mastic keeps no metrics of data"
                    + " quality");
        }
        boolean bestEffort = Options.parse(options)
                .text("dataQualityResultsPublishing.strategy", "")
                .equalsIgnoreCase("BEST_EFFORT");
        try {
            if (given.flag("enableDataQualityResultsPublishing", true)) {
                publish(evaluation, given.text("dataQualityEvaluationContext", CONTEXT));
            }
            given.text("resultsS3Prefix")
                    .filter(prefix -> !prefix.isBlank())
                    .ifPresent(prefix -> write(evaluation.ruleOutcomes(), prefix));
        } catch (RuntimeException e) {
            if (!bestEffort) {
                throw e;
            }
            LOG.warn("The results of data quality were not published: {}", e.getMessage(), e);
        }
    }

    private static void publish(Evaluation evaluation, String context) {
        String id = "dqresult-" + UUID.randomUUID().toString().replace("-", "");
        try {
            RunChannel.of(System.getenv()).publish(evaluation.report(id, context));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while publishing results of data quality", e);
        }
    }

    private static void write(DynamicFrame outcomes, String prefix) {
        String path = prefix.contains("://") ? prefix : "s3://" + prefix;
        outcomes.rows().coalesce(1).write().mode(SaveMode.Append).json(path);
    }
}
