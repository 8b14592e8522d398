package io.mastic.model.graph.node;

import io.mastic.model.graph.schema.Output;
import io.mastic.model.graph.schema.Schema;
import io.mastic.model.graph.script.NodeScript;
import io.mastic.model.graph.script.Python;
import io.mastic.model.graph.script.Python.Item;
import java.util.List;

/**
 * Gives one field another name, or another place.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_RenameField.html">AWS</a>
 */
public record RenameField(String name, List<String> inputs, List<String> source, List<String> target) implements Node {
    static RenameField read(NodeFields fields) {
        return new RenameField(
                fields.required("Name"),
                fields.texts("Inputs"),
                fields.requiredPath("SourcePath"),
                fields.requiredPath("TargetPath"));
    }

    @Override
    public NodeType type() {
        return NodeType.RENAME_FIELD;
    }

    @Override
    public void check(NodeCheck check) {
        check.expectColumn("SourcePath", 0, source);
        if (!source.equals(target)
                && check.schema(0).flatMap(schema -> schema.type(target)).isPresent()) {
            check.warn(
                    "TargetPath",
                    "The input has a column \"" + String.join(".", target) + "\" already, whose place this one takes.");
        }
    }

    @Override
    public Output output(List<Output> inputs) {
        return Output.frame(inputs.get(0).schema().map(this::renamed));
    }

    private Schema renamed(Schema schema) {
        var type = schema.type(source);
        if (type.isEmpty() || target.isEmpty()) {
            return schema;
        }
        var last = target.size() - 1;
        boolean inPlace = source.subList(0, source.size() - 1).equals(target.subList(0, last));
        if (source.equals(target)) {
            return schema;
        }
        return inPlace
                ? schema.without(List.of(target)).renamed(source, target.get(last))
                : schema.without(List.of(source)).with(target, type.get());
    }

    @Override
    public void write(NodeScript script) {
        script.apply(
                "RenameField",
                Item.named("frame", script.input(0)),
                Item.named("old_name", Python.text(FieldNames.quoted(source))),
                Item.named("new_name", Python.text(FieldNames.quoted(target))));
    }
}
