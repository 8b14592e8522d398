package io.mastic.runtime.source;

import io.mastic.runtime.catalog.HiveTypes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.collection.JavaConverters;

/**
 * Chooses partitions by a predicate over their keys and gives the values their types. Spark evaluates both on a local
 * relation, so any Spark SQL works and no job is run.
 */
final class PartitionPruning {
    private static final String POSITION = "__position";
    private static final String NULL_VALUE = "__HIVE_DEFAULT_PARTITION__";

    private PartitionPruning() {}

    /** A partition that is wanted: its place in the list that was asked about, and its typed values. */
    record Chosen(int position, InternalRow values) {}

    /**
     * @param values of each partition the keys' values as text
     * @param predicate Spark SQL over the keys, or blank for all partitions
     * @throws IllegalArgumentException when the predicate names another column
     */
    static List<Chosen> choose(
            SparkSession spark, StructType keys, List<? extends List<@Nullable String>> values, String predicate) {
        parsed(spark, keys, predicate);
        List<StructField> fields =
                new ArrayList<>(List.of(DataTypes.createStructField(POSITION, DataTypes.IntegerType, false)));
        Arrays.stream(keys.fieldNames())
                .forEach(name -> fields.add(DataTypes.createStructField(name, DataTypes.StringType, true)));
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            List<@Nullable Object> row = new ArrayList<>(List.of(i));
            values.get(i).forEach(value -> row.add(NULL_VALUE.equals(value) ? null : value));
            rows.add(RowFactory.create(row.toArray()));
        }
        Dataset<Row> typed = typed(spark.createDataFrame(rows, DataTypes.createStructType(fields)), keys);
        Dataset<Row> wanted = predicate.isBlank() ? typed : typed.where(predicate);
        return Arrays.stream(wanted.queryExecution().executedPlan().executeCollect())
                .map(row -> new Chosen(row.getInt(0), keyValues(row.copy(), keys)))
                .toList();
    }

    private static Dataset<Row> typed(Dataset<Row> texts, StructType keys) {
        List<Column> columns = new ArrayList<>(List.of(texts.col(POSITION)));
        for (StructField key : keys.fields()) {
            columns.add(functions
                    .col(HiveTypes.quoted(key.name()))
                    .cast(key.dataType())
                    .as(key.name()));
        }
        return texts.select(columns.toArray(Column[]::new));
    }

    private static InternalRow keyValues(InternalRow row, StructType keys) {
        @Nullable Object[] values = new @Nullable Object[keys.length()];
        for (int i = 0; i < values.length; i++) {
            values[i] = row.isNullAt(i + 1) ? null : row.get(i + 1, keys.fields()[i].dataType());
        }
        return new GenericInternalRow(values);
    }

    /**
     * A predicate as Spark reads it; empty for a blank one.
     *
     * @throws IllegalArgumentException when it is no Spark SQL, or names another column than a key
     */
    static Optional<Expression> parsed(SparkSession spark, StructType keys, String predicate) {
        if (predicate.isBlank()) {
            return Optional.empty();
        }
        Set<String> known = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        known.addAll(List.of(keys.fieldNames()));
        Expression parsed = expression(spark, predicate);
        for (String name : named(parsed)) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException(
                        "User's pushdown predicate: %s can not be resolved against partition columns: %s"
                                .formatted(predicate, List.of(keys.fieldNames())));
            }
        }
        return Optional.of(parsed);
    }

    private static Expression expression(SparkSession spark, String predicate) {
        try {
            return spark.sessionState().sqlParser().parseExpression(predicate);
        } catch (ParseException e) {
            throw new IllegalArgumentException("User's pushdown predicate is not Spark SQL: " + predicate, e);
        }
    }

    private static List<String> named(Expression parsed) {
        return JavaConverters.seqAsJavaList(parsed.collectLeaves()).stream()
                .filter(UnresolvedAttribute.class::isInstance)
                .map(leaf -> String.join(".", JavaConverters.seqAsJavaList(((UnresolvedAttribute) leaf).nameParts())))
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toList());
    }
}
