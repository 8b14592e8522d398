package io.mastic.runtime.source;

import java.nio.file.FileSystems;
import java.nio.file.PathMatcher;
import java.nio.file.Paths;
import java.util.List;
import org.apache.hadoop.fs.Path;

/**
 * Patterns of files that are not read, such as {@code **.pdf}. One asterisk stays in a folder, two do not. A pattern is
 * held against a file's path below the path that is read, and against its whole path.
 */
record Exclusions(List<PathMatcher> patterns) {
    Exclusions {
        patterns = List.copyOf(patterns);
    }

    static Exclusions of(List<String> globs) {
        return new Exclusions(globs.stream()
                .map(glob -> FileSystems.getDefault().getPathMatcher("glob:" + withoutScheme(glob)))
                .toList());
    }

    boolean keep(Path file, Path root) {
        if (patterns.isEmpty()) {
            return true;
        }
        String whole = withoutScheme(file.toString());
        String folder = withoutScheme(root.toString());
        String relative = whole.startsWith(folder) ? whole.substring(folder.length()) : whole;
        return patterns.stream()
                .noneMatch(pattern -> pattern.matches(Paths.get(whole))
                        || pattern.matches(Paths.get(relative.startsWith("/") ? relative.substring(1) : relative)));
    }

    private static String withoutScheme(String path) {
        return path.replaceFirst("^s3[an]?://", "");
    }
}
