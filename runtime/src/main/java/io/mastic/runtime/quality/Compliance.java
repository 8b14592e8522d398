package io.mastic.runtime.quality;

import io.mastic.model.quality.Condition;
import io.mastic.model.quality.Condition.Comparison;
import io.mastic.model.quality.Operand.Text;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoublePredicate;
import java.util.function.DoubleSupplier;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** Rules on each value of a column: all have to comply, or a share of them that a threshold sets. */
final class Compliance {
    /** Comparisons whose outcome is seen from the smallest and the largest value. */
    private static final Set<Comparison> RANGES = EnumSet.of(
            Comparison.EQUAL,
            Comparison.GREATER,
            Comparison.GREATER_OR_EQUAL,
            Comparison.LESS,
            Comparison.LESS_OR_EQUAL,
            Comparison.BETWEEN);

    private static final Map<String, DataType> TYPES = Map.of(
            "BOOLEAN", DataTypes.BooleanType,
            "DATE", DataTypes.DateType,
            "TIMESTAMP", DataTypes.TimestampType,
            "INTEGER", DataTypes.IntegerType,
            "LONG", DataTypes.LongType,
            "FLOAT", DataTypes.FloatType,
            "DOUBLE", DataTypes.DoubleType);

    private final Subject subject;

    private Compliance(Subject subject) {
        this.subject = subject;
    }

    static Check values(Subject subject) {
        Condition condition = subject.condition();
        Column holds = new ValueCondition(condition, subject.now()).holds(subject.column(), subject.type());
        if (!isRange(condition)) {
            return new Compliance(subject).share("ColumnValues.Compliance", subject.column(), holds);
        }
        return subject.notNumeric().map(Check::known).orElseGet(() -> new Compliance(subject)
                .range("Minimum", "Maximum", "ColumnValues.Compliance", subject.column(), holds));
    }

    /** A missing text has the length 0. */
    static Check lengths(Subject subject) {
        Column length =
                functions.length(functions.coalesce(subject.column().cast(DataTypes.StringType), functions.lit("")));
        Column holds = new ValueCondition(subject.condition(), subject.now()).holds(length, DataTypes.IntegerType);
        Compliance compliance = new Compliance(subject);
        return isRange(subject.condition())
                ? compliance.range("MinimumLength", "MaximumLength", "LengthCompliance", length, holds)
                : compliance.share("LengthCompliance", length, holds);
    }

    /** Whether texts can be read as a type. */
    static Check types(Subject subject) {
        Column text = subject.column().cast(DataTypes.StringType);
        Column holds = types(subject.condition()).stream()
                .map(type -> TriedCasts.cast(text, type).isNotNull())
                .reduce(functions.lit(false), Column::or);
        return new Compliance(subject)
                .share(
                        "ColumnDataType.Compliance",
                        subject.column(),
                        subject.condition().negated() ? functions.not(holds) : holds);
    }

    private static List<DataType> types(Condition condition) {
        if (condition.comparison() != Comparison.EQUAL && condition.comparison() != Comparison.IN) {
            throw new IllegalArgumentException("ColumnDataType is compared with =, !=, in or not in");
        }
        return condition.operands().stream()
                .map(operand -> Optional.of(operand)
                        .filter(Text.class::isInstance)
                        .map(text -> TYPES.get(((Text) text).value().toUpperCase(Locale.ROOT)))
                        .orElseThrow(() -> new IllegalArgumentException(
                                "ColumnDataType knows Boolean, Date, Timestamp, Integer, Long, Float and Double, not "
                                        + operand)))
                .toList();
    }

    private static boolean isRange(Condition condition) {
        return condition.isNumeric()
                && RANGES.contains(condition.comparison())
                && !(condition.negated() && condition.comparison() == Comparison.EQUAL);
    }

    private Check share(String metric, Column value, Column holds) {
        DoubleSupplier good = subject.count(holds);
        DoubleSupplier bad = subject.count(functions.not(holds));
        DoubleSupplier badNulls = subject.count(functions.not(holds).and(value.isNull()));
        String name = subject.metric(metric);
        DoublePredicate enough = threshold();
        return new Check(
                () -> {
                    double share = good.getAsDouble() / (good.getAsDouble() + bad.getAsDouble());
                    Outcome outcome = Subject.outcome(name, share, enough);
                    boolean nullsAlone = bad.getAsDouble() > 0 && bad.getAsDouble() == badNulls.getAsDouble();
                    return outcome.passed() || subject.rule().threshold().isPresent() || !nullsAlone
                            ? outcome
                            : Outcome.of(false, "NULL", outcome.metrics());
                },
                Optional.of(subject.filtered(holds)));
    }

    private DoublePredicate threshold() {
        return subject.rule().threshold().map(Condition::onNumbers).orElse(share -> share == 1);
    }

    /** As {@link #share}; without a threshold the smallest or largest value is reported. */
    private Check range(String lowest, String highest, String metric, Column value, Column holds) {
        Check share = share(metric, value, holds);
        if (subject.rule().threshold().isPresent()) {
            return share;
        }
        Comparison comparison = subject.condition().comparison();
        Map<String, DoubleSupplier> ends = new LinkedHashMap<>();
        if (comparison != Comparison.LESS && comparison != Comparison.LESS_OR_EQUAL) {
            ends.put(subject.metric(lowest), subject.measures().number(functions.min(subject.filtered(value))));
        }
        if (comparison != Comparison.GREATER && comparison != Comparison.GREATER_OR_EQUAL) {
            ends.put(subject.metric(highest), subject.measures().number(functions.max(subject.filtered(value))));
        }
        return new Check(() -> judged(share.outcome().get(), ends), share.row());
    }

    private Outcome judged(Outcome share, Map<String, DoubleSupplier> ends) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        ends.forEach((name, end) -> metrics.put(name, end.getAsDouble()));
        metrics.values().removeIf(end -> end.isNaN());
        if (share.passed()) {
            return Outcome.passed(metrics);
        }
        return metrics.values().stream()
                .filter(end -> !subject.onNumbers().test(end))
                .findFirst()
                .map(end -> Outcome.of(false, String.valueOf(end), metrics))
                .orElseGet(() -> Outcome.failed(share.reason().orElseThrow(), metrics));
    }
}
