package io.mastic.runtime.metastore;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mastic.runtime.catalog.HiveTypes;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.hive.metastore.api.FieldSchema;
import org.apache.hadoop.hive.metastore.api.SerDeInfo;
import org.apache.hadoop.hive.metastore.api.Table;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Shows Spark a table whose SerDe it does not have, or would misread, as a table of one of its own readers. What was
 * replaced lies in a parameter with a prefix that Spark hides from users and keeps when the table is altered; it is put
 * back before anything is written to the catalog.
 */
final class PresentedTable {
    /** A class that Spark has, since ALTER TABLE loads a table's SerDe. */
    static final String LAZY_SIMPLE = "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe";

    static final String PROVIDER = "spark.sql.sources.provider";

    private static final String PRESENTED = "spark.sql.sources.presented";
    private static final String SOURCES = "spark.sql.sources.";
    private static final String PARTITION_PROVIDER = "spark.sql.partitionProvider";
    private static final String PATH = "path";
    private static final ObjectMapper JSON = new ObjectMapper();

    private PresentedTable() {}

    /**
     * What was replaced.
     *
     * @param library of the SerDe; empty for none
     * @param provider that the table's parameters named; empty for none
     * @param added options and their values
     */
    private record Original(String library, String provider, Map<String, String> added) {
        static Original parse(String text) {
            try {
                return JSON.readValue(text, Original.class);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("Parameter " + PRESENTED + " was changed: " + text, e);
            }
        }

        String text() {
            try {
                return JSON.writeValueAsString(this);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** The table as Spark is to see it; the given one is changed. */
    static Table present(Table hive, com.amazonaws.services.glue.model.Table glue) {
        Optional<SparkReader> reader = SparkReader.of(hive, glue);
        if (reader.isEmpty()) {
            return hive;
        }
        Optional<StructType> schema = schema(hive);
        if (schema.isEmpty()) {
            return hive;
        }
        Map<String, String> parameters = hive.getParameters();
        SerDeInfo serializer = hive.getSd().getSerdeInfo();
        Map<String, String> added = new HashMap<>(reader.get().options());
        if (hive.getSd().getLocation() != null) {
            added.put(PATH, hive.getSd().getLocation());
        }
        String library = serializer.getSerializationLib() == null ? "" : serializer.getSerializationLib();
        Original original = new Original(library, parameters.getOrDefault(PROVIDER, ""), added);
        parameters.put(PRESENTED, original.text());
        parameters.put(PROVIDER, reader.get().provider());
        if (!parameters.containsKey(SOURCES + "schema")) {
            parameters.put(SOURCES + "schema", schema.get().json());
            parameters.put(SOURCES + "schema.numPartCols", String.valueOf(hive.getPartitionKeysSize()));
            for (int i = 0; i < hive.getPartitionKeysSize(); i++) {
                parameters.put(
                        SOURCES + "schema.partCol." + i,
                        hive.getPartitionKeys().get(i).getName());
            }
        }
        parameters.put(PARTITION_PROVIDER, "catalog");
        serializer.setSerializationLib(LAZY_SIMPLE);
        serializer.getParameters().putAll(added);
        return hive;
    }

    /** Empty if a column has a type that Spark does not know: the table is left as it is. */
    private static Optional<StructType> schema(Table hive) {
        StructType all = new StructType();
        try {
            for (FieldSchema column : hive.getSd().getCols()) {
                all = all.add(field(column));
            }
            for (FieldSchema key : hive.getPartitionKeys()) {
                all = all.add(field(key));
            }
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        return Optional.of(all);
    }

    private static StructField field(FieldSchema column) {
        StructField field = DataTypes.createStructField(column.getName(), HiveTypes.parse(column.getType()), true);
        return column.getComment() == null ? field : field.withComment(column.getComment());
    }

    /** The table as it is stored. The given one, which Spark may still use, is not changed. */
    static Table original(Table presented) {
        Table hive = presented.deepCopy();
        String mark = hive.getParameters() == null ? null : hive.getParameters().remove(PRESENTED);
        if (mark == null) {
            return hive;
        }
        Original original = Original.parse(mark);
        Map<String, String> parameters = hive.getParameters();
        parameters.remove(PARTITION_PROVIDER);
        if (original.provider().isEmpty()) {
            parameters.keySet().removeIf(name -> name.startsWith(SOURCES));
        } else {
            parameters.put(PROVIDER, original.provider());
        }
        SerDeInfo serializer = hive.getSd().getSerdeInfo();
        serializer.setSerializationLib(original.library().isEmpty() ? null : original.library());
        if (serializer.getParameters() != null) {
            original.added().forEach((name, value) -> serializer.getParameters().remove(name, value));
            serializer.getParameters().remove(PATH);
        }
        return hive;
    }

    static boolean isPresented(Table hive) {
        return hive.getParameters().containsKey(PRESENTED);
    }
}
