package io.mastic.server.objects;

import io.mastic.server.objects.KeyPath.Kind;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lists the keys of a bucket's folder, in order, from any key on: a page costs what it holds and the names of the
 * folders on its way. Names of large folders are held in memory while the folder does not change.
 */
final class FolderListing {
    private static final int LARGE = 1_000;
    private static final int REMEMBERED = 16;
    /** A folder's time has the grain of the file system's clock; what changed just now may change again unseen. */
    private static final Duration SETTLED = Duration.ofSeconds(2);

    private final Clock clock;
    private final Map<Path, Names> remembered = new LinkedHashMap<>(REMEMBERED, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, Names> eldest) {
            return size() > REMEMBERED;
        }
    };

    FolderListing(Clock clock) {
        this.clock = clock;
    }

    /** Keys end with a slash for a folder. */
    private record Names(FileTime changed, List<String> names) {}

    /** A key, or with {@code prefix} the common prefix of several. */
    record Entry(String key, boolean prefix) {}

    /**
     * @param after keys up to this one are left out, and those that begin with it if it is a common prefix
     * @param delimiter null for none
     * @param most a page holds at most so many, and one more if there are more
     */
    record Query(String prefix, @Nullable String delimiter, String after, int most) {}

    List<Entry> list(Path bucket, Query query) throws IOException {
        var found = new ArrayList<Entry>();
        walk(bucket, "", query, found);
        return found;
    }

    private void walk(Path folder, String prefix, Query query, List<Entry> found) throws IOException {
        for (var name : names(folder)) {
            if (found.size() > query.most()) {
                return;
            }
            var key = prefix + name;
            if (name.endsWith("/")) {
                folder(folder.resolve(KeyPath.folder(name.substring(0, name.length() - 1))), key, query, found);
            } else if (key.startsWith(query.prefix()) && KeyOrder.compare(key, query.after()) > 0) {
                add(key, query, found);
            }
        }
    }

    private void folder(Path folder, String key, Query query, List<Entry> found) throws IOException {
        var outside = !key.startsWith(query.prefix()) && !query.prefix().startsWith(key);
        var passed = KeyOrder.compare(key, query.after()) < 0 && !query.after().startsWith(key);
        if (outside || passed) {
            return;
        }
        if (key.startsWith(query.prefix())
                && "/".equals(query.delimiter())
                && key.length() > query.prefix().length()) {
            if (!query.after().startsWith(key) && holdsObject(folder)) {
                found.add(new Entry(key, true));
            }
            return;
        }
        walk(folder, key, query, found);
    }

    private static void add(String key, Query query, List<Entry> found) {
        var delimiter = query.delimiter();
        int cut = delimiter == null ? -1 : key.indexOf(delimiter, query.prefix().length());
        if (delimiter != null && cut >= 0) {
            var common = new Entry(key.substring(0, cut + delimiter.length()), true);
            var last = found.isEmpty() ? null : found.get(found.size() - 1);
            if (!common.equals(last) && !query.after().startsWith(common.key())) {
                found.add(common);
            }
        } else {
            found.add(new Entry(key, false));
        }
    }

    /** A folder may hold no more than an upload that is not finished, or nothing any more. */
    private static boolean holdsObject(Path folder) throws IOException {
        try (var entries = Files.newDirectoryStream(folder)) {
            for (var entry : entries) {
                var kind = KeyPath.kind(entry.getFileName().toString());
                if (kind == Kind.OBJECT || kind != Kind.OTHER && holdsObject(entry)) {
                    return true;
                }
            }
            return false;
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private List<String> names(Path folder) throws IOException {
        try {
            var changed = Files.getLastModifiedTime(folder);
            var held = remembered(folder);
            if (held != null && held.changed().equals(changed)) {
                return held.names();
            }
            var names = new ArrayList<String>();
            var flat = read(folder, "", names);
            names.sort(KeyOrder::compare);
            if (flat
                    && names.size() > LARGE
                    && changed.toInstant().isBefore(clock.instant().minus(SETTLED))) {
                remember(folder, new Names(changed, names));
            }
            return names;
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        }
    }

    private synchronized @Nullable Names remembered(Path folder) {
        return remembered.get(folder);
    }

    private synchronized void remember(Path folder, Names names) {
        remembered.put(folder, names);
    }

    /** @return whether all names are in this folder itself, so that its time tells of each change */
    private static boolean read(Path folder, String beginning, List<String> names) throws IOException {
        var flat = true;
        try (var entries = Files.newDirectoryStream(folder)) {
            for (var entry : entries) {
                var fileName = entry.getFileName().toString();
                var name = beginning + KeyPath.stem(fileName);
                switch (KeyPath.kind(fileName)) {
                    case OBJECT -> names.add(KeyPath.decoded(name));
                    case FOLDER -> names.add(KeyPath.decoded(name) + "/");
                    case BEGINNING -> {
                        flat = false;
                        read(entry, name, names);
                    }
                    case OTHER -> {}
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return flat;
    }
}
