package io.mastic.runtime.bookmark;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.apache.hadoop.fs.FileStatus;

/**
 * What a run reads of the files that are new to it, the oldest first, and what has been read afterwards.
 *
 * <p>A file may become visible after others that were modified later: by a slow upload, or because it was written while
 * the listing went on. So nothing is taken for read unseen that was modified within the band before the listing, nor
 * anything that waits: each file is read once, if it becomes visible within the band.
 */
record Increment(List<FileStatus> files, FilesRead after) {
    static final Comparator<FileStatus> BY_AGE =
            Comparator.comparingLong(FileStatus::getModificationTime).thenComparing(FileStatus::getPath);

    /**
     * @param found files that {@code before} does not contain
     * @param looked when the listing began, in milliseconds since 1970
     */
    static Increment of(FilesRead before, List<FileStatus> found, long looked, ReadLimits limits) {
        List<FileStatus> ordered = found.stream().sorted(BY_AGE).toList();
        long settled = looked - limits.bandMillis();
        int taken = Math.min(bounded(ordered, limits), inBand(before, ordered, settled, limits.filesInBand()));
        List<FileStatus> files = ordered.subList(0, taken);
        long waiting = taken < ordered.size() ? ordered.get(taken).getModificationTime() : Long.MAX_VALUE;
        long newest = taken == 0 ? 0 : ordered.get(taken - 1).getModificationTime();
        long timestamp = Math.max(before.timestamp(), Math.min(looked, newest));
        long from = Math.max(before.from(), Math.min(waiting, timestamp - limits.bandMillis()));
        if (times(before, files).filter(time -> time >= from).count() <= limits.filesInBand()) {
            return new Increment(files, after(timestamp, from, before, files));
        }
        // More than should be remembered, but of those that settled nothing comes late.
        long later = Math.max(from, Math.min(waiting, settled));
        return new Increment(files, after(timestamp, later, before, files));
    }

    /** How many files a run takes that reads a bounded part only. */
    static int bounded(List<FileStatus> ordered, ReadLimits limits) {
        long bytes = 0;
        for (int i = 0; i < ordered.size(); i++) {
            bytes += ordered.get(i).getLen();
            if (i + 1 >= limits.files() || bytes >= limits.bytes()) {
                return i + 1;
            }
        }
        return ordered.size();
    }

    /** How many files can be taken so that those which have to be remembered one by one are not too many. */
    private static int inBand(FilesRead before, List<FileStatus> ordered, long settled, long most) {
        long remembered =
                times(before, List.of()).filter(time -> time >= settled).count();
        long old =
                times(FilesRead.NOTHING, ordered).filter(time -> time < settled).count();
        return (int) Math.min(ordered.size(), old + Math.max(0, most - remembered));
    }

    private static LongStream times(FilesRead before, List<FileStatus> files) {
        return LongStream.concat(
                before.band().values().stream().mapToLong(Long::longValue),
                files.stream().mapToLong(FileStatus::getModificationTime));
    }

    private static FilesRead after(long timestamp, long from, FilesRead before, List<FileStatus> files) {
        Map<String, Long> band = new TreeMap<>(before.band());
        for (FileStatus file : files) {
            if (file.getModificationTime() >= from) {
                band.put(FilesRead.key(file), file.getModificationTime());
            }
        }
        band.values().removeIf(time -> time < from);
        return new FilesRead(timestamp, from, band);
    }
}
