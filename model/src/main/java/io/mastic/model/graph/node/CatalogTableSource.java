package io.mastic.model.graph.node;

import io.mastic.model.graph.schema.Output;
import io.mastic.model.graph.script.NodeScript;
import io.mastic.model.graph.script.Python;
import io.mastic.model.graph.script.Python.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a table of the Data Catalog, wherever its rows are: files, a relational database, DynamoDB, Redshift.
 *
 * @param partitionPredicate Spark SQL over the partition keys
 * @param temporaryFolder of Redshift; that of the job if absent
 * @param role with which Redshift reaches the temporary folder
 * @param export {@code ddb} or {@code s3}: a table of DynamoDB is exported instead of scanned
 * @param pointInTimeRecovery whether the table of DynamoDB has it, which an export needs
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_CatalogSource.html">AWS</a>
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_S3CatalogSource.html">AWS, S3</a>
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_RelationalCatalogSource.html">AWS, databases</a>
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_DynamoDBCatalogSource.html">AWS, DynamoDB</a>
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_RedshiftSource.html">AWS, Redshift</a>
 */
public record CatalogTableSource(
        NodeType type,
        String name,
        String database,
        String table,
        Optional<String> partitionPredicate,
        Optional<Long> boundedSize,
        Optional<Long> boundedFiles,
        Optional<String> temporaryFolder,
        Optional<String> role,
        Optional<Boolean> pointInTimeRecovery,
        Optional<String> export,
        Optional<Boolean> unnestJson,
        OutputSchemas outputSchemas)
        implements Node {
    static CatalogTableSource read(NodeType type, NodeFields fields) {
        var additional = fields.structure("AdditionalOptions");
        return new CatalogTableSource(
                type,
                fields.required("Name"),
                fields.required("Database"),
                fields.required("Table"),
                fields.text("PartitionPredicate").filter(predicate -> !predicate.isBlank()),
                additional.flatMap(options -> options.wholeNumber("BoundedSize")),
                additional.flatMap(options -> options.wholeNumber("BoundedFiles")),
                fields.text("RedshiftTmpDir").filter(folder -> !folder.isEmpty()),
                fields.text("TmpDirIAMRole").filter(role -> !role.isEmpty()),
                fields.flag("PitrEnabled"),
                additional.flatMap(options -> options.oneOf("DynamodbExport", Set.of("ddb", "s3"))),
                additional.flatMap(options -> options.flag("DynamodbUnnestDDBJson")),
                OutputSchemas.read(fields));
    }

    @Override
    public void check(NodeCheck check) {
        if (export.isPresent()
                && pointInTimeRecovery.filter(enabled -> !enabled).isPresent()) {
            check.warn(
                    "PitrEnabled",
                    "An export needs point-in-time recovery: enable it for the table, or leave DynamodbExport out.");
        }
        if (boundedSize.isPresent() && boundedFiles.isPresent()) {
            check.warn(
                    "AdditionalOptions",
                    "Both BoundedSize and BoundedFiles are set: a run stops at whichever it meets first.");
        }
    }

    @Override
    public Optional<Origin> origin() {
        return Optional.of(new Origin.Table(database, table));
    }

    @Override
    public Output output(List<Output> inputs) {
        return outputSchemas.frame();
    }

    @Override
    public Output output(List<Output> inputs, TableSchemas tables) {
        return outputSchemas.frame(() -> tables.of(new Origin.Table(database, table)));
    }

    @Override
    public void write(NodeScript script) {
        var arguments = new ArrayList<Item>();
        arguments.add(Item.named("database", Python.text(database)));
        arguments.add(Item.named("table_name", Python.text(table)));
        if (type == NodeType.REDSHIFT_SOURCE) {
            arguments.add(Item.named(
                    "redshift_tmp_dir", temporaryFolder.map(Python::text).orElseGet(script::temporaryFolder)));
        }
        partitionPredicate.ifPresent(
                predicate -> arguments.add(Item.named("push_down_predicate", Python.text(predicate))));
        var options = new Entries()
                .text("boundedSize", boundedSize.map(String::valueOf))
                .text("boundedFiles", boundedFiles.map(String::valueOf))
                .text("aws_iam_role", role)
                .text("dynamodb.export", export)
                .flag("dynamodb.unnestDDBJson", unnestJson);
        if (!options.isEmpty()) {
            arguments.add(Item.named("additional_options", options.dict()));
        }
        script.assign(Python.call(
                "glueContext.create_dynamic_frame.from_catalog", script.withContext(arguments.toArray(Item[]::new))));
    }
}
