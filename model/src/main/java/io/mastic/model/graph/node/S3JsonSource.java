package io.mastic.model.graph.node;

import io.mastic.model.graph.schema.Output;
import io.mastic.model.graph.script.NodeScript;
import io.mastic.model.graph.script.Python;
import java.util.List;
import java.util.Optional;

/**
 * Reads JSON files on S3.
 *
 * @param jsonPath where in each file the records are
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_S3JsonSource.html">AWS</a>
 */
public record S3JsonSource(
        String name, FileOptions files, Optional<String> jsonPath, boolean multiline, OutputSchemas outputSchemas)
        implements Node {
    static S3JsonSource read(NodeFields fields) {
        return new S3JsonSource(
                fields.required("Name"),
                FileOptions.read(fields, FileOptions.TEXT_COMPRESSIONS),
                fields.text("JsonPath").filter(path -> !path.isEmpty()),
                fields.flag("Multiline").orElse(false),
                OutputSchemas.read(fields));
    }

    @Override
    public NodeType type() {
        return NodeType.S3_JSON_SOURCE;
    }

    @Override
    public Optional<Origin> origin() {
        return Optional.of(new Origin.Json(files, jsonPath));
    }

    @Override
    public Output output(List<Output> inputs) {
        return outputSchemas.frame();
    }

    @Override
    public void check(NodeCheck check) {
        files.check(check);
    }

    @Override
    public void write(NodeScript script) {
        files.write(script, "json", new Entries().text("jsonPath", jsonPath).put("multiLine", Python.flag(multiline)));
    }
}
