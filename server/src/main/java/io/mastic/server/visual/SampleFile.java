package io.mastic.server.visual;

import io.mastic.model.graph.node.FileOptions;
import io.mastic.protocol.ServiceException;
import io.mastic.server.objects.RoleObjects;
import io.mastic.server.objects.S3Location;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The one file of a source that its columns are read off.
 *
 * @param root where the source begins; folders below it may be partitions
 */
record SampleFile(RoleObjects objects, S3Location root, S3Location location) {
    /** Bytes of a file that are looked at; more than a reader of formats without a footer needs. */
    static final int HEAD = 1 << 20;

    private static final int LARGEST_TAIL = 64 << 20;

    /** @throws ServiceException if there is none, or the caller may not read it */
    static SampleFile of(RoleObjects objects, FileOptions options) {
        var paths = options.samplePath().map(List::of).orElse(options.paths());
        return paths.stream()
                .flatMap(path -> S3Location.of(path).stream())
                .flatMap(root -> first(objects, root).map(found -> new SampleFile(objects, root, found)).stream())
                .findFirst()
                .orElseThrow(() -> VisualErrors.invalid("There is no file at " + String.join(", ", paths)));
    }

    private static Optional<S3Location> first(RoleObjects objects, S3Location root) {
        try {
            var under = objects.list(root.bucket(), root.key(), "");
            var folder = root.key().isEmpty() || root.key().endsWith("/") ? root.key() : root.key() + "/";
            return under.stream()
                    .filter(object ->
                            object.key().equals(root.key()) || object.key().startsWith(folder))
                    .filter(SampleFile::isData)
                    .map(object -> new S3Location(root.bucket(), object.key()))
                    .findFirst();
        } catch (ServiceException e) {
            throw VisualErrors.objects(e, root.toString());
        }
    }

    private static boolean isData(S3Object object) {
        var name = object.key().substring(object.key().lastIndexOf('/') + 1);
        return object.size() > 0 && !name.isEmpty() && !name.startsWith("_") && !name.startsWith(".");
    }

    /** The first {@link #HEAD} bytes at most. */
    byte[] head() {
        return read(() -> objects.read(location.bucket(), location.key(), HEAD));
    }

    /** All of the file. */
    byte[] whole(int most) {
        var bytes = read(() -> objects.read(location.bucket(), location.key(), most + 1));
        if (bytes.length > most) {
            throw VisualErrors.invalid(
                    "The file " + location + " has more than " + most
                            + " bytes, and would have to be read whole: name a smaller one as the sample, or give OutputSchemas yourself");
        }
        return bytes;
    }

    /** The last bytes of the file. */
    byte[] tail(int length) {
        if (length > LARGEST_TAIL) {
            throw VisualErrors.invalid("The footer of " + location + " has " + length + " bytes, which is too much");
        }
        return read(() -> objects.readEnd(location.bucket(), location.key(), length));
    }

    private interface Reading {
        Optional<byte[]> bytes();
    }

    private byte[] read(Reading reading) {
        try {
            return reading.bytes().orElseThrow(() -> VisualErrors.invalid("There is no file " + location));
        } catch (ServiceException e) {
            throw VisualErrors.objects(e, location.toString());
        }
    }

    /** Keys of folders such as {@code year=2026} between the root and the file. */
    List<String> partitionKeys() {
        int from = Math.min(root.key().length(), location.key().length());
        var below = location.key().substring(from);
        return Arrays.stream(
                        below.substring(0, Math.max(0, below.lastIndexOf('/'))).split("/"))
                .filter(folder -> folder.indexOf('=') > 0)
                .map(folder -> folder.substring(0, folder.indexOf('=')))
                .toList();
    }
}
