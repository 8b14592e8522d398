package io.mastic.model.graph.node;

import java.util.Map;
import java.util.Optional;

/** Options of Hudi's writer: the user's, and what the node's other fields say. */
final class HudiOptions {
    private static final String WRITE = "hoodie.datasource.write.";
    private static final String SYNC = "hoodie.datasource.hive_sync.";

    private HudiOptions() {}

    static void check(NodeCheck check, Map<String, String> own) {
        if (!own.containsKey(WRITE + "recordkey.field")) {
            check.warn(
                    "AdditionalOptions",
                    "No " + WRITE
                            + "recordkey.field is set: Hudi makes up keys, or fails in old versions. Name the columns"
                            + " that tell rows apart.");
        }
        boolean upserts = own.getOrDefault(WRITE + "operation", "upsert").equals("upsert");
        if (upserts && !own.containsKey(WRITE + "precombine.field")) {
            check.schema(0)
                    .filter(schema -> schema.type("ts").isEmpty())
                    .ifPresent(schema -> check.warn(
                            "AdditionalOptions",
                            "No " + WRITE + "precombine.field is set and there is no column \"ts\", by which Hudi then"
                                    + " tells the newest of rows with one key: name a column, or choose another "
                                    + WRITE + "operation."));
        }
    }

    /** @param table its name, which Hudi keeps in the table's folder */
    static Entries of(Map<String, String> own, String table, PartitionKeys keys, Optional<String> compression) {
        var options = new Entries().texts(own).putIfAbsent("hoodie.table.name", table);
        compression.ifPresent(kind -> options.putIfAbsent("hoodie.parquet.compression.codec", kind));
        if (!keys.paths().isEmpty()) {
            options.putIfAbsent(WRITE + "partitionpath.field", keys.joined())
                    .putIfAbsent(WRITE + "hive_style_partitioning", "true");
        }
        if (keys.paths().size() > 1) {
            options.putIfAbsent(WRITE + "keygenerator.class", "org.apache.hudi.keygen.ComplexKeyGenerator");
        }
        return options;
    }

    /** Has Hudi keep a table of the Data Catalog up to date. */
    static void sync(Entries options, String database, String table, PartitionKeys keys) {
        options.putIfAbsent(SYNC + "enable", "true")
                .putIfAbsent(SYNC + "mode", "hms")
                .putIfAbsent(SYNC + "use_jdbc", "false")
                .putIfAbsent(SYNC + "database", database)
                .putIfAbsent(SYNC + "table", table);
        if (keys.paths().isEmpty()) {
            options.putIfAbsent(SYNC + "partition_extractor_class", "org.apache.hudi.hive.NonPartitionedExtractor");
        } else {
            options.putIfAbsent(SYNC + "partition_fields", keys.joined())
                    .putIfAbsent(
                            SYNC + "partition_extractor_class", "org.apache.hudi.hive.MultiPartKeysValueExtractor");
        }
    }
}
