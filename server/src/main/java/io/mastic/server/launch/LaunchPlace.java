package io.mastic.server.launch;

import io.mastic.server.StartException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where drivers run, and whether as users of their own: what this machine makes of the settings.
 *
 * @param isolation the one in force: {@link Isolation#UID} or {@link Isolation#NONE}
 * @param runs holds a folder for each run
 * @param modules holds packages that were installed for runs
 * @param earlier where runs may lie that began under another isolation
 * @param reason why it is that isolation
 */
public record LaunchPlace(Isolation isolation, Path runs, Path modules, List<Path> earlier, String reason) {
    private static final Logger LOG = LoggerFactory.getLogger(LaunchPlace.class);
    private static final Path OUTSIDE = Path.of("/var/lib/mastic");

    public LaunchPlace {
        earlier = List.copyOf(earlier);
    }

    /** Without isolation. */
    static LaunchPlace within(Path runs) {
        return new LaunchPlace(Isolation.NONE, runs, runs.resolveSibling("modules"), List.of(), "");
    }

    /**
     * Decides, makes the folder and says in the log what is in force.
     *
     * @param home the distribution
     * @throws StartException if isolation is asked for that cannot be had
     */
    public static LaunchPlace of(LaunchConfig config, Path home, Path data) throws IOException {
        var inside = data.resolve("runs");
        var outside = OUTSIDE.resolve("runs-" + digest(data));
        var apart = config.runsFolder().orElse(outside);
        var obstacle = config.isolation() == Isolation.NONE
                ? Optional.of("it is set so")
                : obstacle(config.firstUid(), home, apart);
        if (obstacle.isPresent() && config.isolation() == Isolation.UID) {
            throw new StartException("isolation is uid, but " + obstacle.orElseThrow());
        }
        var place = obstacle.map(reason -> {
                    var runs = config.runsFolder().orElse(inside);
                    return new LaunchPlace(Isolation.NONE, runs, data.resolve("modules"), List.of(outside), reason);
                })
                .orElseGet(() -> new LaunchPlace(
                        Isolation.UID, apart, apart.resolve("modules"), List.of(inside), "the server runs as root"));
        place.make();
        place.log(config.isolation() == Isolation.AUTO && SystemUsers.isRoot());
        return place;
    }

    /** In words, for who runs the server. */
    public String told() {
        return isolation == Isolation.UID
                ? "uid: the drivers of each account run as a system user of its own"
                : "none: drivers run as the server's own user and can read what it can (" + reason + ")";
    }

    /** The folder of runs, then those where earlier ones may lie. */
    List<Path> all() {
        var all = new ArrayList<>(List.of(runs));
        all.addAll(earlier);
        return all;
    }

    private void log(boolean asRoot) {
        if (isolation == Isolation.NONE && asRoot) {
            LOG.warn("isolation={}", told());
        } else {
            LOG.info("isolation={}", told());
        }
    }

    private void make() throws IOException {
        if (isolation == Isolation.NONE) {
            Files.createDirectories(runs);
            Files.setPosixFilePermissions(runs, PosixFilePermissions.fromString("rwx------"));
            return;
        }
        if (runs.startsWith(OUTSIDE)) {
            Files.createDirectories(OUTSIDE);
            Files.setPosixFilePermissions(OUTSIDE, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        for (var folder : List.of(runs, modules)) {
            Files.createDirectories(folder);
            // Each user finds its own folder by name, and cannot see whose others there are.
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        }
    }

    /** Why drivers cannot run as users of their own here; the rest of a sentence. */
    private static Optional<String> obstacle(int firstUid, Path home, Path runs) throws IOException {
        if (!SystemUsers.isRoot()) {
            return Optional.of("the server does not run as root, which it takes to become other users");
        }
        var obstacle = SystemUsers.obstacle(firstUid);
        return obstacle.isPresent() ? obstacle : OpenPaths.obstacle(home, runs);
    }

    private static String digest(Path data) {
        try {
            var digest =
                    MessageDigest.getInstance("SHA-256").digest(data.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
