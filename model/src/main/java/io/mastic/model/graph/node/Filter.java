package io.mastic.model.graph.node;

import io.mastic.model.graph.schema.Output;
import io.mastic.model.graph.script.NodeScript;
import io.mastic.model.graph.script.Python.Item;
import java.util.List;

/**
 * Keeps the rows for which conditions hold.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_Filter.html">AWS</a>
 */
public record Filter(String name, List<String> inputs, Conditions conditions) implements Node {
    static Filter read(NodeFields fields) {
        return new Filter(fields.required("Name"), fields.texts("Inputs"), Conditions.read(fields));
    }

    @Override
    public NodeType type() {
        return NodeType.FILTER;
    }

    @Override
    public void check(NodeCheck check) {
        conditions.check("", check);
    }

    @Override
    public Output output(List<Output> inputs) {
        return Output.frame(inputs.get(0).schema());
    }

    @Override
    public void write(NodeScript script) {
        var schema = script.inputs().get(0).output().schema();
        script.apply(
                "Filter", Item.named("frame", script.input(0)), Item.predicate("f", conditions.python(schema, script)));
    }
}
