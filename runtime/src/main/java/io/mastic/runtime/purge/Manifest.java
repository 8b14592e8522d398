package io.mastic.runtime.purge;

import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** What a purge has done, a line a file, in the order of their paths. Thread-safe. */
final class Manifest {
    private final Set<String> deleted = new ConcurrentSkipListSet<>();
    private final Set<String> failed = new ConcurrentSkipListSet<>();

    void deleted(String path) {
        deleted.add(quoted(path));
    }

    void failed(String path, String code, String message) {
        failed.add(String.join(",", quoted(path), quoted(code), quoted(message)));
    }

    /** CSV: the path. */
    String deletions() {
        return lines(deleted);
    }

    /** CSV: the path, S3's code, and its message. */
    String failures() {
        return lines(failed);
    }

    private static String lines(Set<String> rows) {
        return rows.isEmpty() ? "" : String.join("\n", rows) + "\n";
    }

    private static String quoted(String value) {
        return value.matches("[^\",\n]*") ? value : "\"" + value.replace("\"", "\"\"") + "\"";
    }
}
