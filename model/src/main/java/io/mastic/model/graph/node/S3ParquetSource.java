package io.mastic.model.graph.node;

import io.mastic.model.graph.schema.Output;
import io.mastic.model.graph.script.NodeScript;
import java.util.List;
import java.util.Optional;

/**
 * Reads Parquet files on S3, which tell their columns and compression themselves.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_S3ParquetSource.html">AWS</a>
 */
public record S3ParquetSource(String name, FileOptions files, OutputSchemas outputSchemas) implements Node {
    static S3ParquetSource read(NodeFields fields) {
        return new S3ParquetSource(
                fields.required("Name"),
                FileOptions.read(fields, FileOptions.PARQUET_COMPRESSIONS).selfDescribing(),
                OutputSchemas.read(fields));
    }

    @Override
    public NodeType type() {
        return NodeType.S3_PARQUET_SOURCE;
    }

    @Override
    public Optional<Origin> origin() {
        return Optional.of(new Origin.Parquet(files));
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
        files.write(script, "parquet", new Entries());
    }
}
