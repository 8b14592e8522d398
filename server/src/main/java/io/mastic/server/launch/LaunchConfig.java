package io.mastic.server.launch;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Where drivers run, and as whom.
 *
 * @param firstUid number of the first account's system user and group; further accounts get those that follow
 * @param runsFolder holds a folder for each run; empty for one that suits the isolation
 */
public record LaunchConfig(Isolation isolation, int firstUid, Optional<Path> runsFolder) {
    public static final int FIRST_UID = 700_000;

    public LaunchConfig {
        Objects.requireNonNull(isolation);
        runsFolder = runsFolder.map(Path::toAbsolutePath);
    }

    public static LaunchConfig standard() {
        return new LaunchConfig(Isolation.AUTO, FIRST_UID, Optional.empty());
    }
}
