package io.mastic.runtime.quality;

import io.mastic.model.quality.Rule;
import io.mastic.model.quality.Rule.Composite;
import io.mastic.model.quality.RuleType;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/** Makes checks of rules. */
record Checks(Dataset<Row> rows, Measures measures, Instant now) {
    private static final Set<RuleType> NAME_NO_COLUMN =
            EnumSet.of(RuleType.COLUMN_EXISTS, RuleType.COLUMN_NAMES_MATCH_PATTERN, RuleType.CUSTOM_SQL);
    private static final Set<RuleType> NUMERIC =
            EnumSet.of(RuleType.COLUMN_CORRELATION, RuleType.MEAN, RuleType.STANDARD_DEVIATION, RuleType.SUM);

    Check of(Rule rule) {
        return rule instanceof Composite composite ? composite(composite) : single((Rule.Single) rule);
    }

    private Check composite(Composite rule) {
        List<Check> checks = rule.rules().stream().map(this::of).toList();
        boolean all = rule.operator() == Composite.Operator.AND;
        Optional<Column> row = checks.stream()
                .map(Check::row)
                .reduce((one, other) -> one.flatMap(left -> other.map(right -> all ? left.and(right) : left.or(right))))
                .orElseThrow();
        return new Check(
                () -> {
                    List<Outcome> outcomes =
                            checks.stream().map(check -> check.outcome().get()).toList();
                    return Outcome.joined(
                            all
                                    ? outcomes.stream().allMatch(Outcome::passed)
                                    : outcomes.stream().anyMatch(Outcome::passed),
                            outcomes);
                },
                row);
    }

    private Check single(Rule.Single rule) {
        Subject subject = new Subject(rule, rows, measures, now);
        if (NAME_NO_COLUMN.contains(rule.type())) {
            return Whole.of(subject);
        }
        Optional<Outcome> impossible = subject.missing();
        if (impossible.isEmpty() && NUMERIC.contains(rule.type())) {
            impossible = subject.notNumeric();
        }
        return impossible.map(Check::known).orElseGet(() -> possible(subject));
    }

    private static Check possible(Subject subject) {
        return switch (subject.rule().type()) {
            case ROW_COUNT, COLUMN_COUNT, COLUMN_EXISTS, COLUMN_NAMES_MATCH_PATTERN, CUSTOM_SQL -> Whole.of(subject);
            case COLUMN_DATA_TYPE -> Compliance.types(subject);
            case COLUMN_LENGTH -> Compliance.lengths(subject);
            case COLUMN_VALUES -> Compliance.values(subject);
            case COMPLETENESS, IS_COMPLETE -> completeness(subject);
            case IS_PRIMARY_KEY -> Uniqueness.primaryKey(subject);
            case IS_UNIQUE -> Uniqueness.uniqueness(subject, share -> share == 1);
            case UNIQUENESS -> Uniqueness.uniqueness(subject, subject.onNumbers());
            case UNIQUE_VALUE_RATIO -> Uniqueness.frequency(subject, "UniqueValueRatio", Frequencies::uniqueValueRatio);
            case DISTINCT_VALUES_COUNT -> Uniqueness.frequency(subject, "DistinctValuesCount", Frequencies::distinct);
            case ENTROPY -> Uniqueness.frequency(subject, "Entropy", Frequencies::entropy);
            case COLUMN_CORRELATION ->
                statistic(subject, "ColumnCorrelation", functions.corr(value(subject, 0), value(subject, 1)));
            case MEAN -> statistic(subject, "Mean", functions.avg(value(subject, 0)));
            case STANDARD_DEVIATION -> statistic(subject, "StandardDeviation", functions.stddev_pop(value(subject, 0)));
            case SUM -> statistic(subject, "Sum", functions.sum(value(subject, 0)));
        };
    }

    private static Check completeness(Subject subject) {
        return subject.number(
                subject.metric("Completeness"),
                Uniqueness.completeness(subject, subject.column()),
                subject.rule().condition().isPresent() ? subject.onNumbers() : share -> share == 1,
                Optional.of(subject.column().isNotNull()));
    }

    private static Column value(Subject subject, int place) {
        return subject.filtered(subject.column(place).cast(DataTypes.DoubleType));
    }

    private static Check statistic(Subject subject, String metric, Column aggregate) {
        return subject.number(
                subject.metric(metric), subject.measures().number(aggregate), subject.onNumbers(), Optional.empty());
    }
}
