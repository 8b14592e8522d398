package io.mastic.model.graph.node;

import io.mastic.model.graph.schema.FieldType;
import io.mastic.model.graph.schema.Output;
import io.mastic.model.graph.script.Import;
import io.mastic.model.graph.script.NodeScript;
import io.mastic.model.graph.script.Python;
import io.mastic.model.graph.script.Python.Item;
import java.util.List;

/**
 * Adds a column with a column's values, and for those that are missing the mean of numbers, or the most frequent value.
 *
 * @param filled the column to add
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_FillMissingValues.html">AWS</a>
 */
public record FillMissingValues(String name, List<String> inputs, String imputed, String filled) implements Node {
    static FillMissingValues read(NodeFields fields) {
        var imputed = fields.required("ImputedPath");
        var filled = fields.text("FilledPath").filter(path -> !path.isEmpty()).orElse(imputed + "_filled");
        return new FillMissingValues(fields.required("Name"), fields.texts("Inputs"), imputed, filled);
    }

    @Override
    public NodeType type() {
        return NodeType.FILL_MISSING_VALUES;
    }

    @Override
    public void check(NodeCheck check) {
        check.requireColumn("ImputedPath", 0, List.of(imputed));
    }

    @Override
    public Output output(List<Output> inputs) {
        return Output.frame(inputs.get(0)
                .schema()
                .map(schema -> schema.with(filled, schema.type(imputed).orElse(FieldType.UNKNOWN))));
    }

    @Override
    public void write(NodeScript script) {
        script.need(Import.FILL_MISSING_VALUES);
        script.apply(
                "FillMissingValues",
                Item.named("frame", script.input(0)),
                Item.named("missing_values_column", Python.text(imputed)),
                Item.named("output_column", Python.text(filled)));
    }
}
