package io.mastic.model.graph.node;

import io.mastic.model.graph.schema.Output;
import io.mastic.model.graph.script.NodeScript;
import io.mastic.model.graph.script.Python;
import io.mastic.model.graph.script.Python.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes to a table of the Data Catalog that is in Redshift, in the older form of such a node.
 *
 * @param temporaryFolder on S3; that of the job if absent
 * @param upsert replaces rows of the same keys, through a connection
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_RedshiftTarget.html">AWS</a>
 */
public record RedshiftTarget(
        String name,
        List<String> inputs,
        String database,
        String table,
        Optional<String> temporaryFolder,
        Optional<String> role,
        Optional<Upsert> upsert)
        implements Node {
    /**
     * @param location the table's name in Redshift, after its schema's and perhaps its database's
     * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_UpsertRedshiftTargetOptions.html">AWS</a>
     */
    public record Upsert(String location, String connection, List<String> keys) {
        static Upsert read(NodeFields fields) {
            return new Upsert(
                    fields.text("TableLocation").orElse(""),
                    fields.text("ConnectionName").orElse(""),
                    fields.texts("UpsertKeys"));
        }

        private WarehouseWrite rows() {
            var parts = location.split("\\.", -1);
            return new WarehouseWrite(
                    SqlNames.REDSHIFT,
                    parts.length > 1 ? Optional.of(parts[parts.length - 2]) : Optional.empty(),
                    parts[parts.length - 1],
                    "merge",
                    Optional.of(new WarehouseMerge(keys, "update", "insert", false, "")),
                    Optional.empty(),
                    List.of(),
                    Optional.empty(),
                    Optional.empty());
        }
    }

    static RedshiftTarget read(NodeFields fields) {
        return new RedshiftTarget(
                fields.required("Name"),
                fields.texts("Inputs"),
                fields.required("Database"),
                fields.required("Table"),
                fields.text("RedshiftTmpDir").filter(folder -> !folder.isEmpty()),
                fields.text("TmpDirIAMRole").filter(role -> !role.isEmpty()),
                fields.structure("UpsertRedshiftOptions").map(Upsert::read));
    }

    @Override
    public NodeType type() {
        return NodeType.REDSHIFT_TARGET;
    }

    @Override
    public void check(NodeCheck check) {
        upsert.ifPresent(one -> {
            if (one.rows().table().isEmpty()
                    || one.connection().isEmpty()
                    || one.keys().isEmpty()) {
                check.error(
                        "UpsertRedshiftOptions",
                        "An upsert needs all of TableLocation, ConnectionName and UpsertKeys: give them, or leave the"
                                + " structure out.");
            }
            one.keys().forEach(key -> check.requireColumn("UpsertRedshiftOptions.UpsertKeys", 0, List.of(key)));
        });
    }

    @Override
    public Output output(List<Output> inputs) {
        return Output.NONE;
    }

    @Override
    public void write(NodeScript script) {
        var folder = temporaryFolder.map(Python::text).orElseGet(script::temporaryFolder);
        if (upsert.isPresent()) {
            writeUpsert(script, folder, upsert.get());
            return;
        }
        var arguments = new ArrayList<>(List.of(
                Item.named("frame", script.input(0)),
                Item.named("database", Python.text(database)),
                Item.named("table_name", Python.text(table)),
                Item.named("redshift_tmp_dir", folder)));
        role.ifPresent(arn -> arguments.add(Item.named(
                "additional_options", new Entries().text("aws_iam_role", arn).dict())));
        script.assign(Python.call(
                "glueContext.write_dynamic_frame.from_catalog", script.withContext(arguments.toArray(Item[]::new))));
    }

    private void writeUpsert(NodeScript script, Python folder, Upsert how) {
        var rows = how.rows();
        var options = new Entries()
                .put("redshiftTmpDir", folder)
                .text("useConnectionProperties", "true")
                .text("connectionName", how.connection())
                .text("aws_iam_role", role)
                .text("dbtable", SqlNames.OPTION.of(rows.schema(), rows.loaded(script.nodeId())))
                .text("preactions", rows.preactions(script.nodeId()))
                .text(
                        "postactions",
                        rows.postactions(script.nodeId(), script.inputs().get(0).output()));
        script.assign(Python.call(
                "glueContext.write_dynamic_frame.from_options",
                script.withContext(
                        Item.named("frame", script.input(0)),
                        Item.named("connection_type", Python.text("redshift")),
                        Item.named("connection_options", options.dict()))));
    }
}
