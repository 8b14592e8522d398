package io.mastic.server.objects;

import java.util.Optional;
import java.util.regex.Pattern;

/** A place on S3 as {@code s3://bucket/key}; the key may be empty or end with a slash. */
public record S3Location(String bucket, String key) {
    private static final Pattern FORM = Pattern.compile("s3[an]?://([^/]+)/?(.*)", Pattern.DOTALL);

    /** Empty if the text is no such place. */
    public static Optional<S3Location> of(String uri) {
        var parts = FORM.matcher(uri);
        return parts.matches() ? Optional.of(new S3Location(parts.group(1), parts.group(2))) : Optional.empty();
    }

    /** What follows the last slash. */
    public String fileName() {
        return key.substring(key.lastIndexOf('/') + 1);
    }

    @Override
    public String toString() {
        return "s3://" + bucket + "/" + key;
    }
}
