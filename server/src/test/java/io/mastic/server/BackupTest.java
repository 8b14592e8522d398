package io.mastic.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mastic.server.store.DatabaseConfig;
import io.mastic.server.store.TestingPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {
    private static final DatabaseConfig H2 = DatabaseConfig.inDataFolder();

    private final List<String> said = new ArrayList<>();

    @TempDir
    Path folder;

    private Path data;
    private Path file;

    @BeforeEach
    void unpack() throws IOException {
        data = LastRelease.unpack(folder.resolve("data"));
        file = folder.resolve("backup.tar.gz");
    }

    private static void assertWhole(Path data, DatabaseConfig database) {
        try (var plane =
                TestingControlPlane.builder().data(data).database(database).start()) {
            LastRelease.assertWhole(plane);
        }
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void aBackupOfEitherDatabaseRestoresToTheOther() throws IOException {
        Backup.write(data, H2, file, said::add);
        assertThat(mode(file)).isEqualTo("rw-------");
        var postgres = TestingPostgres.shared().freshDatabase();
        var second = folder.resolve("second");
        Backup.restore(file, second, postgres, said::add);
        assertWhole(second, postgres);
        assertThat(mode(second)).isEqualTo("rwx------");
        assertThat(mode(second.resolve("secret.key"))).isEqualTo("rw-------");

        var again = folder.resolve("again.tar.gz");
        Backup.write(second, postgres, again, said::add);
        var third = folder.resolve("third");
        Backup.restore(again, third, H2, said::add);
        assertWhole(third, H2);
        assertThat(Files.readString(third.resolve("credentials")))
                .isEqualTo(Files.readString(data.resolve("credentials")));
        assertThat(third.resolve("backup.json")).doesNotExist();
    }

    @Test
    void theBackupLeavesTheFolderAsItWas() throws IOException {
        Backup.write(data, H2, file, said::add);
        try (var entries = Files.list(data)) {
            assertThat(entries.map(entry -> entry.getFileName().toString()).sorted())
                    .containsExactly("credentials", "database", "objects", "runs", "secret.key");
        }
        assertThat(said).last().asString().contains(file.toString());
        assertWhole(data, H2);
    }

    @Test
    void anotherFileIsNotOverwritten() throws IOException {
        Files.writeString(file, "precious");
        assertThatThrownBy(() -> Backup.write(data, H2, file, said::add))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("exists already");
        assertThat(file).hasContent("precious");
    }

    @Test
    void aRunningServerIsNotBackedUp() {
        try (var plane = TestingControlPlane.builder().data(data).database(H2).start()) {
            assertThat(plane.data()).isEqualTo(data);
            assertThatThrownBy(() -> Backup.write(data, H2, file, said::add))
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("mastic stop");
        }
        assertThat(file).doesNotExist();
    }

    @Test
    void nothingIsRestoredOverAnythingElse() throws IOException {
        Backup.write(data, H2, file, said::add);
        var used = Files.createDirectory(folder.resolve("used"));
        Files.writeString(used.resolve("mine"), "precious");
        assertThatThrownBy(() -> Backup.restore(file, used, H2, said::add))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("not empty");
        assertThat(used.resolve("mine")).hasContent("precious");

        var postgres = TestingPostgres.shared().freshDatabase();
        Backup.restore(file, folder.resolve("first"), postgres, said::add);
        var second = folder.resolve("second");
        assertThatThrownBy(() -> Backup.restore(file, second, postgres, said::add))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("already holds rows");
        assertThat(second).doesNotExist();
        assertWhole(folder.resolve("first"), postgres);
    }

    @Test
    void aFileThatIsNoBackupLeavesNoFolder() throws IOException {
        Files.writeString(file, "no archive");
        var restored = folder.resolve("restored");
        assertThatThrownBy(() -> Backup.restore(file, restored, H2, said::add)).isInstanceOf(StartException.class);
        assertThat(restored).doesNotExist();
    }
}
