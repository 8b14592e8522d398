package io.mastic.server;

import io.mastic.server.store.Database;
import io.mastic.server.store.DatabaseConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;

/** What lies where in the data folder. Its owner alone can read it. */
final class DataFolder {
    /** Says where the database is that belongs to the folder, if it is not in it. */
    static final String ELSEWHERE = "database.url";

    static final String EMBEDDED = "database";

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

    /** @throws StartException if the database cannot be used, or is not the one that the folder belongs to */
    static Database database(Path data, DatabaseConfig config) throws IOException {
        var elsewhere = data.resolve(ELSEWHERE);
        var embedded = data.resolve(EMBEDDED);
        if (config.isInDataFolder()) {
            if (Files.exists(elsewhere)) {
                throw new StartException("the data folder " + data + " belongs to the database at "
                        + Files.readString(elsewhere).strip() + ". Set database-url to it");
            }
            return embedded(data, embedded);
        }
        if (Files.exists(embedded)) {
            throw new StartException("the data folder " + data + " holds a database of its own. Move it to "
                    + config.url() + " with: mastic db migrate");
        }
        var database = Database.postgres(config);
        Files.writeString(elsewhere, config.url() + "\n");
        return database;
    }

    /** @throws StartException if a server runs on the folder */
    static void requireStopped(Path data) throws IOException {
        var running = ServerFile.running(data);
        if (running.isPresent()) {
            throw new StartException(
                    "a server runs on the data folder " + data + ". End it first with: mastic stop --data " + data);
        }
    }

    /** From now on the database is elsewhere; the folder's own is kept under another name. */
    static Path movedTo(Path data, DatabaseConfig config) throws IOException {
        Files.writeString(data.resolve(ELSEWHERE), config.url() + "\n");
        var kept = data.resolve("database-before-postgresql");
        Files.move(data.resolve(EMBEDDED), kept);
        return kept;
    }

    static boolean holdsDatabase(Path data) {
        return Files.exists(data.resolve(EMBEDDED));
    }

    private static Database embedded(Path data, Path folder) {
        try {
            return Database.inFolder(folder);
        } catch (RuntimeException e) {
            if (isInUse(e)) {
                throw new StartException(
                        "the data folder " + data + " is in use by another server. See it with: mastic status --data "
                                + data,
                        e);
            }
            throw e;
        }
    }

    private static boolean isInUse(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (String.valueOf(cause).contains("already in use")) {
                return true;
            }
        }
        return false;
    }

    static Path objects(Path data) throws IOException {
        return Files.createDirectories(data.resolve("objects"));
    }
}
