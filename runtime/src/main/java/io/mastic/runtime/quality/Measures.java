package io.mastic.runtime.quality;

import io.mastic.runtime.catalog.HiveTypes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * What the rules of a ruleset have to know of the rows, asked for first and then measured together: one aggregation for
 * all numbers, and a second one for all frequencies, if there are rules on them.
 */
final class Measures {
    private static final String SET = "set";
    private static final String VALUE = "value";
    private static final String COUNT = "count";

    private final Map<Column, Integer> aggregates = new LinkedHashMap<>();
    private final Map<Values, Integer> values = new LinkedHashMap<>();
    private double[] numbers = {};
    private Frequencies[] frequencies = {};

    private record Values(List<String> columns, Optional<String> where) {}

    /** A number that an aggregate function gives, NaN where it gives null. */
    DoubleSupplier number(Column aggregate) {
        int place = aggregates.computeIfAbsent(aggregate, added -> aggregates.size());
        return () -> numbers[place];
    }

    /** @param where Spark SQL that chooses the rows */
    Supplier<Frequencies> frequencies(List<String> columns, Optional<String> where) {
        int place = values.computeIfAbsent(new Values(columns, where), added -> values.size());
        return () -> frequencies[place];
    }

    /** Runs no Spark job if nothing was asked for. */
    void take(Dataset<Row> rows) {
        numbers = new double[aggregates.size()];
        if (!aggregates.isEmpty()) {
            Column[] all = aggregates.keySet().stream()
                    .map(aggregate -> aggregate.cast("double"))
                    .toArray(Column[]::new);
            Row found = rows.agg(all[0], Arrays.copyOfRange(all, 1, all.length)).first();
            Arrays.setAll(numbers, i -> found.isNullAt(i) ? Double.NaN : found.getDouble(i));
        }
        frequencies = new Frequencies[values.size()];
        Arrays.fill(frequencies, Frequencies.NONE);
        if (!values.isEmpty()) {
            takeFrequencies(rows);
        }
    }

    /** Each row becomes one for each set of columns, so that the rows are read once for all of them. */
    private void takeFrequencies(Dataset<Row> rows) {
        List<Column> tuples = new ArrayList<>();
        for (Values each : values.keySet()) {
            Column[] texts = each.columns().stream()
                    .map(column -> functions.col(HiveTypes.quoted(column)).cast("string"))
                    .toArray(Column[]::new);
            Column counted = functions.coalesce(texts).isNotNull();
            counted = each.where().map(functions::expr).map(counted::and).orElse(counted);
            tuples.add(functions.when(counted, functions.array(texts)));
        }
        Column[] sets = IntStream.range(0, tuples.size())
                .mapToObj(set -> functions.struct(
                        functions.lit(set).as(SET), tuples.get(set).as(VALUE)))
                .toArray(Column[]::new);
        Column count = functions.col(COUNT);
        List<Row> found = rows.select(functions.inline(functions.array(sets)))
                .where(functions.col(VALUE).isNotNull())
                .groupBy(SET, VALUE)
                .agg(functions.count(functions.lit(1)).as(COUNT))
                .groupBy(SET)
                .agg(
                        functions.sum(count),
                        functions.count(count),
                        functions.count(functions.when(count.equalTo(1), count)),
                        functions.sum(count.multiply(functions.log(count))))
                .collectAsList();
        for (Row row : found) {
            frequencies[row.getInt(0)] =
                    new Frequencies(row.getLong(1), row.getLong(2), row.getLong(3), row.getDouble(4));
        }
    }
}
