package io.mastic.runtime.bookmark;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.hadoop.fs.FileStatus;

/** What one source reads of the files that it finds. Made before they are listed, and good for one listing. */
public sealed interface FileBookmark {
    /** Whether earlier runs decide what is read. */
    boolean isKept();

    /** Whether a file may be read; what may not need not be held. */
    boolean isNew(FileStatus file);

    /** Which of all files that are new are read in this run, in any order. */
    List<FileStatus> take(List<FileStatus> found, ReadLimits limits);

    /** For a source without a context, or a run without a bookmark: every file, though within the limits. */
    static FileBookmark none() {
        return new None();
    }

    /** Remembers nothing. */
    record None() implements FileBookmark {
        @Override
        public boolean isKept() {
            return false;
        }

        @Override
        public boolean isNew(FileStatus file) {
            return true;
        }

        @Override
        public List<FileStatus> take(List<FileStatus> found, ReadLimits limits) {
            if (!limits.isBounded()) {
                return found;
            }
            List<FileStatus> ordered = found.stream().sorted(Increment.BY_AGE).toList();
            return ordered.subList(0, Increment.bounded(ordered, limits));
        }
    }

    /**
     * Reads on from what has been read.
     *
     * @param wanted narrows the files that have not been read
     * @param looked milliseconds since 1970: now, before the listing
     * @param read gets what has been read after this run
     */
    record Since(FilesRead before, Predicate<FileStatus> wanted, long looked, Consumer<FilesRead> read)
            implements FileBookmark {
        @Override
        public boolean isKept() {
            return true;
        }

        @Override
        public boolean isNew(FileStatus file) {
            return !before.contains(file) && wanted.test(file);
        }

        @Override
        public List<FileStatus> take(List<FileStatus> found, ReadLimits limits) {
            Increment increment = Increment.of(before, found, looked, limits);
            read.accept(increment.after());
            return increment.files();
        }
    }
}
