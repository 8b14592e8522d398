package io.mastic.runtime.source;

import io.mastic.runtime.bookmark.FileBookmark;
import io.mastic.runtime.bookmark.ReadLimits;
import io.mastic.runtime.source.FileListing.Folder;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Which of the files of a source are read and how they are put before Spark, whatever their format is.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-programming-etl-connect-s3-home.html">AWS</a>
 */
record FileOptions(
        ReadLimits limits,
        StorageClasses excluded,
        Grouping grouping,
        Optional<Compression> compression,
        AttachedColumns attached) {
    /**
     * @param connection options of the call, and those of the table that they do not mention
     * @param format options of the format
     */
    static FileOptions of(Options connection, Options format) {
        ReadLimits limits = new ReadLimits(
                connection.number("maxBand", ReadLimits.BAND_MILLIS),
                connection.number("maxFilesInBand", ReadLimits.FILES_IN_BAND),
                connection.number("boundedFiles", Long.MAX_VALUE),
                connection.number("boundedSize", Long.MAX_VALUE));
        return new FileOptions(
                limits,
                StorageClasses.of(connection.list("excludeStorageClasses")),
                Grouping.of(connection),
                Compression.of(connection),
                AttachedColumns.of(connection, format));
    }

    /** The same folders with those of their files that this run reads. */
    List<Folder> read(FileBookmark bookmark, List<Folder> folders, List<Path> roots, Configuration configuration) {
        Set<Path> left = excluded.below(roots, configuration);
        List<Folder> kept = left.isEmpty() ? folders : only(folders, file -> !left.contains(file.getPath()));
        List<FileStatus> all =
                kept.stream().flatMap(folder -> folder.files().stream()).toList();
        List<FileStatus> taken = bookmark.take(all, limits);
        return taken.size() == all.size() ? kept : only(kept, new HashSet<>(taken)::contains);
    }

    private static List<Folder> only(List<Folder> folders, Predicate<FileStatus> wanted) {
        return folders.stream()
                .map(folder -> new Folder(
                        folder.path(),
                        folder.values(),
                        folder.files().stream().filter(wanted).toList()))
                .toList();
    }

    /** @param text the format is one of text, which can be compressed from outside and grouped */
    FileListing listing(SparkSession spark, StructType keys, List<Folder> folders, boolean text) {
        StructType all = attached.keys(keys);
        List<Folder> listed = attached.isEmpty() ? folders : attached.folders(keys, folders);
        if (!text) {
            return new FileListing(spark, all, listed, spark);
        }
        int files = listed.stream().mapToInt(folder -> folder.files().size()).sum();
        return new FileListing(
                spark, all, compression.map(one -> shown(one, listed)).orElse(listed), grouping.session(spark, files));
    }

    private static List<Folder> shown(Compression compression, List<Folder> folders) {
        return folders.stream()
                .map(folder -> new Folder(
                        folder.path(),
                        folder.values(),
                        folder.files().stream().map(compression::shown).toList()))
                .toList();
    }
}
