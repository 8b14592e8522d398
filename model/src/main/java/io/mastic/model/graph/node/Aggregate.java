package io.mastic.model.graph.node;

import io.mastic.model.graph.schema.Column;
import io.mastic.model.graph.schema.FieldType;
import io.mastic.model.graph.schema.FieldType.ArrayOf;
import io.mastic.model.graph.schema.FieldType.MapOf;
import io.mastic.model.graph.schema.FieldType.Primitive;
import io.mastic.model.graph.schema.FieldType.StructOf;
import io.mastic.model.graph.schema.Output;
import io.mastic.model.graph.schema.Schema;
import io.mastic.model.graph.script.NodeScript;
import io.mastic.model.graph.script.Python;
import io.mastic.model.graph.script.Python.Item;
import io.mastic.model.graph.script.ScriptFunction;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Groups rows and aggregates columns of each group with Spark's functions; without groups there is one row. The columns have
 * Spark's names, such as {@code sum(qty)}.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_Aggregate.html">AWS</a>
 */
public record Aggregate(String name, List<String> inputs, List<List<String>> groups, List<Aggregation> aggregations)
        implements Node {
    private static final int MOST = 30;
    private static final Pattern DECIMAL = Pattern.compile("decimal\\((\\d{1,2}),(\\d{1,2})\\)");
    private static final int MOST_DIGITS = 38;
    private static final Set<String> OF_ANYTHING = Set.of("count", "countDistinct", "first", "last");
    private static final Set<String> OF_ORDERED = Set.of("max", "min");
    private static final Set<String> OF_NUMBERS = Set.of(
            "avg", "kurtosis", "skewness", "stddev_samp", "stddev_pop", "sum", "sumDistinct", "var_samp", "var_pop");
    private static final Set<String> FUNCTIONS =
            Stream.of(OF_ANYTHING, OF_ORDERED, OF_NUMBERS).flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());
    private static final Set<String> NO_NUMBERS = Set.of("boolean", "date", "binary");

    /** A function of a column. */
    public record Aggregation(List<String> column, String function) {
        static Aggregation read(NodeFields fields) {
            return new Aggregation(fields.requiredPath("Column"), fields.requiredOneOf("AggFunc", FUNCTIONS));
        }

        /** Spark writes names with dots in backticks, except where it counts distinct values. */
        private String outputName() {
            var plain = String.join(".", column);
            var quoted = column.stream()
                    .map(name -> name.contains(".") ? "`" + name + "`" : name)
                    .collect(Collectors.joining("."));
            return switch (function) {
                case "countDistinct" -> "count(DISTINCT " + plain + ")";
                case "sumDistinct" -> "sum(DISTINCT " + quoted + ")";
                default -> function + "(" + quoted + ")";
            };
        }

        private FieldType outputType(FieldType of) {
            var decimal = DECIMAL.matcher(of.hive());
            return switch (function) {
                case "count", "countDistinct" -> FieldType.BIGINT;
                case "first", "last", "max", "min" -> of;
                case "avg" -> decimal.matches() ? decimal(decimal, 4, 4) : FieldType.DOUBLE;
                case "sum", "sumDistinct" ->
                    decimal.matches() ? decimal(decimal, 10, 0) : of.isWhole() ? FieldType.BIGINT : sum(of);
                default -> FieldType.DOUBLE;
            };
        }

        private static FieldType sum(FieldType of) {
            return of.equals(FieldType.UNKNOWN) ? of : FieldType.DOUBLE;
        }

        /** A decimal with so many digits more, as Spark limits them. */
        private static FieldType decimal(Matcher of, int precision, int scale) {
            int digits = Integer.parseInt(of.group(1)) + precision;
            int fraction = Integer.parseInt(of.group(2)) + scale;
            return new Primitive(
                    "decimal(" + Math.min(digits, MOST_DIGITS) + "," + Math.min(fraction, MOST_DIGITS) + ")");
        }
    }

    static Aggregate read(NodeFields fields) {
        if (!fields.has("Groups")) {
            fields.invalid("Groups", "\"Groups\" is missing; an empty list makes one group of all rows.");
        }
        var aggregations = fields.requiredStructures("Aggs", Aggregation::read);
        if (aggregations.size() > MOST) {
            fields.invalid("Aggs", "There are at most " + MOST + " aggregations.");
        }
        return new Aggregate(fields.required("Name"), fields.texts("Inputs"), fields.paths("Groups"), aggregations);
    }

    @Override
    public NodeType type() {
        return NodeType.AGGREGATE;
    }

    @Override
    public void check(NodeCheck check) {
        groups.forEach(path -> check.requireComparable("Groups", 0, path));
        var names = new HashSet<String>();
        grouped(Optional.empty())
                .map(Column::name)
                .filter(column -> !names.add(column))
                .distinct()
                .forEach(column ->
                        check.error("Aggs", "Two columns would be named \"" + column + "\": remove one of them."));
        for (int at = 0; at < aggregations.size(); at++) {
            var one = aggregations.get(at);
            var field = "Aggs[" + at + "].Column";
            check.requireColumn(field, 0, one.column());
            check.schema(0)
                    .flatMap(schema -> schema.type(one.column()))
                    .filter(type -> !fits(one.function(), type))
                    .ifPresent(type -> check.error(
                            field,
                            one.function() + " cannot be computed of \"" + String.join(".", one.column())
                                    + "\", which is " + type.hive() + "."));
        }
    }

    private static boolean fits(String function, FieldType type) {
        if (OF_ORDERED.contains(function)) {
            return !(type instanceof MapOf);
        }
        boolean parts = type instanceof ArrayOf || type instanceof MapOf || type instanceof StructOf;
        return !OF_NUMBERS.contains(function) || !parts && !NO_NUMBERS.contains(type.hive());
    }

    @Override
    public Output output(List<Output> inputs) {
        return Output.frame(Schema.of(grouped(inputs.get(0).schema())));
    }

    private Stream<Column> grouped(Optional<Schema> schema) {
        return Stream.concat(
                groups.stream().map(path -> new Column(path.get(path.size() - 1), typeOf(schema, path))),
                aggregations.stream()
                        .filter(one -> !one.column().isEmpty())
                        .map(one -> new Column(one.outputName(), one.outputType(typeOf(schema, one.column())))));
    }

    private static FieldType typeOf(Optional<Schema> schema, List<String> path) {
        return schema.flatMap(columns -> columns.type(path)).orElse(FieldType.UNKNOWN);
    }

    @Override
    public void write(NodeScript script) {
        script.need(ScriptFunction.SPARK_AGGREGATE);
        var functions = aggregations.stream()
                .map(one -> Python.texts(List.of(FieldNames.quoted(one.column()), one.function())))
                .toList();
        script.assign(Python.call(
                "sparkAggregate",
                script.withContext(
                        Item.of(Python.name("glueContext")),
                        Item.named("parentFrame", script.input(0)),
                        Item.named("groups", Python.texts(FieldNames.all(groups))),
                        Item.named("aggs", Python.list(functions)))));
    }
}
