package io.mastic.model.graph.node;

import io.mastic.model.graph.schema.Column;
import io.mastic.model.graph.schema.FieldType;
import io.mastic.model.graph.schema.Output;
import io.mastic.model.graph.schema.Schema;
import io.mastic.model.graph.script.Import;
import io.mastic.model.graph.script.NodeScript;
import io.mastic.model.graph.script.Python;
import io.mastic.model.graph.script.Python.Item;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Joins two frames on keys that are equal. An inner join is the dynamic frames' own, which keeps both of two columns of one
 * name, the second with a dot before its name; all others are Spark's, where two of one name cannot be told apart.
 *
 * @param kind {@code equijoin}, {@code left}, {@code right}, {@code outer}, {@code leftsemi} or {@code leftanti}
 * @param sides the keys of each input, in the order of the inputs
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_Join.html">AWS</a>
 */
public record Join(String name, List<String> inputs, String kind, List<Side> sides) implements Node {
    private static final Set<String> KINDS = Set.of("equijoin", "left", "right", "outer", "leftsemi", "leftanti");
    private static final Set<String> LEFT_ONLY = Set.of("leftsemi", "leftanti");

    /** @param from id of the input */
    public record Side(String from, List<List<String>> keys) {
        static Side read(NodeFields fields) {
            return new Side(fields.required("From"), fields.requiredPaths("Keys"));
        }
    }

    static Join read(NodeFields fields) {
        var inputs = fields.texts("Inputs");
        var sides = fields.requiredStructures("Columns", Side::read);
        if (sides.size() != 2) {
            fields.invalid("Columns", "A join has the keys of exactly two inputs.");
        } else if (sides.get(0).keys().size() != sides.get(1).keys().size()) {
            fields.invalid("Columns", "Both inputs need the same number of keys, since they are compared one by one.");
        }
        for (int at = 0; at < sides.size(); at++) {
            if (!inputs.contains(sides.get(at).from())) {
                fields.invalid(
                        "Columns[" + at + "].From", "\"" + sides.get(at).from() + "\" is no input of this node.");
            }
        }
        return new Join(fields.required("Name"), inputs, fields.requiredOneOf("JoinType", KINDS), sides);
    }

    @Override
    public NodeType type() {
        return NodeType.JOIN;
    }

    /** The keys of an input; a document may name the inputs in another order than it gives their keys. */
    private List<List<String>> keys(int input) {
        var inPlace = sides.get(input);
        var from = inputs.get(input);
        return inPlace.from().equals(from)
                ? inPlace.keys()
                : sides.stream()
                        .filter(side -> side.from().equals(from))
                        .findFirst()
                        .orElse(inPlace)
                        .keys();
    }

    @Override
    public void check(NodeCheck check) {
        if (sides.size() != 2 || inputs.size() != 2) {
            return;
        }
        for (int input = 0; input < 2; input++) {
            for (var key : keys(input)) {
                check.requireComparable("Columns[" + input + "].Keys", input, key);
            }
        }
        types(check);
        duplicates(check);
    }

    private void types(NodeCheck check) {
        for (int at = 0; at < Math.min(keys(0).size(), keys(1).size()); at++) {
            var left = keys(0).get(at);
            var right = keys(1).get(at);
            check.requireEquatable("Columns", left, right);
            var leftType = check.schema(0).flatMap(schema -> schema.type(left));
            var rightType = check.schema(1).flatMap(schema -> schema.type(right));
            boolean one = leftType.filter(FieldType.STRING::equals).isPresent();
            boolean other = rightType.filter(FieldType.STRING::equals).isPresent();
            boolean known = Stream.concat(leftType.stream(), rightType.stream())
                            .filter(type -> !type.equals(FieldType.UNKNOWN))
                            .count()
                    == 2;
            if (known && one != other) {
                check.warn(
                        "Columns",
                        "\"" + String.join(".", left) + "\" is "
                                + leftType.get().hive() + " and \""
                                + String.join(".", right) + "\" is "
                                + rightType.get().hive()
                                + ": a text and a number are never equal. Change one with Change Schema first.");
            }
        }
    }

    private void duplicates(NodeCheck check) {
        if (kind.equals("equijoin") || LEFT_ONLY.contains(kind)) {
            return;
        }
        var left = check.schema(0).map(Schema::names).orElse(List.of());
        var both = check.schema(1).map(Schema::names).orElse(List.of()).stream()
                .filter(left::contains)
                .collect(Collectors.joining(", "));
        if (!both.isEmpty()) {
            check.error(
                    "JoinType",
                    "Both inputs have the columns " + both + ", which could not be told apart after the join. Rename"
                            + " those of one input with Change Schema first.");
        }
    }

    @Override
    public Output output(List<Output> inputs) {
        var left = inputs.get(0).schema();
        if (LEFT_ONLY.contains(kind)) {
            return Output.frame(left);
        }
        return Output.frame(left.flatMap(first -> inputs.get(1).schema().map(second -> joined(first, second))));
    }

    private Schema joined(Schema left, Schema right) {
        var taken = new HashSet<>(left.names());
        return Schema.of(Stream.concat(
                left.columns().stream(),
                right.columns().stream()
                        .map(column -> kind.equals("equijoin")
                                ? new Column(free(column.name(), taken), column.type())
                                : column)));
    }

    private static String free(String name, Set<String> taken) {
        var free = name;
        while (!taken.add(free)) {
            free = "." + free;
        }
        return free;
    }

    @Override
    public void write(NodeScript script) {
        if (kind.equals("equijoin")) {
            script.apply(
                    "Join",
                    Item.named("frame1", script.input(0)),
                    Item.named("frame2", script.input(1)),
                    Item.named("keys1", Python.texts(FieldNames.all(keys(0)))),
                    Item.named("keys2", Python.texts(FieldNames.all(keys(1)))));
            return;
        }
        var left = script.inputs().get(0).variable() + "DF";
        var other = script.inputs().get(1).variable() + "DF";
        var right = other.equals(left) ? left + "2" : other;
        script.need(Import.DYNAMIC_FRAME);
        script.assign(left, Python.call(script.inputs().get(0).variable() + ".toDF"));
        script.assign(right, Python.call(script.inputs().get(1).variable() + ".toDF"));
        var joined = Python.call(
                left + ".join",
                Item.of(Python.name(right)),
                Item.of(condition(left, right)),
                Item.of(Python.text(kind)));
        script.assign(Python.call(
                "DynamicFrame.fromDF",
                Item.of(joined),
                Item.of(Python.name("glueContext")),
                Item.of(Python.text(script.variable()))));
    }

    private Python condition(String left, String right) {
        var equal = IntStream.range(0, keys(0).size())
                .mapToObj(at -> "(" + column(left, keys(0).get(at)) + " == " + column(right, keys(1).get(at)) + ")")
                .toList();
        return Python.name(String.join(" & ", equal));
    }

    private static String column(String frame, List<String> path) {
        return frame + "[" + Python.text(FieldNames.quoted(path)).inline() + "]";
    }
}
