package io.mastic.runtime.metastore;

import com.amazonaws.services.glue.model.Column;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.hive.metastore.api.FieldSchema;
import org.apache.hadoop.hive.metastore.api.Order;
import org.apache.hadoop.hive.metastore.api.SerDeInfo;
import org.apache.hadoop.hive.metastore.api.SkewedInfo;
import org.apache.hadoop.hive.metastore.api.StorageDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * Storage descriptors and columns of the catalog as Hive's and back. All that is given to Hive is a fresh copy without
 * null lists and maps; Hive changes it and calls methods on it.
 */
final class StorageConverter {
    private StorageConverter() {}

    static StorageDescriptor toHive(com.amazonaws.services.glue.model.@Nullable StorageDescriptor given) {
        var glue = given == null ? new com.amazonaws.services.glue.model.StorageDescriptor() : given;
        StorageDescriptor hive = new StorageDescriptor();
        hive.setCols(columns(glue.getColumns()));
        String location = glue.getLocation();
        hive.setLocation(location == null || location.isEmpty() ? null : location);
        hive.setInputFormat(glue.getInputFormat());
        hive.setOutputFormat(glue.getOutputFormat());
        hive.setCompressed(Boolean.TRUE.equals(glue.getCompressed()));
        hive.setNumBuckets(glue.getNumberOfBuckets() == null ? 0 : glue.getNumberOfBuckets());
        hive.setSerdeInfo(serializer(glue.getSerdeInfo()));
        hive.setBucketCols(
                glue.getBucketColumns() == null ? new ArrayList<>() : new ArrayList<>(glue.getBucketColumns()));
        hive.setSortCols(sorted(glue.getSortColumns()));
        hive.setParameters(copy(glue.getParameters()));
        hive.setSkewedInfo(new SkewedInfo(new ArrayList<>(), new ArrayList<>(), new HashMap<>()));
        hive.setStoredAsSubDirectories(Boolean.TRUE.equals(glue.getStoredAsSubDirectories()));
        return hive;
    }

    private static SerDeInfo serializer(com.amazonaws.services.glue.model.@Nullable SerDeInfo glue) {
        return glue == null
                ? new SerDeInfo(null, null, new HashMap<>())
                : new SerDeInfo(glue.getName(), glue.getSerializationLibrary(), copy(glue.getParameters()));
    }

    private static List<Order> sorted(@Nullable List<com.amazonaws.services.glue.model.Order> orders) {
        List<Order> hive = new ArrayList<>();
        if (orders != null) {
            orders.forEach(order -> hive.add(new Order(order.getColumn(), order.getSortOrder())));
        }
        return hive;
    }

    /** In lower case, as Hive's own store has them: Spark looks for partition keys by such names. */
    static List<FieldSchema> columns(@Nullable List<Column> columns) {
        List<FieldSchema> hive = new ArrayList<>();
        if (columns != null) {
            columns.forEach(column -> hive.add(new FieldSchema(
                    column.getName().toLowerCase(Locale.ROOT),
                    column.getType() == null ? "string" : column.getType(),
                    column.getComment())));
        }
        return hive;
    }

    static com.amazonaws.services.glue.model.@Nullable StorageDescriptor toGlue(@Nullable StorageDescriptor hive) {
        if (hive == null) {
            return null;
        }
        SerDeInfo serializer = hive.getSerdeInfo();
        return new com.amazonaws.services.glue.model.StorageDescriptor()
                .withColumns(glueColumns(hive.getCols()))
                .withLocation(hive.getLocation())
                .withInputFormat(hive.getInputFormat())
                .withOutputFormat(hive.getOutputFormat())
                .withCompressed(hive.isCompressed())
                .withNumberOfBuckets(hive.getNumBuckets())
                .withBucketColumns(hive.getBucketCols())
                .withSortColumns(glueOrders(hive.getSortCols()))
                .withParameters(withoutNulls(hive.getParameters()))
                .withStoredAsSubDirectories(hive.isStoredAsSubDirectories())
                .withSerdeInfo(serializer == null ? null : glueSerializer(serializer));
    }

    private static com.amazonaws.services.glue.model.SerDeInfo glueSerializer(SerDeInfo hive) {
        return new com.amazonaws.services.glue.model.SerDeInfo()
                .withName(hive.getName())
                .withSerializationLibrary(hive.getSerializationLib())
                .withParameters(withoutNulls(hive.getParameters()));
    }

    private static List<com.amazonaws.services.glue.model.Order> glueOrders(@Nullable List<Order> orders) {
        List<com.amazonaws.services.glue.model.Order> glue = new ArrayList<>();
        if (orders != null) {
            orders.forEach(order -> glue.add(new com.amazonaws.services.glue.model.Order()
                    .withColumn(order.getCol())
                    .withSortOrder(order.getOrder())));
        }
        return glue;
    }

    static List<Column> glueColumns(@Nullable List<FieldSchema> fields) {
        List<Column> glue = new ArrayList<>();
        if (fields != null) {
            fields.forEach(field -> glue.add(new Column()
                    .withName(field.getName().toLowerCase(Locale.ROOT))
                    .withType(field.getType())
                    .withComment(field.getComment())));
        }
        return glue;
    }

    static Map<String, String> copy(@Nullable Map<String, String> map) {
        return map == null ? new HashMap<>() : new HashMap<>(map);
    }

    /** Hive keeps nulls in its maps, which the API refuses. */
    static Map<String, String> withoutNulls(@Nullable Map<String, String> map) {
        Map<String, String> clean = copy(map);
        clean.values().removeIf(value -> value == null);
        return clean;
    }
}
