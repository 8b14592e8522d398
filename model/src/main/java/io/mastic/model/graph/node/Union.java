package io.mastic.model.graph.node;

import io.mastic.model.graph.schema.Column;
import io.mastic.model.graph.schema.FieldType;
import io.mastic.model.graph.schema.Output;
import io.mastic.model.graph.schema.Schema;
import io.mastic.model.graph.script.NodeScript;
import io.mastic.model.graph.script.Python;
import io.mastic.model.graph.script.Python.Item;
import io.mastic.model.graph.script.ScriptFunction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The rows of two frames. Columns are united by position, as SQL does it, and have the names of the first input.
 *
 * @param kind {@code ALL}, or {@code DISTINCT} to keep one of equal rows
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_Union.html">AWS</a>
 */
public record Union(String name, List<String> inputs, String kind) implements Node {
    private static final Set<String> KINDS = Set.of("ALL", "DISTINCT");

    static Union read(NodeFields fields) {
        return new Union(fields.required("Name"), fields.texts("Inputs"), fields.requiredOneOf("UnionType", KINDS));
    }

    @Override
    public NodeType type() {
        return NodeType.UNION;
    }

    @Override
    public void check(NodeCheck check) {
        check.schema(0).ifPresent(first -> check.schema(1).ifPresent(second -> {
            var names = first.names();
            var others = second.names();
            if (names.size() != others.size()) {
                check.error(
                        "Inputs",
                        "The first input has " + names.size() + " columns and the second one " + others.size()
                                + ". Make them the same with Change Schema first.");
            } else if (!names.equals(others)) {
                check.warn(
                        "Inputs",
                        "Columns are united by position, and their names differ: " + String.join(", ", names)
                                + " and " + String.join(", ", others)
                                + ". Bring them into the same order with Change Schema if that is not meant.");
            }
            apart(first, second)
                    .ifPresent(at -> check.error(
                            "Inputs",
                            "Columns are united by position, and \"" + names.get(at) + "\" ("
                                    + first.columns().get(at).type().hive() + ") does not go together with \""
                                    + others.get(at) + "\" ("
                                    + second.columns().get(at).type().hive()
                                    + "). Make them the same with Change Schema first."));
            if (kind.equals("DISTINCT")) {
                names.forEach(column -> check.requireComparable("Inputs", 0, List.of(column)));
            }
        }));
    }

    private static OptionalInt apart(Schema first, Schema second) {
        return IntStream.range(
                        0, Math.min(first.columns().size(), second.columns().size()))
                .filter(at -> !first.columns()
                        .get(at)
                        .type()
                        .unitesWith(second.columns().get(at).type()))
                .findFirst();
    }

    @Override
    public Output output(List<Output> inputs) {
        return Output.frame(inputs.get(0).schema().map(first -> inputs.get(1)
                .schema()
                .map(second -> united(first, second))
                .orElse(first)));
    }

    private static Schema united(Schema first, Schema second) {
        var others = second.columns();
        return Schema.of(IntStream.range(0, first.columns().size()).mapToObj(at -> {
            var column = first.columns().get(at);
            boolean same = at < others.size() && others.get(at).type().equals(column.type());
            return same ? column : new Column(column.name(), FieldType.UNKNOWN);
        }));
    }

    @Override
    public void write(NodeScript script) {
        script.need(ScriptFunction.SPARK_UNION);
        var mapping = new LinkedHashMap<String, Python>();
        mapping.put("source1", script.input(0));
        mapping.put("source2", script.input(1));
        script.assign(Python.call(
                "sparkUnion",
                script.withContext(
                        Item.of(Python.name("glueContext")),
                        Item.named("unionType", Python.text(kind)),
                        Item.named("mapping", Python.dict(mapping)))));
    }
}
