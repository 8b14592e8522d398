package io.mastic.server.objects;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a killed server leaves of objects that it was writing: files beside the objects', which no key has and nothing
 * lists, but which take their space.
 */
final class TornFiles {
    private static final Logger LOG = LoggerFactory.getLogger(TornFiles.class);
    private static final String ID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    /** The store writes an object or a part under its name, a dash and an id; no object's own name has {@code %-}. */
    private static final Pattern NAME = Pattern.compile(".*%-(.*-)?" + ID + "|\\.hold-" + ID);

    private TornFiles() {}

    /** Deletes those that were written last before a moment: later ones may be a living server's. */
    static void sweep(Path root, Instant before) throws IOException {
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                var torn = NAME.matcher(file.getFileName().toString()).matches();
                if (torn && attributes.lastModifiedTime().toInstant().isBefore(before) && Files.deleteIfExists(file)) {
                    LOG.info("Deleted {}, which was not written to its end", root.relativize(file));
                }
                return FileVisitResult.CONTINUE;
            }

            /** Objects and folders come and go meanwhile. */
            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException e) {
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
