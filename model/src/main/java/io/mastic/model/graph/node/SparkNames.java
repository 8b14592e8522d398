package io.mastic.model.graph.node;

/** Names of tables and columns as Spark's calls parse them: in backticks. */
final class SparkNames {
    private SparkNames() {}

    static String table(String database, String table) {
        return quoted(database) + "." + quoted(table);
    }

    /** A table of the catalog that Glue's jobs configure for Iceberg. */
    static String icebergTable(String database, String table) {
        return "glue_catalog." + table(database, table);
    }

    static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }
}
