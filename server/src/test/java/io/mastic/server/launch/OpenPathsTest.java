package io.mastic.server.launch;

import static java.nio.file.attribute.PosixFilePermission.OTHERS_EXECUTE;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_READ;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenPathsTest {
    @TempDir
    Path folder;

    private Path home;

    @BeforeEach
    void make() throws IOException {
        folder = folder.toRealPath();
        allow(folder, "rwx--x--x");
        home = Files.createDirectories(folder.resolve("home/a"));
        allow(folder.resolve("home"), "rwxr-xr-x");
        allow(home, "rwxr-xr-x");
        allow(Files.writeString(home.resolve("program"), ""), "rwxr-xr-x");
    }

    private static void allow(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    @Test
    void whatEverybodyCanReachIsOpen() throws IOException {
        assertThat(OpenPaths.closedOnTheWay(home.resolve("program"), OTHERS_EXECUTE))
                .isEmpty();
        assertThat(OpenPaths.closedOnTheWay(home, OTHERS_READ)).isEmpty();
    }

    @Test
    void aClosedFolderOnTheWayIsNamed() throws IOException {
        allow(folder.resolve("home"), "rwxr-x---");
        assertThat(OpenPaths.closedOnTheWay(home.resolve("program"), OTHERS_EXECUTE))
                .contains(folder.resolve("home"));
    }

    @Test
    void theFileItselfNeedsWhatIsDoneWithIt() throws IOException {
        allow(home.resolve("program"), "rwxr-xr--");
        assertThat(OpenPaths.closedOnTheWay(home.resolve("program"), OTHERS_READ))
                .isEmpty();
        assertThat(OpenPaths.closedOnTheWay(home.resolve("program"), OTHERS_EXECUTE))
                .contains(home.resolve("program"));
        assertThat(OpenPaths.closedOnTheWay(folder, OTHERS_READ)).contains(folder);
    }

    @Test
    void theWayThroughLinksCounts() throws IOException {
        Files.createSymbolicLink(folder.resolve("absolute"), home.resolve("program"));
        Files.createSymbolicLink(home.resolve("relative"), Path.of("../../absolute"));
        assertThat(OpenPaths.closedOnTheWay(home.resolve("relative"), OTHERS_EXECUTE))
                .isEmpty();
        var hidden = Files.createDirectory(folder.resolve("hidden"));
        allow(hidden, "rwx------");
        Files.move(home.resolve("program"), hidden.resolve("program"));
        Files.createSymbolicLink(home.resolve("program"), hidden.resolve("program"));
        assertThat(OpenPaths.closedOnTheWay(home.resolve("relative"), OTHERS_EXECUTE))
                .contains(hidden);
    }

    @Test
    void whatIsMissingOrLeadsNowhereIsNamed() throws IOException {
        assertThat(OpenPaths.closedOnTheWay(home.resolve("none/program"), OTHERS_EXECUTE))
                .contains(home.resolve("none"));
        Files.createSymbolicLink(home.resolve("round"), Path.of("round"));
        assertThat(OpenPaths.closedOnTheWay(home.resolve("round/program"), OTHERS_READ))
                .isPresent();
    }
}
