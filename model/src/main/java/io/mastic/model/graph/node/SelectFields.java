package io.mastic.model.graph.node;

import io.mastic.model.graph.schema.Output;
import io.mastic.model.graph.schema.Schema;
import io.mastic.model.graph.script.NodeScript;
import io.mastic.model.graph.script.Python;
import io.mastic.model.graph.script.Python.Item;
import java.util.List;

/**
 * Keeps the named columns, in the order of their names here.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_SelectFields.html">AWS</a>
 */
public record SelectFields(String name, List<String> inputs, List<List<String>> paths) implements Node {
    static SelectFields read(NodeFields fields) {
        return new SelectFields(fields.required("Name"), fields.texts("Inputs"), fields.requiredPaths("Paths"));
    }

    @Override
    public NodeType type() {
        return NodeType.SELECT_FIELDS;
    }

    @Override
    public void check(NodeCheck check) {
        paths.forEach(path -> check.expectColumn("Paths", 0, path));
        if (paths.stream().anyMatch(path -> path.size() > 1)) {
            check.error("Paths", "Only whole columns can be selected: use Change Schema for fields in them.");
        }
    }

    @Override
    public Output output(List<Output> inputs) {
        return Output.frame(inputs.get(0).schema().map(this::selected));
    }

    private Schema selected(Schema schema) {
        return schema.selected(paths.stream().map(path -> path.get(0)).toList());
    }

    @Override
    public void write(NodeScript script) {
        script.apply(
                "SelectFields",
                Item.named("frame", script.input(0)),
                Item.named("paths", Python.texts(FieldNames.all(paths))));
    }
}
