package io.mastic.runtime.metastore;

import com.amazonaws.services.glue.model.TableInput;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.Locale;
import org.apache.hadoop.hive.metastore.TableType;
import org.apache.hadoop.hive.metastore.api.Table;
import org.jspecify.annotations.Nullable;

/** Tables of the catalog as Hive's and back. */
final class TableConverter {
    private static final String COMMENT = "comment";
    private static final String EXTERNAL = "EXTERNAL";

    private TableConverter() {}

    static Table toHive(com.amazonaws.services.glue.model.Table glue) {
        Table hive = new Table();
        hive.setDbName(glue.getDatabaseName());
        hive.setTableName(glue.getName());
        hive.setOwner(glue.getOwner() == null ? "" : glue.getOwner());
        hive.setCreateTime(seconds(glue.getCreateTime()));
        hive.setLastAccessTime(seconds(glue.getLastAccessTime()));
        hive.setRetention(glue.getRetention() == null ? 0 : glue.getRetention());
        hive.setSd(StorageConverter.toHive(glue.getStorageDescriptor()));
        hive.setPartitionKeys(StorageConverter.columns(glue.getPartitionKeys()));
        hive.setParameters(StorageConverter.copy(glue.getParameters()));
        hive.setViewOriginalText(glue.getViewOriginalText());
        hive.setViewExpandedText(glue.getViewExpandedText());
        hive.setTableType(type(glue));
        // Whether DROP TABLE deletes the files hangs on this parameter, not on the type.
        if (hive.getTableType().equals(TableType.EXTERNAL_TABLE.name())) {
            hive.putToParameters(EXTERNAL, "TRUE");
        }
        if (glue.getDescription() != null) {
            hive.getParameters().putIfAbsent(COMMENT, glue.getDescription());
        }
        return PresentedTable.present(AthenaView.asSpark(hive), glue);
    }

    /** Files of a table whose type is missing or unknown are not Spark's to delete. */
    static String type(com.amazonaws.services.glue.model.Table glue) {
        String type = glue.getTableType();
        boolean known = type != null
                && Arrays.stream(TableType.values()).anyMatch(one -> one.name().equals(type));
        if (known) {
            return type;
        }
        return (glue.getViewOriginalText() == null ? TableType.EXTERNAL_TABLE : TableType.VIRTUAL_VIEW).name();
    }

    static TableInput toGlue(Table given) {
        Table hive = PresentedTable.original(given);
        return new TableInput()
                .withName(hive.getTableName().toLowerCase(Locale.ROOT))
                .withOwner(owner(hive.getOwner()))
                .withRetention(hive.getRetention())
                .withDescription(
                        hive.getParameters() == null
                                ? null
                                : hive.getParameters().get(COMMENT))
                .withStorageDescriptor(StorageConverter.toGlue(hive.getSd()))
                .withPartitionKeys(StorageConverter.glueColumns(hive.getPartitionKeys()))
                .withTableType(hive.getTableType())
                .withViewOriginalText(hive.getViewOriginalText())
                .withViewExpandedText(hive.getViewExpandedText())
                .withParameters(StorageConverter.withoutNulls(hive.getParameters()));
    }

    /** Hive's owners are never null; the catalog's are never empty. */
    static @Nullable String owner(@Nullable String hive) {
        return hive == null || hive.isEmpty() ? null : hive;
    }

    static int seconds(@Nullable Date time) {
        return time == null ? 0 : (int) Instant.ofEpochMilli(time.getTime()).getEpochSecond();
    }
}
