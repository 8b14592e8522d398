package io.mastic.runtime.source;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.expressions.And;
import org.apache.spark.sql.catalyst.expressions.BinaryComparison;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.In;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.Not;
import org.apache.spark.sql.catalyst.expressions.Or;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.IntegralType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import scala.collection.JavaConverters;

/**
 * What the catalog can evaluate of a predicate over partition keys, so that it sends no partitions that nobody wants.
 * The predicate is evaluated again afterwards: what cannot be said in the catalog's grammar is left out.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_GetPartitions.html">AWS</a>
 */
record PartitionExpression(StructType keys) {
    /** The longest Expression that the catalog takes. */
    static final int LONGEST = 2048;

    private static final Map<String, String> TURNED = Map.of("<", ">", ">", "<", "<=", ">=", ">=", "<=", "=", "=");

    /** The Expression for GetPartitions; "" for all partitions. */
    String of(Expression predicate) {
        return said(predicate).filter(text -> text.length() <= LONGEST).orElse("");
    }

    private Optional<String> said(Expression predicate) {
        if (predicate instanceof And and) {
            List<String> terms = new ArrayList<>();
            said(and.left()).ifPresent(terms::add);
            said(and.right()).ifPresent(terms::add);
            return terms.isEmpty() ? Optional.empty() : Optional.of(String.join(" and ", terms));
        }
        if (predicate instanceof Or or) {
            return said(or.left())
                    .flatMap(left -> said(or.right()).map(right -> "((" + left + ") or (" + right + "))"));
        }
        if (predicate instanceof BinaryComparison comparison) {
            return comparison(comparison, comparison.symbol());
        }
        if (predicate instanceof Not not
                && not.child() instanceof BinaryComparison equal
                && equal.symbol().equals("=")) {
            return comparison(equal, "<>");
        }
        return predicate instanceof In in ? in(in) : Optional.empty();
    }

    private Optional<String> comparison(BinaryComparison comparison, String operator) {
        if (!TURNED.containsKey(operator) && !operator.equals("<>")) {
            return Optional.empty();
        }
        Optional<String> plain = compared(comparison.left(), operator, comparison.right());
        return plain.isPresent()
                ? plain
                : compared(comparison.right(), TURNED.getOrDefault(operator, operator), comparison.left());
    }

    private Optional<String> compared(Expression key, String operator, Expression value) {
        return key(key).flatMap(field -> value(field, value).map(text -> field.name() + " " + operator + " " + text));
    }

    private Optional<String> in(In in) {
        return key(in.value()).flatMap(field -> {
            List<Optional<String>> values = JavaConverters.seqAsJavaList(in.list()).stream()
                    .map(value -> value(field, value))
                    .toList();
            return values.stream().allMatch(Optional::isPresent)
                    ? Optional.of(values.stream()
                            .map(Optional::orElseThrow)
                            .collect(Collectors.joining(", ", field.name() + " in (", ")")))
                    : Optional.empty();
        });
    }

    private Optional<StructField> key(Expression expression) {
        if (!(expression instanceof UnresolvedAttribute attribute)
                || attribute.nameParts().size() != 1) {
            return Optional.empty();
        }
        return Arrays.stream(keys.fields())
                .filter(field ->
                        field.name().equalsIgnoreCase(attribute.nameParts().head()))
                .filter(field -> field.name().matches("[A-Za-z_][A-Za-z0-9_]*"))
                .findFirst();
    }

    /** A value of the key's own kind: Spark and the catalog compare values of other kinds each in their own way. */
    private static Optional<String> value(StructField key, Expression expression) {
        if (!(expression instanceof Literal literal) || literal.value() == null) {
            return Optional.empty();
        }
        DataType type = literal.dataType();
        if (key.dataType() instanceof StringType && literal.value() instanceof UTF8String text) {
            return Optional.of("'" + text.toString().replace("'", "''") + "'");
        }
        if (key.dataType() instanceof DateType) {
            return day(literal).map(day -> "'" + day + "'");
        }
        boolean number = key.dataType() instanceof IntegralType && type instanceof IntegralType;
        return number ? Optional.of(literal.value().toString()) : Optional.empty();
    }

    /** A date, which may be given as a text. */
    private static Optional<LocalDate> day(Literal literal) {
        try {
            if (literal.value() instanceof UTF8String text) {
                return Optional.of(LocalDate.parse(text.toString()));
            }
            return literal.dataType() instanceof DateType
                    ? Optional.of(LocalDate.ofEpochDay((Integer) literal.value()))
                    : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
