package io.mastic.runtime.purge;

import java.util.Set;

/**
 * A place in S3.
 *
 * @param key without a slash at its end; empty for the whole bucket
 */
record S3Folder(String bucket, String key) {
    private static final Set<String> SCHEMES = Set.of("s3", "s3a", "s3n");

    static S3Folder of(String path) {
        int colon = path.indexOf("://");
        if (colon < 0 || !SCHEMES.contains(path.substring(0, colon))) {
            throw new IllegalArgumentException("A path of S3 is needed (s3://bucket/folder), not " + path);
        }
        String rest = path.substring(colon + 3);
        int slash = rest.indexOf('/');
        String key = slash < 0 ? "" : rest.substring(slash + 1).replaceAll("/+$", "");
        return new S3Folder(slash < 0 ? rest : rest.substring(0, slash), key);
    }

    /** Whether an object is this one or lies below it. */
    boolean holds(String object) {
        return key.isEmpty() || object.equals(key) || object.startsWith(key + "/");
    }

    String path(String object) {
        return "s3://" + bucket + "/" + object;
    }
}
