package io.mastic.runtime.source;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** How text is compressed, where Spark, which goes by the files' names, would not see it. */
enum Compression {
    GZIP(".gz"),
    BZIP2(".bz2");

    private final String ending;

    Compression(String ending) {
        this.ending = ending;
    }

    String ending() {
        return ending;
    }

    /** What {@code compressionType} says, if it says anything that names could hide. */
    static Optional<Compression> of(Options connection) {
        String asked = connection
                .text("compressionType")
                .or(() -> connection.text("compression"))
                .orElse("")
                .toLowerCase(Locale.ROOT);
        return switch (asked) {
            case "gzip" -> Optional.of(GZIP);
            case "bzip2" -> Optional.of(BZIP2);
            default -> Optional.empty();
        };
    }

    /** The file under a name that shows it, unless its own does or shows another. */
    FileStatus shown(FileStatus file) {
        Path path = file.getPath();
        if (Arrays.stream(values()).anyMatch(one -> path.getName().endsWith(one.ending))) {
            return file;
        }
        return new FileStatus(
                file.getLen(),
                false,
                1,
                file.getBlockSize(),
                file.getModificationTime(),
                CompressedFileSystem.path(this, path));
    }
}
