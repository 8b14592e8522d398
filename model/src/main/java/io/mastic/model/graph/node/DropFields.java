package io.mastic.model.graph.node;

import io.mastic.model.graph.schema.Output;
import io.mastic.model.graph.script.NodeScript;
import io.mastic.model.graph.script.Python;
import io.mastic.model.graph.script.Python.Item;
import java.util.List;

/**
 * Removes the named fields; a struct that loses all its fields goes as well.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_DropFields.html">AWS</a>
 */
public record DropFields(String name, List<String> inputs, List<List<String>> paths) implements Node {
    static DropFields read(NodeFields fields) {
        return new DropFields(fields.required("Name"), fields.texts("Inputs"), fields.requiredPaths("Paths"));
    }

    @Override
    public NodeType type() {
        return NodeType.DROP_FIELDS;
    }

    @Override
    public void check(NodeCheck check) {
        paths.forEach(path -> check.expectColumn("Paths", 0, path));
    }

    @Override
    public Output output(List<Output> inputs) {
        return Output.frame(inputs.get(0).schema().map(schema -> schema.without(paths)));
    }

    @Override
    public void write(NodeScript script) {
        script.apply(
                "DropFields",
                Item.named("frame", script.input(0)),
                Item.named("paths", Python.texts(FieldNames.all(paths))));
    }
}
