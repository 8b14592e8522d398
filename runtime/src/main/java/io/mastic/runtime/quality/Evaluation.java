package io.mastic.runtime.quality;

import io.mastic.model.quality.EvaluationReport;
import io.mastic.model.quality.EvaluationReport.RuleReport;
import io.mastic.model.quality.Rule;
import io.mastic.model.quality.Ruleset;
import io.mastic.runtime.frame.DynamicFrame;
import io.mastic.runtime.frame.TopLevel;
import io.mastic.runtime.source.Options;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/**
 * The evaluation of a ruleset on a frame.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-transforms-EvaluateDataQuality.html">AWS</a>
 */
public final class Evaluation {
    private static final StructType OUTCOMES = new StructType()
            .add("Rule", DataTypes.StringType)
            .add("Outcome", DataTypes.StringType)
            .add("FailureReason", DataTypes.StringType)
            .add("EvaluatedMetrics", DataTypes.createMapType(DataTypes.StringType, DataTypes.DoubleType))
            .add("EvaluatedRule", DataTypes.StringType);

    private final Dataset<Row> rows;
    private final Instant started;
    private final Instant completed;
    private final List<RuleResult> results;
    private final List<Check> checks;

    private Evaluation(Dataset<Row> rows, Instant started, List<RuleResult> results, List<Check> checks) {
        this.rows = rows;
        this.started = started;
        this.completed = Instant.now();
        this.results = List.copyOf(results);
        this.checks = List.copyOf(checks);
    }

    /**
     * Evaluates all rules. What is counted is counted in one pass over the rows, frequencies in a second one; rules on
     * the schema alone read no rows.
     *
     * @param ruleset DQDL
     * @param options JSON: {@code performanceTuning.caching} ({@code CACHE_INPUT} keeps the rows for the evaluation),
     *     {@code compositeRuleEvaluation.method} ({@code ROW}: a composite rule passes when every row fulfils it)
     * @throws IllegalArgumentException when the ruleset cannot be read, with line and column
     * @throws UnsupportedOperationException for rule types that are not known here
     */
    public static Evaluation of(DynamicFrame frame, String ruleset, String options) {
        List<Rule> rules = Ruleset.parse(ruleset).rules();
        Options given = Options.parse(options);
        Dataset<Row> rows = frame.rows();
        boolean cached = given.text("performanceTuning.caching", "").equals("CACHE_INPUT");
        if (!cached) {
            return of(rows, rules, given);
        }
        rows.persist(StorageLevel.MEMORY_AND_DISK());
        try {
            return of(rows, rules, given);
        } finally {
            rows.unpersist();
        }
    }

    private static Evaluation of(Dataset<Row> rows, List<Rule> rules, Options options) {
        Instant started = Instant.now();
        Measures measures = new Measures();
        Checks maker = new Checks(rows, measures, started);
        List<Check> checks = new ArrayList<>(rules.stream().map(maker::of).toList());
        measures.take(rows);
        if (options.text("compositeRuleEvaluation.method", "COLUMN").equals("ROW")) {
            ByRow.judge(rows, rules, checks);
        }
        List<RuleResult> results = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            results.add(
                    new RuleResult(rules.get(i).text(), checks.get(i).outcome().get()));
        }
        return new Evaluation(rows, started, results, checks);
    }

    /** One row a rule: Rule, Outcome, FailureReason, EvaluatedMetrics, EvaluatedRule. */
    public DynamicFrame ruleOutcomes() {
        List<Row> made = results.stream()
                .map(result -> RowFactory.create(
                        result.rule(),
                        result.outcome().passed() ? "Passed" : "Failed",
                        result.outcome().reason().orElse(null),
                        scala.collection.JavaConverters.mapAsScalaMap(
                                result.outcome().metrics()),
                        result.rule()))
                .toList();
        return DynamicFrame.fromDF(spark().createDataFrame(made, OUTCOMES), "ruleOutcomes");
    }

    /**
     * The rows with what became of each: the rules that it fulfils, that it does not, and that are not about it, and
     * {@code Failed} if there is one that it does not fulfil. Lazy.
     */
    public DynamicFrame rowLevelOutcomes() {
        Column fails = rules(row -> functions.not(row));
        Column[] outcomes = {
            rules(row -> row).as("DataQualityRulesPass"),
            fails.as("DataQualityRulesFail"),
            rules(Column::isNull).as("DataQualityRulesSkip"),
            functions
                    .when(functions.size(fails).equalTo(0), "Passed")
                    .otherwise("Failed")
                    .as("DataQualityEvaluationResult")
        };
        Column[] all = Stream.concat(
                        TopLevel.of(rows, rows.schema()).stream().map(TopLevel::column), Arrays.stream(outcomes))
                .toArray(Column[]::new);
        return DynamicFrame.fromDF(rows.select(all), "rowLevelOutcomes");
    }

    /** The rules, as they were written, for which something holds of their outcome in the row. */
    private Column rules(UnaryOperator<Column> condition) {
        Column[] texts = IntStream.range(0, checks.size())
                .mapToObj(i -> functions.when(
                        condition.apply(
                                checks.get(i).row().orElse(functions.lit(null).cast(DataTypes.BooleanType))),
                        results.get(i).rule()))
                .toArray(Column[]::new);
        return functions.array_compact(functions.array(texts));
    }

    /** The evaluation for the control plane. */
    EvaluationReport report(String resultId, String context) {
        List<RuleReport> rules = results.stream()
                .map(result -> new RuleReport(
                        result.rule(),
                        result.outcome().passed(),
                        result.outcome().reason().orElse(""),
                        result.outcome().metrics()))
                .toList();
        return new EvaluationReport(resultId, context, started.toEpochMilli(), completed.toEpochMilli(), rules);
    }

    private SparkSession spark() {
        return rows.sparkSession();
    }
}
