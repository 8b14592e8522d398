package io.mastic.server.commits;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The ETag that S3 gives an object of several parts: the digest of the parts' digests, and their number.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html">AWS</a>
 */
final class PartTags {
    private PartTags() {}

    /** Without quotes; empty if a part's tag is none of MD5. */
    static String etag(List<String> parts) {
        try {
            var digest = MessageDigest.getInstance("MD5");
            for (var part : parts) {
                digest.update(HexFormat.of().parseHex(part.replace("\"", "")));
            }
            return HexFormat.of().formatHex(digest.digest()) + "-" + parts.size();
        } catch (IllegalArgumentException e) {
            return "";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
