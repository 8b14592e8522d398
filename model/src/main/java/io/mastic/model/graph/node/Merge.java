package io.mastic.model.graph.node;

import io.mastic.model.graph.schema.Column;
import io.mastic.model.graph.schema.FieldType;
import io.mastic.model.graph.schema.Output;
import io.mastic.model.graph.schema.Schema;
import io.mastic.model.graph.script.NodeScript;
import io.mastic.model.graph.script.Python;
import io.mastic.model.graph.script.Python.Item;
import java.util.List;

/**
 * Replaces the rows of a frame by those of a staging frame with the same primary key, and adds all other staged rows. Rows
 * with equal keys in one frame all stay.
 *
 * @param source id of the input whose rows are replaced; the other one is the staging frame
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_Merge.html">AWS</a>
 */
public record Merge(String name, List<String> inputs, String source, List<List<String>> primaryKeys) implements Node {
    static Merge read(NodeFields fields) {
        var inputs = fields.texts("Inputs");
        var source = fields.required("Source");
        if (!source.isEmpty() && !inputs.contains(source)) {
            fields.invalid("Source", "\"" + source + "\" is no input of this node.");
        }
        return new Merge(fields.required("Name"), inputs, source, fields.requiredPaths("PrimaryKeys"));
    }

    @Override
    public NodeType type() {
        return NodeType.MERGE;
    }

    private int sourceIndex() {
        return inputs.size() > 1 && inputs.get(1).equals(source) ? 1 : 0;
    }

    @Override
    public void check(NodeCheck check) {
        for (var key : primaryKeys) {
            check.requireComparable("PrimaryKeys", 0, key);
            check.requireComparable("PrimaryKeys", 1, key);
            check.requireEquatable("PrimaryKeys", key, key);
            if (key.size() > 1) {
                check.error(
                        "PrimaryKeys", "A primary key is a whole column, not a field in one: flatten structs first.");
            }
        }
    }

    @Override
    public Output output(List<Output> inputs) {
        var source = inputs.get(sourceIndex()).schema();
        var staging = inputs.get(1 - sourceIndex()).schema();
        return Output.frame(source.flatMap(base -> staging.map(staged -> merged(base, staged))));
    }

    private static Schema merged(Schema base, Schema staged) {
        var all = base;
        for (Column column : staged.columns()) {
            var other = base.type(column.name());
            boolean same = other.isEmpty() || other.get().equals(column.type());
            all = all.with(column.name(), same ? column.type() : FieldType.UNKNOWN);
        }
        return all;
    }

    @Override
    public void write(NodeScript script) {
        script.assign(Python.call(
                script.inputs().get(sourceIndex()).variable() + ".mergeDynamicFrame",
                script.withContext(
                        Item.named("stage_dynamic_frame", script.input(1 - sourceIndex())),
                        Item.named(
                                "primary_keys",
                                Python.texts(primaryKeys.stream()
                                        .map(key -> String.join(".", key))
                                        .toList())))));
    }
}
