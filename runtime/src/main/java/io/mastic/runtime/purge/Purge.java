package io.mastic.runtime.purge;

import com.amazonaws.services.glue.model.Partition;
import com.amazonaws.services.glue.model.Table;
import io.mastic.runtime.catalog.DataCatalog;
import io.mastic.runtime.source.CatalogSource;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;

/**
 * Deletes files for good. Files that S3 does not let go are told in the manifest and stay.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-extensions-glue-context.html">AWS</a>
 */
public final class Purge {
    private Purge() {}

    /**
     * Deletes the files below a path of S3.
     *
     * @param options JSON: {@code retentionPeriod} (hours, 168: newer files stay), {@code excludeStorageClasses}
     *     (list), {@code manifestFilePath}: a folder for {@code Success.csv} and {@code Failed.csv}
     * @param context a part of the manifest's path
     */
    public static void path(String path, String options, String context) {
        S3Purge purge = new S3Purge(PurgeOptions.parse(options, Instant.now()));
        purge.purge(S3Folder.of(path));
        purge.writeManifest(context);
    }

    /**
     * Deletes the files of a table, and those of its partitions that have no file any more from the catalog.
     *
     * @param options as for {@link #path}, and {@code partitionPredicate}: Spark SQL over the partition keys
     * @param catalogId the account of the catalog, or "" for the run's own
     * @throws com.amazonaws.services.glue.model.EntityNotFoundException when there is no such table
     */
    public static void table(
            SparkSession spark,
            DataCatalog catalog,
            String database,
            String name,
            String options,
            String context,
            String catalogId) {
        DataCatalog asked = catalog.of(catalogId);
        Table table = asked.table(database, name);
        PurgeOptions parsed = PurgeOptions.parse(options, Instant.now());
        S3Purge purge = new S3Purge(parsed);
        boolean partitioned =
                table.getPartitionKeys() != null && !table.getPartitionKeys().isEmpty();
        if (partitioned) {
            List<Partition> partitions = CatalogSource.partitions(spark, asked, table, parsed.partitions());
            List<Long> left = purge.purgeEach(partitions.stream()
                    .map(partition ->
                            S3Folder.of(partition.getStorageDescriptor().getLocation()))
                    .toList());
            List<List<String>> empty = IntStream.range(0, partitions.size())
                    .filter(i -> left.get(i) == 0)
                    .mapToObj(i -> partitions.get(i).getValues())
                    .toList();
            asked.deletePartitions(database, name, empty);
        } else {
            purge.purge(S3Folder.of(table.getStorageDescriptor().getLocation()));
        }
        purge.writeManifest(context);
    }
}
