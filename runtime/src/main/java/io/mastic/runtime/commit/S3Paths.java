package io.mastic.runtime.commit;

import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.Path;

/** S3's names in Hadoop's paths. */
final class S3Paths {
    private static final Set<String> SCHEMES = Set.of("s3", "s3a", "s3n");

    private S3Paths() {}

    static boolean isS3(Path path) {
        return Optional.ofNullable(path.toUri().getScheme())
                .filter(SCHEMES::contains)
                .isPresent();
    }

    static String bucket(Path path) {
        return Optional.ofNullable(path.toUri().getAuthority())
                .orElseThrow(() -> new IllegalArgumentException("No bucket in " + path));
    }

    /** Without a leading slash; empty for the bucket itself. */
    static String key(Path path) {
        var text = path.toUri().getPath();
        return text.startsWith("/") ? text.substring(1) : text;
    }
}
