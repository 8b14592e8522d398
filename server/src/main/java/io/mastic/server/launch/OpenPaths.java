package io.mastic.server.launch;

import static java.nio.file.attribute.PosixFilePermission.OTHERS_EXECUTE;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_READ;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Optional;

/** What a user can use that owns nothing: its permissions for others count, and those of each folder on the way. */
final class OpenPaths {
    private static final int MOST_LINKS = 40;

    private OpenPaths() {}

    /** Which file that drivers need is closed to them, and what to do; the rest of a sentence. */
    static Optional<String> obstacle(Path home, Path runs) throws IOException {
        var java = Path.of(System.getProperty("java.home"));
        var needed = new LinkedHashMap<Path, PosixFilePermission>();
        needed.put(java.resolve("bin/java"), OTHERS_EXECUTE);
        needed.put(java.resolve("lib/modules"), OTHERS_READ);
        needed.put(home.resolve("venv/bin/python"), OTHERS_EXECUTE);
        needed.put(home.resolve("python/mastic_driver/__main__.py"), OTHERS_READ);
        needed.put(home.resolve("python/awsglue/__init__.py"), OTHERS_READ);
        needed.put(home.resolve("runtime"), OTHERS_READ);
        needed.put(existing(runs), OTHERS_EXECUTE);
        for (var file : needed.entrySet()) {
            var closed = closedOnTheWay(file.getKey(), file.getValue());
            if (closed.isPresent()) {
                return closed.map(part -> said(part, file.getKey()));
            }
        }
        return Optional.empty();
    }

    private static Path existing(Path folder) {
        var found = folder;
        while (!Files.exists(found)) {
            found = Optional.ofNullable(found.getParent()).orElseThrow();
        }
        return found;
    }

    private static String said(Path part, Path file) {
        if (!Files.exists(part)) {
            return part + " is missing";
        }
        return (part.equals(file) ? part.toString() : part + " on the way to " + file)
                + " is closed to others than its owner, and drivers need it. Open it with chmod, or put what lies there"
                + " elsewhere: Mastic, its Python, its JDK, or the runs by the setting runs-folder";
    }

    /** The first part of the way to a file that is closed or missing, through links as well. */
    static Optional<Path> closedOnTheWay(Path path, PosixFilePermission needed) throws IOException {
        var names = new ArrayDeque<Path>();
        path.toAbsolutePath().forEach(names::add);
        var root = Path.of("/");
        var walked = root;
        int links = 0;
        while (!names.isEmpty()) {
            var next = walked.resolve(names.removeFirst()).normalize();
            if (Files.isSymbolicLink(next) && links < MOST_LINKS) {
                links++;
                var target = Files.readSymbolicLink(next);
                walked = target.isAbsolute() ? root : walked;
                prepend(target, names);
            } else if (isClosed(next, names.isEmpty() ? needed : OTHERS_EXECUTE)) {
                return Optional.of(next);
            } else {
                walked = next;
            }
        }
        return Optional.empty();
    }

    private static void prepend(Path target, ArrayDeque<Path> names) {
        for (int i = target.getNameCount() - 1; i >= 0; i--) {
            names.addFirst(target.getName(i));
        }
    }

    private static boolean isClosed(Path file, PosixFilePermission needed) throws IOException {
        return !Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                || !Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS)
                        .contains(needed);
    }
}
