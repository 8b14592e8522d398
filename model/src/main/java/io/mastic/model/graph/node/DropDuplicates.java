package io.mastic.model.graph.node;

import io.mastic.model.graph.schema.Output;
import io.mastic.model.graph.schema.Schema;
import io.mastic.model.graph.script.Import;
import io.mastic.model.graph.script.NodeScript;
import io.mastic.model.graph.script.Python;
import io.mastic.model.graph.script.Python.Item;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Keeps one of the rows that are equal, or equal in some columns.
 *
 * @param columns none for whole rows
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_DropDuplicates.html">AWS</a>
 */
public record DropDuplicates(String name, List<String> inputs, List<List<String>> columns) implements Node {
    private static final Pattern LIMITED = Pattern.compile("[A-Za-z0-9_-]*");

    static DropDuplicates read(NodeFields fields) {
        var columns = fields.paths("Columns");
        columns.stream()
                .flatMap(List::stream)
                .filter(name -> !LIMITED.matcher(name).matches())
                .forEach(name -> fields.invalid(
                        "Columns",
                        "\"" + name
                                + "\" cannot be named here: the API allows letters, digits, _ and -. Rename the column"
                                + " first, or use a SQL node."));
        return new DropDuplicates(fields.required("Name"), fields.texts("Inputs"), columns);
    }

    @Override
    public NodeType type() {
        return NodeType.DROP_DUPLICATES;
    }

    @Override
    public void check(NodeCheck check) {
        if (columns.isEmpty()) {
            check.schema(0)
                    .map(Schema::names)
                    .orElse(List.of())
                    .forEach(column -> check.requireComparable("Columns", 0, List.of(column)));
        }
        for (var column : columns) {
            check.requireComparable("Columns", 0, column);
            if (column.size() > 1) {
                check.error(
                        "Columns", "Only whole columns can be compared, not fields in them: flatten structs first.");
            }
        }
    }

    @Override
    public Output output(List<Output> inputs) {
        return Output.frame(inputs.get(0).schema());
    }

    @Override
    public void write(NodeScript script) {
        script.need(Import.DYNAMIC_FRAME);
        var names = columns.stream().map(column -> String.join(".", column)).toList();
        var rows = script.inputs().get(0).variable() + ".toDF().dropDuplicates";
        script.assign(Python.call(
                "DynamicFrame.fromDF",
                Item.of(names.isEmpty() ? Python.call(rows) : Python.call(rows, Item.of(Python.texts(names)))),
                Item.of(Python.name("glueContext")),
                Item.of(Python.text(script.variable()))));
    }
}
