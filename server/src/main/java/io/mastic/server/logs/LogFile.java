package io.mastic.server.logs;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A driver's output file as log events, one a line. The file has no times: while a run lives its size is noted again
 * and again, and a line's time is when the file first reached its end.
 */
record LogFile(Path path) {
    private static final int MOST_BYTES = 1 << 20;

    /** @param end offset after the line feed */
    record Line(long start, long end, String text) {}

    /** Times by the size that the file had reached. */
    private Path times() {
        return path.resolveSibling(path.getFileName() + ".times");
    }

    /** Notes that the file has grown, if it has; called by one thread. */
    void note(long now) throws IOException {
        var size = size();
        if (size > noted()) {
            Files.writeString(times(), size + " " + now + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    private long noted() throws IOException {
        if (!Files.exists(times())) {
            return 0;
        }
        try (var file = new RandomAccessFile(times().toFile(), "r")) {
            file.seek(Math.max(0, file.length() - 80));
            var last = 0L;
            for (var line = file.readLine(); line != null; line = file.readLine()) {
                last = Long.parseLong(line.split(" ", 2)[0].isEmpty() ? "0" : line.split(" ", 2)[0]);
            }
            return last;
        }
    }

    /** The time of each line, by its end; of what was not noted yet it is now. */
    NavigableMap<Long, Long> noteTimes(long now) throws IOException {
        var times = new TreeMap<Long, Long>();
        if (Files.exists(times())) {
            for (var line : Files.readAllLines(times())) {
                var parts = line.split(" ", 2);
                if (parts.length == 2) {
                    times.put(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
                }
            }
        }
        times.put(Long.MAX_VALUE, now);
        return times;
    }

    long size() throws IOException {
        return Files.exists(path) ? Files.size(path) : 0;
    }

    /** Lines from an offset on, of a bounded part of the file; a last line without its end is left for later. */
    List<Line> after(long offset, int most) throws IOException {
        var lines = lines(offset, read(offset, MOST_BYTES));
        return lines.subList(0, Math.min(most, lines.size()));
    }

    /** The last lines that end at or before an offset. */
    List<Line> before(long offset, int most) throws IOException {
        long end = Math.min(offset, size());
        long start = Math.max(0, end - MOST_BYTES);
        var lines = lines(start, read(start, (int) (end - start)));
        // The first of a part is cut off, unless the part begins with the file.
        var whole = start > 0 && !lines.isEmpty() ? lines.subList(1, lines.size()) : lines;
        return whole.subList(Math.max(0, whole.size() - most), whole.size());
    }

    private byte[] read(long offset, int most) throws IOException {
        if (!Files.exists(path)) {
            return new byte[0];
        }
        try (var file = new RandomAccessFile(path.toFile(), "r")) {
            int count = (int) Math.max(0, Math.min(most, file.length() - offset));
            var bytes = new byte[count];
            file.seek(Math.min(offset, file.length()));
            file.readFully(bytes);
            return bytes;
        }
    }

    private static List<Line> lines(long offset, byte[] bytes) {
        var lines = new ArrayList<Line>();
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                lines.add(line(offset, bytes, start, i, i + 1));
                start = i + 1;
            }
        }
        if (lines.isEmpty() && bytes.length == MOST_BYTES) {
            return Collections.singletonList(line(offset, bytes, 0, bytes.length, bytes.length));
        }
        return lines;
    }

    private static Line line(long offset, byte[] bytes, int start, int end, int next) {
        var text = new String(bytes, start, end - start, StandardCharsets.UTF_8);
        return new Line(offset + start, offset + next, text);
    }
}
