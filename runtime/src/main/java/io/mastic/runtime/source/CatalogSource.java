package io.mastic.runtime.source;

import com.amazonaws.services.glue.model.Column;
import com.amazonaws.services.glue.model.Partition;
import com.amazonaws.services.glue.model.StorageDescriptor;
import com.amazonaws.services.glue.model.Table;
import io.mastic.runtime.catalog.DataCatalog;
import io.mastic.runtime.catalog.HiveTypes;
import io.mastic.runtime.frame.DynamicFrame;
import io.mastic.runtime.source.FileListing.Folder;
import io.mastic.runtime.source.PartitionPruning.Chosen;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
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
     *     {@code maxSamplePartitions} and {@code maxSampleFilesPerPartition} for a sample
     * @param predicate Spark SQL over the partition keys; only files of matching partitions are listed; "" for all
     * @param catalogId the account of the catalog, or "" for the run's own
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
            String catalogId) {
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
        Optional<Sample> sample = Sample.of(given);
        StructType keys = columns(table.getPartitionKeys());
        TableScan scan = new TableScan(spark, columns(storage.getColumns()), keys, sample);
        if (keys.isEmpty() && predicate.isBlank()) {
            return DynamicFrame.fromDF(scan.whole(storage, table.getParameters()), name);
        }
        String expression = expression(spark, keys, predicate, given.text("catalogPartitionPredicate", ""));
        List<Partition> partitions = keys.isEmpty() ? List.of() : asked.partitions(database, name, expression);
        List<Chosen> all = PartitionPruning.choose(spark, keys, values(partitions), predicate);
        List<Chosen> chosen = sample.map(some -> some.folders(all)).orElse(all);
        return DynamicFrame.fromDF(scan.partitions(table, partitions, chosen), name);
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

    private static StructType withKeys(StructType columns, StructType keys) {
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

    /** The scans of one table: one for each way in which its partitions are written. */
    private record TableScan(SparkSession spark, StructType columns, StructType keys, Optional<Sample> sample) {
        Dataset<Row> whole(StorageDescriptor storage, @Nullable Map<String, String> parameters) {
            S3Files files = new S3Files(spark.sessionState().newHadoopConf());
            Path root = files.qualified(storage.getLocation());
            Folder folder = new Folder(root, InternalRow.empty(), files.below(root));
            return scan(TableFormat.of(storage, parameters, null), List.of(folder));
        }

        Dataset<Row> partitions(Table table, List<Partition> partitions, List<Chosen> chosen) {
            S3Files files = new S3Files(spark.sessionState().newHadoopConf());
            List<Path> paths = chosen.stream()
                    .map(one -> files.qualified(partitions
                            .get(one.position())
                            .getStorageDescriptor()
                            .getLocation()))
                    .toList();
            Path root = files.qualified(table.getStorageDescriptor().getLocation());
            List<Folder> folders = new PartitionFiles(files, root, partitions.size()).folders(chosen, paths);
            Map<TableFormat, List<Folder>> byFormat = new LinkedHashMap<>();
            for (int i = 0; i < chosen.size(); i++) {
                Partition partition = partitions.get(chosen.get(i).position());
                byFormat.computeIfAbsent(format(table, partition), format -> new ArrayList<>())
                        .add(folders.get(i));
            }
            return byFormat.entrySet().stream()
                    .map(entry -> scan(entry.getKey(), entry.getValue()))
                    .reduce(Dataset::unionByName)
                    .orElseGet(this::empty);
        }

        private Dataset<Row> scan(TableFormat format, List<Folder> folders) {
            List<Folder> read = sample.map(some -> some.files(folders)).orElse(folders);
            return ReadFormat.of(format).read(new FileListing(spark, keys, read), columns);
        }

        private Dataset<Row> empty() {
            return spark.createDataFrame(List.of(), withKeys(columns, keys));
        }

        private static TableFormat format(Table table, Partition partition) {
            StorageDescriptor own = partition.getStorageDescriptor();
            StorageDescriptor storage = own.getSerdeInfo() == null ? table.getStorageDescriptor() : own;
            return TableFormat.of(storage, table.getParameters(), partition.getParameters());
        }
    }
}
