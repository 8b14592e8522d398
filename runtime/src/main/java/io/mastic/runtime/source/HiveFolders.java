package io.mastic.runtime.source;

import io.mastic.runtime.source.FileListing.Folder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.catalog.ExternalCatalogUtils;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Finds the files of some paths and the keys in the names of their folders, which are {@code key=value}. */
record HiveFolders(SparkSession spark, S3Files files, boolean recursive, Exclusions exclusions) {
    /** A folder with data: below which path, and the keys and values of the folders between. */
    private record Found(Path folder, List<String> keys, List<String> values, boolean plain, List<FileStatus> files) {}

    /** Folders and the keys that they have in common. */
    record Listed(StructType keys, List<Folder> folders) {}

    Listed list(List<Path> roots, String predicate) {
        Map<Path, Found> folders = new LinkedHashMap<>();
        for (Path root : roots) {
            for (FileStatus file : filesOf(root)) {
                if (!exclusions.keep(file.getPath(), root)) {
                    continue;
                }
                Path folder =
                        file.getPath().equals(root) ? root : file.getPath().getParent();
                folders.computeIfAbsent(folder, path -> found(root, path))
                        .files()
                        .add(file);
            }
        }
        List<Found> wanted = folders.values().stream()
                .filter(found -> found.plain() || recursive)
                .toList();
        StructType keys = commonKeys(wanted);
        List<Folder> listed = new ArrayList<>();
        if (keys.isEmpty() && predicate.isBlank()) {
            wanted.forEach(found -> listed.add(new Folder(found.folder(), InternalRow.empty(), found.files())));
        } else {
            List<List<String>> values = wanted.stream().map(Found::values).toList();
            PartitionPruning.choose(spark, keys, values, predicate).forEach(chosen -> {
                Found found = wanted.get(chosen.position());
                listed.add(new Folder(found.folder(), chosen.values(), found.files()));
            });
        }
        return new Listed(keys, listed);
    }

    /** A folder is listed flat only when it is to be read as deep: its own level costs fewer requests. */
    private List<FileStatus> filesOf(Path root) {
        if (recursive) {
            return files.below(root);
        }
        List<FileStatus> level = files.in(root);
        boolean keyed = level.stream()
                .anyMatch(file -> file.isDirectory() && file.getPath().getName().contains("="));
        return keyed
                ? files.below(root)
                : level.stream().filter(file -> !file.isDirectory()).toList();
    }

    private static Found found(Path root, Path folder) {
        List<String> keys = new ArrayList<>();
        List<String> values = new ArrayList<>();
        boolean plain = true;
        for (Path path = folder; path != null && !path.equals(root); path = path.getParent()) {
            String name = path.getName();
            int equals = name.indexOf('=');
            if (equals > 0) {
                keys.add(0, ExternalCatalogUtils.unescapePathName(name.substring(0, equals)));
                values.add(0, ExternalCatalogUtils.unescapePathName(name.substring(equals + 1)));
            } else {
                plain = false;
            }
        }
        return new Found(folder, keys, values, plain, new ArrayList<>());
    }

    /** The keys of all folders, or none when they differ, as a recursive read of mixed folders has. */
    private static StructType commonKeys(List<Found> folders) {
        List<List<String>> distinct =
                folders.stream().map(Found::keys).distinct().toList();
        if (distinct.size() != 1) {
            return new StructType();
        }
        return DataTypes.createStructType(distinct.get(0).stream()
                .map(key -> DataTypes.createStructField(key, DataTypes.StringType, true))
                .toArray(StructField[]::new));
    }
}
