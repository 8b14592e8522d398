package io.mastic.server.logs;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * When a growing file had reached which size: pairs of two longs, both ascending, one written some times a second
 * while the file grows. A run of days has a million of them: they are searched in the file, never read as a whole.
 */
record LogTimes(Path path) {
    private static final int ENTRY = 2 * Long.BYTES;

    record Entry(long size, long time) {}

    /** Adds an entry; called by one thread. */
    void add(Entry entry) throws IOException {
        try (var file = new RandomAccessFile(path.toFile(), "rw")) {
            // Over what a server that died while it wrote has left of an entry.
            file.seek(count(file) * ENTRY);
            var bytes =
                    java.nio.ByteBuffer.allocate(ENTRY).putLong(entry.size()).putLong(entry.time());
            file.write(bytes.array());
        }
    }

    Optional<Entry> last() throws IOException {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        try (var file = new RandomAccessFile(path.toFile(), "r")) {
            var count = count(file);
            return count == 0 ? Optional.empty() : Optional.of(entry(file, count - 1));
        }
    }

    /** The size that the file had at last before a time; 0 if there is none. */
    long sizeBefore(long time) throws IOException {
        if (!Files.exists(path)) {
            return 0;
        }
        try (var file = new RandomAccessFile(path.toFile(), "r")) {
            long low = 0;
            long high = count(file);
            while (low < high) {
                long middle = (low + high) / 2;
                if (entry(file, middle).time() < time) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low == 0 ? 0 : entry(file, low - 1).size();
        }
    }

    private static long count(RandomAccessFile file) throws IOException {
        return file.length() / ENTRY;
    }

    private static Entry entry(RandomAccessFile file, long index) throws IOException {
        file.seek(index * ENTRY);
        return new Entry(file.readLong(), file.readLong());
    }

    /** Walks forward through the entries; sizes are asked for in ascending order. */
    final class Walk implements AutoCloseable {
        private final Optional<RandomAccessFile> file;
        private final long count;
        private long index;
        private Entry at = new Entry(-1, 0);

        Walk(long firstSize) throws IOException {
            this.file = Files.exists(path) ? Optional.of(new RandomAccessFile(path.toFile(), "r")) : Optional.empty();
            this.count = file.isPresent() ? count(file.get()) : 0;
            this.index = first(firstSize);
        }

        private long first(long size) throws IOException {
            long low = 0;
            long high = count;
            while (low < high) {
                long middle = (low + high) / 2;
                if (entry(file.orElseThrow(), middle).size() < size) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }

        /** When the file first had a size; empty if that was not noted. */
        Optional<Long> time(long size) throws IOException {
            while (at.size() < size) {
                if (index == count) {
                    return Optional.empty();
                }
                at = entry(file.orElseThrow(), index);
                index++;
            }
            return Optional.of(at.time());
        }

        @Override
        public void close() throws IOException {
            if (file.isPresent()) {
                file.get().close();
            }
        }
    }
}
