package io.mastic.runtime.bookmark;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileStatus;

/**
 * Which files of a source have been read: those modified before {@code from}, and those of the band. Times are
 * milliseconds since 1970. Its JSON is a state of the job's bookmark.
 *
 * @param timestamp the newest modification that was read, or when the run looked, if that is older
 * @param band of single files, the modification that was read by {@link #key}
 */
public record FilesRead(long timestamp, long from, Map<String, Long> band) {
    /** Before the first run. */
    public static final FilesRead NOTHING = new FilesRead(0, 0, Map.of());

    private static final int KEY_BYTES = 12;

    public FilesRead {
        band = new TreeMap<>(band);
    }

    /** A file that was modified since it was read is another. */
    public boolean contains(FileStatus file) {
        long modified = file.getModificationTime();
        return modified < from || (!band.isEmpty() && Objects.equals(band.get(key(file)), modified));
    }

    /**
     * Stands for a path and a length: 96 bits of their hash, so that a state stays small. S3 tells modifications by the
     * second, in which a file can be read and written again.
     */
    static String key(FileStatus file) {
        String text = file.getLen() + " " + file.getPath();
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(hash, KEY_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
