package io.mastic.runtime.metastore;

import io.mastic.runtime.catalog.HiveTypes;
import io.mastic.runtime.source.TableCsv;
import io.mastic.runtime.source.TableFormat;
import io.mastic.runtime.source.TableFormat.Kind;
import io.mastic.runtime.source.TableJson;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.hive.metastore.TableType;
import org.apache.hadoop.hive.metastore.api.FieldSchema;
import org.apache.hadoop.hive.metastore.api.Table;
import org.jspecify.annotations.Nullable;

/**
 * Which of Spark's own readers reads a table right, where Hive's way would not.
 *
 * @param provider Spark's name of the reader
 * @param options of the reader
 */
record SparkReader(String provider, Map<String, String> options) {
    private static final String TABLE_TYPE = "table_type";

    SparkReader {
        options = Map.copyOf(options);
    }

    /** Empty if Spark reads the table right as it is. */
    static Optional<SparkReader> of(Table hive, com.amazonaws.services.glue.model.Table glue) {
        if (hive.getTableType().equals(TableType.VIRTUAL_VIEW.name())) {
            return Optional.empty();
        }
        String given = lower(hive.getParameters().get(PresentedTable.PROVIDER));
        String format = given.isEmpty() ? lower(hive.getParameters().get(TABLE_TYPE)) : given;
        Optional<LakeFormat> lake = LakeFormat.named(format);
        if (lake.isPresent()) {
            return lake.get().isLoaded()
                    ? Optional.of(format).filter(name -> given.isEmpty()).map(name -> new SparkReader(name, Map.of()))
                    : Optional.of(unreadable(lake.get().missing(hive.getDbName() + "." + hive.getTableName())));
        }
        if (!given.isEmpty() || glue.getStorageDescriptor() == null) {
            return Optional.empty();
        }
        return ofFiles(hive, glue);
    }

    private static Optional<SparkReader> ofFiles(Table hive, com.amazonaws.services.glue.model.Table glue) {
        String library = lower(hive.getSd().getSerdeInfo().getSerializationLib());
        TableFormat format;
        try {
            format = TableFormat.of(glue.getStorageDescriptor(), glue.getParameters(), null);
        } catch (UnsupportedOperationException e) {
            String table = hive.getDbName() + "." + hive.getTableName();
            return library.isEmpty()
                    ? Optional.of(unreadable(table + " cannot be read: " + e.getMessage()))
                    : Optional.empty();
        }
        return switch (format.kind()) {
            case JSON -> Optional.of(new SparkReader(TableJson.class.getName(), format.options()));
            case CSV, HIVE_TEXT -> text(hive, format, library);
            case PARQUET, ORC, AVRO ->
                library.isEmpty()
                        ? Optional.of(new SparkReader(lower(format.kind().name()), Map.of()))
                        : Optional.empty();
        };
    }

    /** Hive's own SerDe takes header lines for data. */
    private static Optional<SparkReader> text(Table hive, TableFormat format, String library) {
        boolean hivesOwn = library.isEmpty() || library.endsWith(".lazysimpleserde");
        if (hivesOwn && format.headerLines() == 0 && format.kind() == Kind.HIVE_TEXT) {
            return library.isEmpty() ? Optional.of(hiveText()) : Optional.empty();
        }
        if (library.endsWith(".lazysimpleserde") && format.headerLines() == 0) {
            return Optional.empty();
        }
        String table = "Table %s.%s".formatted(hive.getDbName(), hive.getTableName());
        if (format.headerLines() > 1) {
            return Optional.of(unreadable(
                    table + " has skip.header.line.count=" + format.headerLines() + ": Spark skips one line at most"));
        }
        for (FieldSchema column : hive.getSd().getCols()) {
            if (isNested(column.getType())) {
                return Optional.of(unreadable(table + " has a header line and the column '" + column.getName()
                        + "' of type " + column.getType() + ": nested types in such text are not read"));
            }
        }
        TableFormat read = hivesOwn && !library.isEmpty() ? new TableFormat(Kind.HIVE_TEXT, format.options()) : format;
        return Optional.of(new SparkReader(TableCsv.class.getName(), TableCsv.options(read)));
    }

    private static SparkReader hiveText() {
        return new SparkReader("hive", Map.of());
    }

    private static boolean isNested(String type) {
        try {
            return HiveTypes.isNested(HiveTypes.parse(type));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static SparkReader unreadable(String reason) {
        return new SparkReader(UnreadableTable.class.getName(), Map.of(UnreadableTable.REASON, reason));
    }

    private static String lower(@Nullable String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }
}
