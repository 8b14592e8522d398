package io.mastic.model.graph.node;

import io.mastic.model.graph.schema.Output;
import io.mastic.model.graph.script.NodeScript;
import io.mastic.model.graph.script.Python;
import io.mastic.model.graph.script.Python.Item;
import java.util.List;
import java.util.Map;

/**
 * Reads a Hudi or Delta table that is a folder on S3.
 *
 * @param paths the one folder
 * @param options of the format's own reader
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_S3HudiSource.html">AWS, Hudi</a>
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_S3DeltaSource.html">AWS, Delta</a>
 */
public record LakeFileSource(
        NodeType type, String name, List<String> paths, Map<String, String> options, OutputSchemas outputSchemas)
        implements Node {
    static LakeFileSource read(NodeType type, NodeFields fields) {
        return new LakeFileSource(
                type,
                fields.required("Name"),
                fields.requiredTexts("Paths"),
                fields.map("Additional" + LakeFormat.of(type).title() + "Options"),
                OutputSchemas.read(fields));
    }

    @Override
    public void check(NodeCheck check) {
        if (paths.size() > 1) {
            check.error(
                    "Paths",
                    "A " + LakeFormat.of(type).title()
                            + " table is one folder: only the first path would be read. Give the others nodes of their"
                            + " own.");
        }
    }

    @Override
    public Output output(List<Output> inputs) {
        return outputSchemas.frame();
    }

    @Override
    public void write(NodeScript script) {
        var format = Python.text(LakeFormat.of(type).word());
        var reader = Python.call("spark.read.format", Item.of(format));
        var configured = options.isEmpty()
                ? reader
                : Python.method(
                        reader,
                        "options",
                        Item.spread(new Entries().texts(options).dict()));
        script.assignDataFrame(Python.method(configured, "load", Item.of(Python.text(paths.get(0)))));
    }
}
