package io.mastic.runtime.source;

import io.mastic.runtime.source.FileListing.Folder;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * Columns that tell of each row's file. They are keys of folders with one file each, so that every format has them, and
 * a filter by them is one of files.
 *
 * @param filename the column that receives the file's path, or ""
 * @param timestamp the column that receives when the file was modified, or ""
 */
record AttachedColumns(String filename, String timestamp) {
    private static final long MICROSECONDS = 1_000;

    static AttachedColumns of(Options connection, Options format) {
        return new AttachedColumns(
                format.text("attachFilename", connection.text("attachFilename", "")),
                format.text("attachTimestamp", connection.text("attachTimestamp", "")));
    }

    boolean isEmpty() {
        return filename.isEmpty() && timestamp.isEmpty();
    }

    StructType keys(StructType keys) {
        List<StructField> all = new ArrayList<>(List.of(keys.fields()));
        if (!filename.isEmpty()) {
            all.add(DataTypes.createStructField(filename, DataTypes.StringType, true));
        }
        if (!timestamp.isEmpty()) {
            all.add(DataTypes.createStructField(timestamp, DataTypes.TimestampType, true));
        }
        return DataTypes.createStructType(all);
    }

    List<Folder> folders(StructType keys, List<Folder> folders) {
        List<Folder> single = new ArrayList<>();
        for (Folder folder : folders) {
            for (FileStatus file : folder.files()) {
                single.add(new Folder(file.getPath(), values(keys, folder.values(), file), List.of(file)));
            }
        }
        return single;
    }

    private InternalRow values(StructType keys, InternalRow values, FileStatus file) {
        List<@Nullable Object> all = new ArrayList<>();
        for (int i = 0; i < keys.length(); i++) {
            all.add(values.isNullAt(i) ? null : values.get(i, keys.fields()[i].dataType()));
        }
        if (!filename.isEmpty()) {
            all.add(UTF8String.fromString(file.getPath().toString()));
        }
        if (!timestamp.isEmpty()) {
            all.add(file.getModificationTime() * MICROSECONDS);
        }
        return new GenericInternalRow(all.toArray());
    }
}
