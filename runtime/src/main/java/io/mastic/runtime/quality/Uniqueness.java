package io.mastic.runtime.quality;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoublePredicate;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.functions;

/** Rules on how often values occur. */
final class Uniqueness {
    private Uniqueness() {}

    static Check frequency(Subject subject, String metric, ToDoubleFunction<Frequencies> number) {
        Supplier<Frequencies> frequencies = subject.measures()
                .frequencies(subject.rule().columns(), subject.rule().where());
        return subject.number(
                subject.metric(metric),
                () -> number.applyAsDouble(frequencies.get()),
                subject.onNumbers(),
                Optional.empty());
    }

    /** @param holds on the share of rows whose value no other row has */
    static Check uniqueness(Subject subject, DoublePredicate holds) {
        Supplier<Frequencies> frequencies = subject.measures()
                .frequencies(subject.rule().columns(), subject.rule().where());
        return subject.number(
                subject.metric("Uniqueness"),
                () -> frequencies.get().uniqueness(),
                holds,
                Optional.of(isUnique(subject)));
    }

    /** Every row has its own values, and none lacks one. */
    static Check primaryKey(Subject subject) {
        Check uniqueness = uniqueness(subject, share -> share == 1);
        Map<String, DoubleSupplier> complete = new LinkedHashMap<>();
        Column all = functions.lit(true);
        for (int i = 0; i < subject.rule().columns().size(); i++) {
            String metric = "Column." + subject.rule().columns().get(i) + ".Completeness";
            complete.put(metric, completeness(subject, subject.column(i)));
            all = all.and(subject.column(i).isNotNull());
        }
        Column row = subject.filtered(isUnique(subject).and(all));
        return new Check(
                () -> {
                    Outcome unique = uniqueness.outcome().get();
                    List<Outcome> outcomes = complete.entrySet().stream()
                            .map(entry -> Subject.outcome(
                                    entry.getKey(), entry.getValue().getAsDouble(), share -> share == 1))
                            .collect(java.util.stream.Collectors.toList());
                    outcomes.add(0, unique);
                    return Outcome.joined(outcomes.stream().allMatch(Outcome::passed), outcomes);
                },
                Optional.of(row));
    }

    /** The share of rows that have a value. */
    static DoubleSupplier completeness(Subject subject, Column column) {
        DoubleSupplier all = subject.count(functions.lit(true));
        DoubleSupplier present = subject.count(column.isNotNull());
        return () -> present.getAsDouble() / all.getAsDouble();
    }

    private static Column isUnique(Subject subject) {
        Column[] columns = subject.columns().toArray(Column[]::new);
        Column alike = functions
                .count(functions.when(subject.filtered(functions.lit(true)), 1))
                .over(Window.partitionBy(columns));
        return alike.leq(1).or(functions.coalesce(columns).isNull());
    }
}
