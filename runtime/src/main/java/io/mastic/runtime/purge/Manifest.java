package io.mastic.runtime.purge;

import java.util.ArrayList;
import java.util.List;

/** What a purge has done, a line a file. */
final class Manifest {
    private final List<String> deleted = new ArrayList<>();
    private final List<String> failed = new ArrayList<>();

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

    private static String lines(List<String> rows) {
        return rows.isEmpty() ? "" : String.join("\n", rows) + "\n";
    }

    private static String quoted(String value) {
        return value.matches("[^\",\n]*") ? value : "\"" + value.replace("\"", "\"\"") + "\"";
    }
}
