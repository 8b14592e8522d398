package io.mastic.model.graph.node;

import io.mastic.model.graph.schema.Output;
import io.mastic.model.graph.schema.Output.Frame;
import io.mastic.model.graph.schema.Schema;
import io.mastic.model.graph.script.NodeScript;
import io.mastic.model.graph.script.Python;
import io.mastic.model.graph.script.Python.Item;
import java.util.List;

/**
 * Puts out two frames: the named fields (index 0), and all others (index 1). Their keys are the library's.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_SplitFields.html">AWS</a>
 */
public record SplitFields(String name, List<String> inputs, List<List<String>> paths) implements Node {
    static SplitFields read(NodeFields fields) {
        return new SplitFields(fields.required("Name"), fields.texts("Inputs"), fields.requiredPaths("Paths"));
    }

    @Override
    public NodeType type() {
        return NodeType.SPLIT_FIELDS;
    }

    @Override
    public void check(NodeCheck check) {
        paths.forEach(path -> check.requireColumn("Paths", 0, path));
        if (paths.stream().anyMatch(path -> path.size() > 1)) {
            check.error("Paths", "Only whole columns can be split off: flatten structs first.");
        }
    }

    @Override
    public Output output(List<Output> inputs) {
        var schema = inputs.get(0).schema();
        return Output.collection(List.of(
                new Frame("", schema.map(this::selected)), new Frame("", schema.map(all -> all.without(paths)))));
    }

    private Schema selected(Schema schema) {
        return schema.selected(paths.stream().map(path -> path.get(0)).toList());
    }

    @Override
    public void write(NodeScript script) {
        script.apply(
                "SplitFields",
                Item.named("frame", script.input(0)),
                Item.named("paths", Python.texts(FieldNames.all(paths))));
    }
}
