package io.mastic.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mastic.server.store.Database;
import io.mastic.server.store.DatabaseConfig;
import io.mastic.server.store.DatabaseCopy;
import io.mastic.server.store.TestingPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseMoveTest {
    private final DatabaseConfig target = TestingPostgres.shared().freshDatabase();
    private final List<String> said = new ArrayList<>();

    @TempDir
    Path folder;

    private Path data;

    @BeforeEach
    void unpack() throws IOException {
        data = LastRelease.unpack(folder.resolve("data"));
    }

    private void move() throws IOException {
        DatabaseMove.toPostgres(data, target, said::add);
    }

    /** Each table's rows, without their order. */
    private static TreeMap<String, TreeSet<String>> rows(Database database, Path folder) throws IOException {
        var tables = new TreeMap<String, TreeSet<String>>();
        for (var table :
                DatabaseCopy.write(database, Files.createDirectories(folder)).keySet()) {
            tables.put(table, new TreeSet<>(Files.readAllLines(folder.resolve(table + ".jsonl"))));
        }
        return tables;
    }

    @Test
    void everyRowIsMovedAndTheServerGoesOn() throws IOException {
        move();
        try (var before = Database.inFolder(data.resolve("database-before-postgresql"));
                var after = Database.postgres(target)) {
            assertThat(rows(after, folder.resolve("after"))).isEqualTo(rows(before, folder.resolve("before")));
        }
        assertThat(said).contains("glue_partition: 15").last().asString().contains(target.url());
        try (var plane =
                TestingControlPlane.builder().data(data).database(target).start()) {
            LastRelease.assertWhole(plane);
            LastRelease.assertGoesOn(plane);
        }
    }

    @Test
    void theFolderSaysWhereItsDatabaseIs() throws IOException {
        move();
        var builder = TestingControlPlane.builder().data(data).database(DatabaseConfig.inDataFolder());
        assertThatThrownBy(builder::start)
                .isInstanceOf(StartException.class)
                .hasMessageContaining(target.url())
                .hasMessageContaining("database-url");
        assertThatThrownBy(this::move).isInstanceOf(StartException.class).hasMessageContaining("was moved to");
    }

    @Test
    void aDatabaseThatHoldsRowsIsRefusedAndNothingIsMoved() throws IOException {
        try (var other = Database.postgres(target)) {
            other.jdbi().useHandle(handle -> handle.execute("insert into account (id, created) values ('1', 1)"));
        }
        assertThatThrownBy(this::move)
                .isInstanceOf(StartException.class)
                .hasMessageContaining("account")
                .hasMessageContaining("createdb");
        var builder = TestingControlPlane.builder().data(data).database(DatabaseConfig.inDataFolder());
        try (var plane = builder.start()) {
            LastRelease.assertWhole(plane);
        }
    }

    @Test
    void aFolderWithAServerIsRefused() {
        var builder = TestingControlPlane.builder().data(data).database(DatabaseConfig.inDataFolder());
        try (var plane = builder.start()) {
            assertThat(plane.data()).isEqualTo(data);
            assertThatThrownBy(this::move).isInstanceOf(StartException.class).hasMessageContaining("mastic stop");
        }
    }

    @Test
    void aServerDoesNotStartOnPostgresBesideADatabaseOfItsOwn() {
        assertThatThrownBy(() -> TestingControlPlane.builder()
                        .data(data)
                        .database(target)
                        .start())
                .isInstanceOf(StartException.class)
                .hasMessageContaining("mastic db migrate");
    }

    @Test
    void withoutAUrlItIsSaidWhatIsMissing() {
        assertThatThrownBy(() -> DatabaseMove.toPostgres(data, DatabaseConfig.inDataFolder(), said::add))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("MASTIC_DATABASE_URL");
    }
}
