package io.mastic.model.graph.node;

import java.util.Set;

/**
 * What a target does to the Data Catalog: nothing, or a table that a first run makes and later ones keep up with.
 *
 * @param updateBehavior {@code UPDATE_IN_DATABASE}: columns and partitions follow the data; {@code LOG}: only partitions
 * @param database and table, in a target that does not name them itself
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_DirectSchemaChangePolicy.html">AWS, direct</a>
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_CatalogSchemaChangePolicy.html">AWS, catalog</a>
 */
public record SchemaChangePolicy(boolean updatesCatalog, String updateBehavior, String database, String table) {
    private static final String UPDATE = "UPDATE_IN_DATABASE";
    private static final SchemaChangePolicy NONE = new SchemaChangePolicy(false, UPDATE, "", "");
    private static final Set<String> BEHAVIORS = Set.of(UPDATE, "LOG");

    /** The policy of a target that writes to a table. */
    static SchemaChangePolicy catalog(NodeFields fields) {
        return fields.structure("SchemaChangePolicy")
                .map(policy -> read(policy, "", ""))
                .orElse(NONE);
    }

    /** The policy of a target that writes to a folder. */
    static SchemaChangePolicy direct(NodeFields fields) {
        return fields.structure("SchemaChangePolicy")
                .map(policy -> read(
                        policy,
                        policy.text("Database").orElse(""),
                        policy.text("Table").orElse("")))
                .orElse(NONE);
    }

    private static SchemaChangePolicy read(NodeFields policy, String database, String table) {
        return new SchemaChangePolicy(
                policy.flag("EnableUpdateCatalog").orElse(false),
                policy.oneOf("UpdateBehavior", BEHAVIORS).orElse(UPDATE),
                database,
                table);
    }

    boolean updatesColumns() {
        return updatesCatalog && updateBehavior.equals(UPDATE);
    }

    /** An error if a table is to be kept up to date and none is named. */
    void checkTable(NodeCheck check) {
        if (updatesCatalog && (database.isEmpty() || table.isEmpty())) {
            check.error(
                    "SchemaChangePolicy",
                    "Database and Table are missing: name the table that the target creates and keeps up to date.");
        }
    }
}
