package io.mastic.model.graph.node;

import java.util.Set;

/**
 * What a target does to the Data Catalog: nothing, or a table that a first run makes and later ones keep up with.
 *
 * @param updateBehavior {@code UPDATE_IN_DATABASE}: columns and partitions follow the data; {@code LOG}: only partitions
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_DirectSchemaChangePolicy.html">AWS</a>
 */
public record SchemaChangePolicy(boolean updatesCatalog, String updateBehavior, String database, String table) {
    private static final SchemaChangePolicy NONE = new SchemaChangePolicy(false, "UPDATE_IN_DATABASE", "", "");
    private static final Set<String> BEHAVIORS = Set.of("UPDATE_IN_DATABASE", "LOG");

    /** The member {@code SchemaChangePolicy}; database and table are its own in a direct target. */
    static SchemaChangePolicy read(NodeFields fields) {
        return fields.structure("SchemaChangePolicy")
                .map(policy -> new SchemaChangePolicy(
                        policy.flag("EnableUpdateCatalog").orElse(false),
                        policy.oneOf("UpdateBehavior", BEHAVIORS).orElse("UPDATE_IN_DATABASE"),
                        policy.text("Database").orElse(""),
                        policy.text("Table").orElse("")))
                .orElse(NONE);
    }

    void check(NodeCheck check) {
        if (updatesCatalog && (database.isEmpty() || table.isEmpty())) {
            check.error(
                    "SchemaChangePolicy",
                    "Database and Table are missing: name the table that the target creates and keeps up to date.");
        }
    }
}
