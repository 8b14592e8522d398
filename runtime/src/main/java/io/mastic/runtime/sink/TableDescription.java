package io.mastic.runtime.sink;

import com.amazonaws.services.glue.model.Column;
import com.amazonaws.services.glue.model.SerDeInfo;
import com.amazonaws.services.glue.model.StorageDescriptor;
import com.amazonaws.services.glue.model.Table;
import com.amazonaws.services.glue.model.TableInput;
import io.mastic.runtime.catalog.HiveTypes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.types.StructField;

/**
 * A table as a crawler would describe it: names in lower case, types by Hive's names.
 */
record TableDescription(
        String name,
        List<Column> columns,
        List<Column> keyColumns,
        StorageDescriptor storage,
        Map<String, String> parameters) {
    private static final String TEXT_INPUT = "org.apache.hadoop.mapred.TextInputFormat";
    private static final String TEXT_OUTPUT = "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat";
    private static final String PARQUET = "org.apache.hadoop.hive.ql.io.parquet.";
    private static final String ORC = "org.apache.hadoop.hive.ql.io.orc.";
    private static final String AVRO = "org.apache.hadoop.hive.ql.io.avro.";

    TableDescription {
        columns = List.copyOf(columns);
        keyColumns = List.copyOf(keyColumns);
        parameters = Map.copyOf(parameters);
    }

    static TableDescription of(String name, WrittenRows rows, String path) {
        List<Column> columns = new ArrayList<>();
        Map<String, Column> keyed = new HashMap<>();
        for (StructField field : rows.rows().schema().fields()) {
            Column column = new Column()
                    .withName(field.name().toLowerCase(Locale.ROOT))
                    .withType(HiveTypes.name(field.dataType()));
            if (rows.keys().stream().anyMatch(key -> key.equalsIgnoreCase(field.name()))) {
                keyed.put(column.getName(), column);
            } else {
                columns.add(column);
            }
        }
        List<Column> keyColumns = rows.keys().stream()
                .map(key -> keyed.get(key.toLowerCase(Locale.ROOT)))
                .toList();
        Map<String, String> parameters = new HashMap<>();
        StorageDescriptor storage = storage(rows.format(), parameters)
                .withColumns(columns)
                .withLocation(path)
                .withCompressed(false)
                .withStoredAsSubDirectories(false);
        return new TableDescription(name.toLowerCase(Locale.ROOT), columns, keyColumns, storage, parameters);
    }

    private static StorageDescriptor storage(WriteFormat format, Map<String, String> parameters) {
        parameters.put("typeOfData", "file");
        parameters.put("classification", format.kind().sparkName());
        parameters.put("compressionType", format.options().getOrDefault("compression", "none"));
        Map<String, String> run = System.getenv();
        if (run.containsKey("MASTIC_RUN_ID")) {
            parameters.put("CreatedByJobRun", run.get("MASTIC_RUN_ID"));
        }
        return switch (format.kind()) {
            case PARQUET -> {
                parameters.put("useGlueParquetWriter", String.valueOf(format.glueParquet()));
                yield descriptor(
                                PARQUET + "MapredParquetInputFormat",
                                PARQUET + "MapredParquetOutputFormat",
                                PARQUET + "serde.ParquetHiveSerDe")
                        .withParameters(Map.of());
            }
            case ORC ->
                descriptor(ORC + "OrcInputFormat", ORC + "OrcOutputFormat", ORC + "OrcSerde")
                        .withParameters(Map.of());
            case AVRO ->
                descriptor(
                        AVRO + "AvroContainerInputFormat",
                        AVRO + "AvroContainerOutputFormat",
                        "org.apache.hadoop.hive.serde2.avro.AvroSerDe");
            case JSON -> descriptor(TEXT_INPUT, TEXT_OUTPUT, "org.openx.data.jsonserde.JsonSerDe");
            case CSV -> csv(format.options(), parameters);
        };
    }

    private static StorageDescriptor csv(Map<String, String> options, Map<String, String> parameters) {
        String separator = options.getOrDefault("sep", ",");
        parameters.put("delimiter", separator);
        String quote = options.getOrDefault("quote", "\"");
        if (!quote.equals("\"")) {
            parameters.put("quoteChar", quote.equals("\u0000") ? "-1" : quote);
        }
        if (Boolean.parseBoolean(options.get("header"))) {
            parameters.put("skip.header.line.count", "1");
        }
        StorageDescriptor storage =
                descriptor(TEXT_INPUT, TEXT_OUTPUT, "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe");
        storage.getSerdeInfo().addParametersEntry("field.delim", separator);
        return storage;
    }

    private static StorageDescriptor descriptor(String input, String output, String library) {
        return new StorageDescriptor()
                .withInputFormat(input)
                .withOutputFormat(output)
                .withSerdeInfo(new SerDeInfo()
                        .withSerializationLibrary(library)
                        .addParametersEntry("serialization.format", "1"));
    }

    TableInput input() {
        return new TableInput()
                .withName(name)
                .withTableType("EXTERNAL_TABLE")
                .withStorageDescriptor(storage)
                .withPartitionKeys(keyColumns)
                .withParameters(parameters);
    }

    /** The table with these columns, and all else as it is. */
    TableInput over(Table table) {
        return new TableInput()
                .withName(table.getName())
                .withDescription(table.getDescription())
                .withOwner(table.getOwner())
                .withRetention(table.getRetention())
                .withTableType(table.getTableType())
                .withParameters(table.getParameters())
                .withPartitionKeys(table.getPartitionKeys())
                .withStorageDescriptor(table.getStorageDescriptor().clone().withColumns(columns));
    }

    /** The table has these columns and no others, whatever their order, which only text depends on. */
    boolean sameColumns(Table table) {
        List<String> found = types(table.getStorageDescriptor().getColumns());
        return found.size() == columns.size() && isContainedIn(table);
    }

    /** The table has all these columns, with the same types. */
    boolean isContainedIn(Table table) {
        return new HashSet<>(types(table.getStorageDescriptor().getColumns())).containsAll(types(columns));
    }

    private static List<String> types(List<Column> columns) {
        return columns.stream()
                .map(column -> column.getName().toLowerCase(Locale.ROOT) + ":" + column.getType())
                .toList();
    }
}
