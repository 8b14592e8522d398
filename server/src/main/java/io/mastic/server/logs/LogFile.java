package io.mastic.server.logs;

import io.mastic.server.logs.LogTimes.Entry;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A driver's output file as log events, one a line. The file has no times: while a run lives its size is noted again
 * and again, and a line's time is when the file first reached its end. Of a live run a line is seen once that is
 * noted, so that its time never changes.
 *
 * @param completed when the run ended; empty while it lives
 */
record LogFile(Path path, Optional<Long> completed) {
    private static final int MOST_BYTES = 1 << 20;

    /**
     * @param end offset after the line feed
     * @param time milliseconds since 1970
     */
    record Line(long start, long end, String text, long time) {}

    private LogTimes times() {
        return new LogTimes(path.resolveSibling(path.getFileName() + ".times"));
    }

    /** Notes that the file has grown, if it has; called by one thread. */
    void note(long now) throws IOException {
        var size = size();
        var last = times().last().orElse(new Entry(0, 0));
        if (size > last.size()) {
            // A clock that was set back must not part what is searched by time.
            times().add(new Entry(size, Math.max(now, last.time())));
        }
    }

    private long size() throws IOException {
        return Files.exists(path) ? Files.size(path) : 0;
    }

    /** Up to where the file is shown. */
    long end() throws IOException {
        return completed.isPresent() ? size() : times().last().map(Entry::size).orElse(0L);
    }

    /** When the last line came. */
    Optional<Long> lastTime() throws IOException {
        return times().last().map(Entry::time);
    }

    /** Where the lines begin that came at a time or later. */
    long offsetOf(long time) throws IOException {
        long before = Math.min(times().sizeBefore(time), end());
        long start = Math.max(0, before - MOST_BYTES);
        var bytes = read(start, before);
        for (int i = bytes.length - 1; i >= 0; i--) {
            if (bytes[i] == '\n') {
                return start + i + 1;
            }
        }
        return start;
    }

    /** Lines from an offset on, of a bounded part of the file; a last line that may still grow is left for later. */
    List<Line> after(long offset, int most) throws IOException {
        long end = Math.min(end(), offset + MOST_BYTES);
        var bytes = read(offset, end);
        var lines = pieces(offset, bytes, bytes.length == MOST_BYTES ? Rest.IF_ALONE : rest(bytes.length, false));
        return timed(lines.subList(0, Math.min(most, lines.size())));
    }

    /** The last lines that end at or before an offset. */
    List<Line> before(long offset, int most) throws IOException {
        long shown = end();
        long end = Math.min(offset, shown);
        long start = Math.max(0, end - MOST_BYTES);
        // Where an earlier page began nothing grows any more.
        var lines = pieces(start, read(start, end), rest(end - start, end < shown));
        // The first of a part is cut off, unless the part begins with the file or holds nothing else.
        var whole = start > 0 && lines.size() > 1 ? lines.subList(1, lines.size()) : lines;
        return timed(whole.subList(Math.max(0, whole.size() - most), whole.size()));
    }

    private byte[] read(long from, long to) throws IOException {
        if (to <= from || !Files.exists(path)) {
            return new byte[0];
        }
        try (var file = new RandomAccessFile(path.toFile(), "r")) {
            int count = (int) Math.max(0, Math.min(to, file.length()) - from);
            var bytes = new byte[count];
            file.seek(from);
            file.readFully(bytes);
            return bytes;
        }
    }

    /** Whether bytes after the last line feed are a line. */
    private enum Rest {
        NEVER,
        IF_ALONE,
        ALWAYS
    }

    private Rest rest(long bytes, boolean isOver) {
        if (isOver || completed.isPresent()) {
            return Rest.ALWAYS;
        }
        return bytes == MOST_BYTES ? Rest.IF_ALONE : Rest.NEVER;
    }

    private static List<Line> pieces(long offset, byte[] bytes, Rest rest) {
        var lines = new ArrayList<Line>();
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                lines.add(piece(offset, bytes, start, i, i + 1));
                start = i + 1;
            }
        }
        var taken = rest == Rest.ALWAYS || (rest == Rest.IF_ALONE && lines.isEmpty());
        if (taken && start < bytes.length) {
            lines.add(piece(offset, bytes, start, bytes.length, bytes.length));
        }
        return lines;
    }

    private static Line piece(long offset, byte[] bytes, int start, int end, int next) {
        var text = new String(bytes, start, end - start, StandardCharsets.UTF_8);
        return new Line(offset + start, offset + next, text, 0);
    }

    private List<Line> timed(List<Line> lines) throws IOException {
        if (lines.isEmpty()) {
            return List.of();
        }
        var timed = new ArrayList<Line>(lines.size());
        long last = completed.orElse(0L);
        try (var walk = times().new Walk(lines.get(0).end())) {
            for (var line : lines) {
                var time = walk.time(line.end()).orElse(last);
                timed.add(new Line(line.start(), line.end(), line.text(), time));
            }
        }
        return timed;
    }
}
