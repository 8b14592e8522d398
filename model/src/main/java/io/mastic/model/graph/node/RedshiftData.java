package io.mastic.model.graph.node;

import io.mastic.model.graph.schema.Output;
import io.mastic.model.graph.script.NodeScript;
import io.mastic.model.graph.script.Python;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a node of Redshift reads or writes.
 *
 * @param catalog whether a table of the Data Catalog leads to it
 * @param query instead of a table, in a source
 * @param connection in the catalog's case, that of the crawler
 * @param schema and table, as Redshift has them
 * @param temporaryFolder on S3; that of the job if absent
 * @param columns with their types
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_AmazonRedshiftNodeData.html">AWS</a>
 */
record RedshiftData(
        boolean catalog,
        Optional<String> query,
        Optional<String> connection,
        Optional<String> schema,
        Optional<String> table,
        Optional<String> catalogDatabase,
        Optional<String> catalogTable,
        Optional<String> temporaryFolder,
        Optional<String> role,
        Map<String, String> advanced,
        List<Option> columns) {
    static RedshiftData read(NodeFields data) {
        boolean catalog =
                data.text("AccessType").filter("catalog"::equalsIgnoreCase).isPresent();
        var advanced = new LinkedHashMap<String, String>();
        data.structures(
                        "AdvancedOptions",
                        option -> Map.entry(
                                option.text("Key").orElse(""),
                                option.text("Value").orElse("")))
                .forEach(option -> advanced.put(option.getKey(), option.getValue()));
        advanced.remove("");
        return new RedshiftData(
                catalog,
                data.text("SourceType").filter("query"::equalsIgnoreCase).flatMap(word -> data.text("SampleQuery")),
                catalog ? text(data, "CrawlerConnection") : Option.value(data, "Connection"),
                catalog ? text(data, "CatalogRedshiftSchema") : Option.value(data, "Schema"),
                catalog ? text(data, "CatalogRedshiftTable") : Option.value(data, "Table"),
                Option.value(data, "CatalogDatabase"),
                Option.value(data, "CatalogTable"),
                text(data, "TempDir"),
                Option.value(data, "IamRole"),
                advanced,
                Option.all(data, "TableSchema"));
    }

    private static Optional<String> text(NodeFields data, String field) {
        return data.text(field).filter(text -> !text.isEmpty());
    }

    void check(NodeCheck check) {
        if (catalog && (catalogDatabase.isEmpty() || catalogTable.isEmpty())) {
            check.error("Data.CatalogTable", "Choose the database and table of the Data Catalog.");
        }
        if (!catalog && connection.isEmpty()) {
            check.error("Data.Connection", "Choose the connection to Redshift.");
        }
    }

    Output output() {
        return Output.frame(Option.schema(columns));
    }

    /** The options that reach Redshift by the connection. */
    Entries options(NodeScript script) {
        return new Entries()
                .put("redshiftTmpDir", folder(script))
                .text("useConnectionProperties", "true")
                .text("connectionName", connection)
                .text("aws_iam_role", role)
                .texts(advanced);
    }

    Python folder(NodeScript script) {
        return temporaryFolder.map(Python::text).orElseGet(script::temporaryFolder);
    }
}
