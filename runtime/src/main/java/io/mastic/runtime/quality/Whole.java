package io.mastic.runtime.quality;

import io.mastic.runtime.frame.TopLevel;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/** Rules on the rows as a whole: their number, their columns, a query over them. */
final class Whole {
    /** What queries call the rows. */
    private static final String PRIMARY = "primary";

    private Whole() {}

    static Check of(Subject subject) {
        return switch (subject.rule().type()) {
            case ROW_COUNT -> rowCount(subject);
            case COLUMN_COUNT -> {
                double count = subject.rows().columns().length;
                yield Check.known(Subject.outcome("Dataset.*.ColumnCount", count, subject.onNumbers()));
            }
            case COLUMN_EXISTS -> {
                String name = subject.rule().columns().get(0);
                yield Check.known(
                        subject.has(name)
                                ? Outcome.passed(Map.of())
                                : Outcome.failed("Input data does not include column " + name + "!", Map.of()));
            }
            case COLUMN_NAMES_MATCH_PATTERN ->
                Check.known(
                        names(subject.rows().columns(), subject.rule().columns().get(0)));
            case CUSTOM_SQL -> customSql(subject);
            default -> throw new IllegalStateException(subject.rule().type() + " is about columns");
        };
    }

    private static Check rowCount(Subject subject) {
        DoubleSupplier count = subject.count(functions.lit(true));
        return new Check(
                () -> {
                    long rows = (long) count.getAsDouble();
                    return Outcome.of(
                            subject.onNumbers().test(rows), String.valueOf(rows), Map.of("Dataset.*.RowCount", (double)
                                    rows));
                },
                Optional.empty());
    }

    private static Outcome names(String[] columns, String pattern) {
        List<String> others;
        try {
            Pattern compiled = Pattern.compile(pattern);
            others = Arrays.stream(columns)
                    .filter(column -> !compiled.matcher(column).matches())
                    .toList();
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("ColumnNamesMatchPattern: " + e.getMessage(), e);
        }
        double share = 1 - (double) others.size() / columns.length;
        Map<String, Double> metrics = Map.of("Dataset.*.ColumnNamesPatternMatchRatio", share);
        return others.isEmpty()
                ? Outcome.passed(metrics)
                : Outcome.failed("Columns that do not match the pattern: " + String.join(", ", others), metrics);
    }

    /** Runs at once, as a job of its own. */
    private static Check customSql(Subject subject) {
        Dataset<Row> found = query(subject.rows(), subject.rule().columns().get(0));
        if (found.columns().length != 1) {
            throw new IllegalArgumentException("CustomSql needs a query of one column that gives one number: "
                    + subject.rule().text());
        }
        List<Row> values = found.select(
                        TopLevel.of(found, found.schema()).get(0).column().cast(DataTypes.DoubleType))
                .takeAsList(2);
        if (values.size() != 1 || values.get(0).isNullAt(0)) {
            return Check.known(Outcome.failed("The query gives no number, or more than one", Map.of()));
        }
        return Check.known(Subject.outcome("Dataset.*.CustomSQL", values.get(0).getDouble(0), subject.onNumbers()));
    }

    /** The query sees the rows as a view, which hides one of that name for as long as the query is read. */
    private static Dataset<Row> query(Dataset<Row> rows, String query) {
        SparkSession spark = rows.sparkSession();
        Optional<Dataset<Row>> hidden =
                spark.sessionState().catalog().getTempView(PRIMARY).isDefined()
                        ? Optional.of(spark.table(PRIMARY))
                        : Optional.empty();
        rows.createOrReplaceTempView(PRIMARY);
        try {
            return spark.sql(query);
        } finally {
            hidden.ifPresentOrElse(view -> view.createOrReplaceTempView(PRIMARY), () -> spark.catalog()
                    .dropTempView(PRIMARY));
        }
    }
}
