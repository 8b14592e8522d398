package io.mastic.runtime.source;

import io.mastic.runtime.bookmark.FileBookmark;
import io.mastic.runtime.frame.DynamicFrame;
import io.mastic.runtime.source.FileListing.Folder;
import io.mastic.runtime.source.HiveFolders.Listed;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * Reads files from S3.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-programming-etl-connect-s3-home.html">AWS</a>
 */
public final class S3Source {
    private static final List<String> UNKNOWN = List.of("samplePath");

    private S3Source() {}

    /**
     * A frame of the files at some paths. Files are listed now and read when rows are asked for, except that JSON is
     * read once now to learn its types.
     *
     * <p>Folders named {@code key=value} below a path give columns of type string after those of the files, when all
     * files lie in such folders and these have the same keys.
     *
     * @param name the frame's name
     * @param connectionOptions JSON: {@code paths} (list or text), {@code recurse} (false), {@code exclusions} (list
     *     of patterns), {@code excludeStorageClasses}, {@code boundedFiles}, {@code boundedSize}, {@code maxBand},
     *     {@code maxFilesInBand}, {@code groupFiles}, {@code groupSize}, {@code compressionType}, {@code isFailFast}
     *     (false); {@code maxSamplePartitions} and {@code maxSampleFilesPerPartition} for a sample
     * @param format {@code csv}, {@code json}, {@code parquet}, {@code glueparquet}, {@code orc}, {@code avro},
     *     {@code xml}, {@code grokLog}, or {@code excel}, of which it gives the files' bytes, in any case
     * @param formatOptions JSON: the format's options, and {@code attachFilename} and {@code attachTimestamp}
     * @param predicate Spark SQL over the folders' keys; only files of matching folders are read; "" for all
     * @param bookmark what was read before is not read again
     * @return a frame without columns when there is no file
     * @throws IllegalArgumentException for options that cannot be understood
     * @throws UnsupportedOperationException for formats and options of Glue that are not known here
     */
    public static DynamicFrame read(
            SparkSession spark,
            String name,
            String connectionOptions,
            String format,
            String formatOptions,
            String predicate,
            FileBookmark bookmark) {
        Options connection = Options.parse(connectionOptions);
        Options options = Options.parse(formatOptions);
        ReadFormat read = format(format, options, connection);
        Unsupported.refuse(connection, "an S3 source", UNKNOWN);
        Unsupported.refuse(options, "format " + format, UNKNOWN);
        FileOptions fileOptions = FileOptions.of(connection, options);
        S3Files files = new S3Files(spark.sessionState().newHadoopConf(), bookmark::isNew);
        List<Path> roots = paths(connection).stream()
                .flatMap(path -> files.matching(path).stream())
                .toList();
        boolean recursive = connection.flag("recurse", false);
        Listed found = new HiveFolders(spark, files, recursive, Exclusions.of(connection.list("exclusions")))
                .list(roots, predicate);
        List<Folder> folders = fileOptions.read(
                bookmark, found.folders(), roots, spark.sessionState().newHadoopConf());
        FileListing all = fileOptions.listing(spark, found.keys(), folders, Grouping.isText(format));
        FileListing listing = Sample.of(connection).map(all::sample).orElse(all);
        return listing.isEmpty()
                ? DynamicFrame.fromDF(spark.emptyDataFrame(), name)
                : read.read(listing).named(name);
    }

    private static List<String> paths(Options connection) {
        List<String> paths = connection.list("paths");
        paths = paths.isEmpty() ? connection.list("path") : paths;
        if (paths.isEmpty()) {
            throw new IllegalArgumentException("An S3 source needs the option 'paths'");
        }
        return paths;
    }

    private static ReadFormat format(String format, Options options, Options connection) {
        return switch (format.toLowerCase(Locale.ROOT)) {
            case "csv" -> CsvFormat.of(options);
            case "json" -> JsonFormat.of(options, connection.flag("isFailFast", false));
            case "parquet", "glueparquet" -> ParquetFormat.of(options);
            case "orc" -> new OrcFormat();
            case "avro" -> new AvroFormat();
            case "xml" -> XmlFormat.of(options);
            case "groklog" -> GrokFormat.of(options);
            case "excel" -> new BinaryFormat();
            case "" ->
                throw new IllegalArgumentException(
                        "An S3 source needs a format: csv, json, parquet, orc, avro, xml, grokLog or excel");
            default -> throw Unsupported.format(format, "read");
        };
    }
}
