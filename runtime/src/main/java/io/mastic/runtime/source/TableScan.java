package io.mastic.runtime.source;

import com.amazonaws.services.glue.model.Partition;
import com.amazonaws.services.glue.model.StorageDescriptor;
import com.amazonaws.services.glue.model.Table;
import io.mastic.runtime.bookmark.FileBookmark;
import io.mastic.runtime.source.FileListing.Folder;
import io.mastic.runtime.source.PartitionPruning.Chosen;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * The scans of one table: one for each way in which its partitions are written.
 *
 * @param columns of the files
 * @param given the call's options; the table's parameters stand in for those that it does not give
 */
record TableScan(
        SparkSession spark, StructType columns, StructType keys, Table table, Options given, FileBookmark bookmark) {
    Dataset<Row> whole() {
        StorageDescriptor storage = table.getStorageDescriptor();
        Configuration configuration = spark.sessionState().newHadoopConf();
        S3Files files = files(configuration);
        Path root = files.qualified(storage.getLocation());
        Folder all = new Folder(root, InternalRow.empty(), files.below(root));
        List<Folder> folders = fileOptions().read(bookmark, List.of(all), List.of(root), configuration);
        if (bookmark.isKept() && folders.get(0).files().isEmpty()) {
            return spark.emptyDataFrame();
        }
        return scan(TableFormat.of(storage, table.getParameters(), null), folders);
    }

    Dataset<Row> partitions(List<Partition> partitions, List<Chosen> chosen) {
        Configuration configuration = spark.sessionState().newHadoopConf();
        S3Files files = files(configuration);
        List<Path> paths = chosen.stream()
                .map(one -> files.qualified(
                        partitions.get(one.position()).getStorageDescriptor().getLocation()))
                .toList();
        Path root = files.qualified(table.getStorageDescriptor().getLocation());
        PartitionFiles partitionFiles = new PartitionFiles(files, root, partitions.size());
        List<Path> listed = partitionFiles.isWhole(paths) ? List.of(root) : paths;
        List<Folder> folders =
                fileOptions().read(bookmark, partitionFiles.folders(chosen, paths), listed, configuration);
        Map<TableFormat, List<Folder>> byFormat = new LinkedHashMap<>();
        for (int i = 0; i < chosen.size(); i++) {
            if (!folders.get(i).files().isEmpty()) {
                TableFormat format = format(partitions.get(chosen.get(i).position()));
                byFormat.computeIfAbsent(format, one -> new ArrayList<>()).add(folders.get(i));
            }
        }
        return byFormat.entrySet().stream()
                .map(entry -> scan(entry.getKey(), entry.getValue()))
                .reduce(Dataset::unionByName)
                .orElseGet(this::empty);
    }

    /** Files that a crawler was told to leave out are left out here, too. */
    private S3Files files(Configuration configuration) {
        Exclusions exclusions = Exclusions.of(options().list("exclusions"));
        Path root = new S3Files(configuration)
                .qualified(table.getStorageDescriptor().getLocation());
        return new S3Files(
                configuration, (FileStatus file) -> bookmark.isNew(file) && exclusions.keep(file.getPath(), root));
    }

    private Options options() {
        @Nullable Map<String, String> parameters = table.getParameters();
        return parameters == null ? given : given.or(parameters);
    }

    private FileOptions fileOptions() {
        return FileOptions.of(options(), options());
    }

    private Dataset<Row> scan(TableFormat format, List<Folder> folders) {
        boolean text =
                switch (format.kind()) {
                    case JSON, CSV, HIVE_TEXT -> true;
                    case PARQUET, ORC, AVRO -> false;
                };
        FileListing all = fileOptions().listing(spark, keys, folders, text);
        return ReadFormat.of(format).read(Sample.of(given).map(all::sample).orElse(all), columns);
    }

    private Dataset<Row> empty() {
        if (bookmark.isKept()) {
            return spark.emptyDataFrame();
        }
        return spark.createDataFrame(List.of(), CatalogSource.withKeys(columns, keys));
    }

    private TableFormat format(Partition partition) {
        StorageDescriptor own = partition.getStorageDescriptor();
        StorageDescriptor storage = own.getSerdeInfo() == null ? table.getStorageDescriptor() : own;
        return TableFormat.of(storage, table.getParameters(), partition.getParameters());
    }
}
