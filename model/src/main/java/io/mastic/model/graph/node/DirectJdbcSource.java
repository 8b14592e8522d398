package io.mastic.model.graph.node;

import io.mastic.model.graph.schema.Output;
import io.mastic.model.graph.script.NodeScript;
import io.mastic.model.graph.script.Python;
import io.mastic.model.graph.script.Python.Item;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a table of a relational database through a connection.
 *
 * @param database for the editor's pickers; to a run, the connection names it
 * @param kind {@code sqlserver}, {@code mysql}, {@code oracle}, {@code postgresql} or {@code redshift}
 * @param temporaryFolder of Redshift; that of the job if absent
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_DirectJDBCSource.html">AWS</a>
 */
public record DirectJdbcSource(
        String name,
        String database,
        String table,
        String connection,
        String kind,
        Optional<String> temporaryFolder,
        OutputSchemas outputSchemas)
        implements Node {
    private static final Set<String> KINDS = Set.of("sqlserver", "mysql", "oracle", "postgresql", "redshift");

    static DirectJdbcSource read(NodeFields fields) {
        return new DirectJdbcSource(
                fields.required("Name"),
                fields.required("Database"),
                fields.required("Table"),
                fields.required("ConnectionName"),
                fields.requiredOneOf("ConnectionType", KINDS),
                fields.text("RedshiftTmpDir").filter(folder -> !folder.isEmpty()),
                OutputSchemas.read(fields));
    }

    @Override
    public NodeType type() {
        return NodeType.DIRECT_JDBC_SOURCE;
    }

    @Override
    public Output output(List<Output> inputs) {
        return outputSchemas.frame();
    }

    @Override
    public void write(NodeScript script) {
        var options = new Entries()
                .text("useConnectionProperties", "true")
                .text("dbtable", table)
                .text("connectionName", connection);
        if (kind.equals("redshift")) {
            options.put("redshiftTmpDir", temporaryFolder.map(Python::text).orElseGet(script::temporaryFolder));
        }
        script.assign(Python.call(
                "glueContext.create_dynamic_frame.from_options",
                script.withContext(
                        Item.named("connection_type", Python.text(kind)),
                        Item.named("connection_options", options.dict()))));
    }
}
