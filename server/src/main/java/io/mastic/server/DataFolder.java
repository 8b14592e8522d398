package io.mastic.server;

import io.mastic.server.store.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;

/** What lies where in the data folder. Its owner alone can read it. */
final class DataFolder {
    private DataFolder() {}

    /** @throws StartException if the folder cannot be made or used */
    static void prepare(Path data) {
        try {
            if (!Files.isDirectory(data)) {
                Files.createDirectories(
                        data, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            if (!Files.isWritable(data)) {
                throw new StartException("the data folder " + data + " cannot be written. "
                        + "Change its owner or choose another with --data");
            }
            Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
            requireAttributes(data);
        } catch (IOException e) {
            throw new StartException("the data folder " + data + " cannot be made or used: " + e, e);
        }
    }

    /** The objects' ETags and types are extended attributes of their files. */
    private static void requireAttributes(Path data) throws IOException {
        var probe = Files.createTempFile(data, "probe", "");
        try {
            var view = Files.getFileAttributeView(probe, UserDefinedFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
            view.write("user.probe", java.nio.ByteBuffer.wrap(new byte[] {1}));
        } catch (IOException | UnsupportedOperationException e) {
            throw new StartException(
                    "the file system of " + data + " has no extended attributes for users, which objects need. "
                            + "Choose a folder on ext4, xfs or btrfs with --data",
                    e);
        } finally {
            Files.delete(probe);
        }
    }

    static Database database(Path data) {
        try {
            return Database.inFolder(data.resolve("database"));
        } catch (RuntimeException e) {
            if (String.valueOf(e).contains("already in use")) {
                throw new StartException(
                        "the data folder " + data + " is in use by another server. See it with: mastic status --data "
                                + data,
                        e);
            }
            throw e;
        }
    }

    static Path objects(Path data) throws IOException {
        return Files.createDirectories(data.resolve("objects"));
    }

    static Path runs(Path data) throws IOException {
        return Files.createDirectories(data.resolve("runs"));
    }
}
