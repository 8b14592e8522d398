package io.mastic.runtime.quality;

import io.mastic.model.quality.Condition;
import io.mastic.model.quality.Rule;
import io.mastic.runtime.catalog.HiveTypes;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoublePredicate;
import java.util.function.DoubleSupplier;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;

/** One rule, and the rows that it is about. */
record Subject(Rule.Single rule, Dataset<Row> rows, Measures measures, Instant now) {
    private static final String NUMBERS = "(ByteType,ShortType,IntegerType,LongType,FloatType,DoubleType,DecimalType)";

    /** The rule's columns that the rows have. A name is found in any case, as in Spark. */
    private Optional<StructField> field(String name) {
        return Arrays.stream(rows.schema().fields())
                .filter(field -> field.name().equalsIgnoreCase(name))
                .findFirst();
    }

    boolean has(String column) {
        return field(column).isPresent();
    }

    /** Why the rule cannot hold: a column of it is missing. */
    Optional<Outcome> missing() {
        return rule.columns().stream()
                .filter(column -> !has(column))
                .findFirst()
                .map(column -> Outcome.failed("Input data does not include column " + column + "!", Map.of()));
    }

    /** Why the rule cannot hold: a column of it is not numeric. */
    Optional<Outcome> notNumeric() {
        return rule.columns().stream()
                .map(column -> field(column).orElseThrow())
                .filter(field -> !(field.dataType() instanceof NumericType))
                .findFirst()
                .map(field -> Outcome.failed(
                        "Expected type of column %s to be one of %s, but found %s instead!"
                                .formatted(field.name(), NUMBERS, field.dataType()),
                        Map.of()));
    }

    Column column() {
        return column(0);
    }

    Column column(int place) {
        return functions.col(HiveTypes.quoted(rule.columns().get(place)));
    }

    List<Column> columns() {
        return rule.columns().stream()
                .map(column -> functions.col(HiveTypes.quoted(column)))
                .toList();
    }

    DataType type() {
        return field(rule.columns().get(0)).orElseThrow().dataType();
    }

    /** A value in the rows that the rule's filter leaves, null in the others. */
    Column filtered(Column value) {
        return rule.where()
                .map(where -> functions.when(functions.expr(where), value))
                .orElse(value);
    }

    /** How many rows a condition holds in, of those that the filter leaves. */
    DoubleSupplier count(Column condition) {
        return measures.number(functions.count(functions.when(filtered(condition), 1)));
    }

    Condition condition() {
        return rule.condition().orElseThrow();
    }

    DoublePredicate onNumbers() {
        return condition().onNumbers();
    }

    /** The name of a metric of the rule's columns. */
    String metric(String name) {
        String of = rule.columns().size() == 1 ? "Column." : "Multicolumn.";
        return of + String.join(",", rule.columns()) + "." + name;
    }

    /** A rule on one number, which is NaN when there are no values that it could be computed from. */
    Check number(String metric, DoubleSupplier value, DoublePredicate holds, Optional<Column> row) {
        return new Check(() -> outcome(metric, value.getAsDouble(), holds), row.map(this::filtered));
    }

    static Outcome outcome(String metric, double value, DoublePredicate holds) {
        return Double.isNaN(value)
                ? Outcome.failed("There are no values to compute " + metric + " from", Map.of())
                : Outcome.of(holds.test(value), String.valueOf(value), Map.of(metric, value));
    }
}
