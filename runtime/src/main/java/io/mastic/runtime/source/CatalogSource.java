package io.mastic.runtime.source;

import com.amazonaws.services.glue.model.Column;
import com.amazonaws.services.glue.model.Partition;
import com.amazonaws.services.glue.model.StorageDescriptor;
import com.amazonaws.services.glue.model.Table;
import io.mastic.runtime.bookmark.FileBookmark;
import io.mastic.runtime.catalog.DataCatalog;
import io.mastic.runtime.catalog.HiveTypes;
import io.mastic.runtime.frame.DynamicFrame;
import io.mastic.runtime.source.PartitionPruning.Chosen;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Reads the tables of the Data Catalog that lie over files.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-programming-etl-partitions.html">AWS</a>
 */
public final class CatalogSource {
    private CatalogSource() {}

    /**
     * A frame of a table's rows: the table's columns with their types, then its partition keys with theirs. A table
     * without files gives no rows. Values that do not fit their column's type are null.
     *
     * @param options JSON: {@code catalogPartitionPredicate}, which the catalog evaluates over partition keys;
     *     {@code maxSamplePartitions} and {@code maxSampleFilesPerPartition} for a sample; and the options of
     *     {@link S3Source} about files, which the table's parameters may hold as well
     * @param predicate Spark SQL over the partition keys; only files of matching partitions are listed; "" for all
     * @param catalogId the account of the catalog, or "" for the run's own
     * @param bookmark what was read before is not read again; with one that is kept, a frame without new files has no
     *     columns
     * @throws com.amazonaws.services.glue.model.EntityNotFoundException when there is no such table
     * @throws IllegalArgumentException when the predicate names another column
     * @throws UnsupportedOperationException for formats and types that are not read
     */
    public static DynamicFrame read(
            SparkSession spark,
            DataCatalog catalog,
            String database,
            String name,
            String options,
            String predicate,
            String catalogId,
            FileBookmark bookmark) {
        DataCatalog asked = catalog.of(catalogId);
        Table table = asked.table(database, name);
        StorageDescriptor storage = table.getStorageDescriptor();
        if (storage == null
                || storage.getLocation() == null
                || storage.getLocation().isEmpty()) {
            throw new UnsupportedOperationException(
                    "Table %s.%s has no location: only tables over files are read".formatted(database, name));
        }
        Options given = Options.parse(options);
        StructType keys = columns(table.getPartitionKeys());
        TableScan scan = new TableScan(spark, columns(storage.getColumns()), keys, table, given, bookmark);
        if (keys.isEmpty() && predicate.isBlank()) {
            return DynamicFrame.fromDF(scan.whole(), name);
        }
        String expression = expression(spark, keys, predicate, given.text("catalogPartitionPredicate", ""));
        List<Partition> partitions = keys.isEmpty() ? List.of() : asked.partitions(database, name, expression);
        List<Chosen> all = PartitionPruning.choose(spark, keys, values(partitions), predicate);
        List<Chosen> chosen = Sample.of(given).map(some -> some.folders(all)).orElse(all);
        return DynamicFrame.fromDF(scan.partitions(partitions, chosen), name);
    }

    /**
     * The partitions of a table that a predicate chooses.
     *
     * @param predicate Spark SQL over the partition keys; "" for all
     * @throws IllegalArgumentException when the predicate names another column
     */
    public static List<Partition> partitions(SparkSession spark, DataCatalog catalog, Table table, String predicate) {
        StructType keys = columns(table.getPartitionKeys());
        List<Partition> partitions =
                catalog.partitions(table.getDatabaseName(), table.getName(), expression(spark, keys, predicate, ""));
        return PartitionPruning.choose(spark, keys, values(partitions), predicate).stream()
                .map(chosen -> partitions.get(chosen.position()))
                .toList();
    }

    /** The columns of a table, then its partition keys. */
    public static StructType schema(DataCatalog catalog, String database, String name, String catalogId) {
        Table table = catalog.of(catalogId).table(database, name);
        StructType columns = table.getStorageDescriptor() == null
                ? new StructType()
                : columns(table.getStorageDescriptor().getColumns());
        return withKeys(columns, columns(table.getPartitionKeys()));
    }

    static StructType withKeys(StructType columns, StructType keys) {
        List<StructField> fields = new ArrayList<>(List.of(columns.fields()));
        fields.addAll(List.of(keys.fields()));
        return DataTypes.createStructType(fields);
    }

    /** What the catalog is asked for: what it was told to choose, and what it can evaluate of the predicate. */
    private static String expression(SparkSession spark, StructType keys, String predicate, String catalogs) {
        String pushed = PartitionPruning.parsed(spark, keys, predicate)
                .map(new PartitionExpression(keys)::of)
                .orElse("");
        if (pushed.isEmpty() || catalogs.isBlank()) {
            return pushed.isEmpty() ? catalogs : pushed;
        }
        String both = "(" + catalogs + ") and (" + pushed + ")";
        return both.length() <= PartitionExpression.LONGEST ? both : catalogs;
    }

    private static List<List<String>> values(List<Partition> partitions) {
        return partitions.stream().map(Partition::getValues).toList();
    }

    private static StructType columns(@Nullable List<Column> declared) {
        List<StructField> fields = new ArrayList<>();
        for (Column column : declared == null ? List.<Column>of() : declared) {
            String type = column.getType() == null ? "string" : column.getType();
            fields.add(DataTypes.createStructField(column.getName(), HiveTypes.parse(type), true));
        }
        return DataTypes.createStructType(fields);
    }
}
