package io.mastic.server.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A system user, and the group of the same number, that an account's drivers run as. It has no name and no entry
 * anywhere: what it may do is what everybody may, and what it is given here.
 */
public record DriverUser(int id) {
    /** Makes a folder this user's alone, which lies in one of root's. */
    void own(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        Files.setAttribute(folder, "unix:gid", id, LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(folder, "unix:uid", id, LinkOption.NOFOLLOW_LINKS);
    }

    /** Lets this user, and no other, through one of root's folders to what lies in it. */
    void enter(Path folder) throws IOException {
        Files.setAttribute(folder, "unix:gid", id, LinkOption.NOFOLLOW_LINKS);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x---"));
    }
}
