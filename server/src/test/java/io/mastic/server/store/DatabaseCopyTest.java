package io.mastic.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mastic.server.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@EachDatabase
class DatabaseCopyTest {
    @TempDir
    Path folder;

    private static void fill(Handle handle, int tables) {
        handle.execute("insert into glue_table_set (account_id, region, name, removed) values ('1', 'r', 'd', false)");
        handle.execute("insert into glue_database (account_id, region, name, doc, table_set)"
                + " values ('1', 'r', 'd', '{}', 'd')");
        fillTables(handle, tables);
    }

    private static void fillOfEarlierVersion(Handle handle, int tables) {
        handle.execute("insert into glue_database (account_id, region, name, doc) values ('1', 'r', 'd', '{}')");
        fillTables(handle, tables);
    }

    private static void fillTables(Handle handle, int tables) {
        for (int i = 0; i < tables; i++) {
            handle.execute(
                    "insert into glue_table (account_id, region, database_name, name, version, doc)"
                            + " values ('1', 'r', 'd', ?, 0, ?)",
                    "t" + i,
                    "\"line\n'\\\uD83D\uDE00");
        }
    }

    private static long insertTable(Database database) {
        return database.jdbi().withHandle(handle -> handle.createUpdate(
                        "insert into glue_table (account_id, region, database_name, name, version, doc)"
                                + " values ('1', 'r', 'd', 'new', 0, '')")
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one());
    }

    @Test
    void rowsOfEveryTypeAreCopiedAndNumbersGoOn() {
        try (var from = Database.inMemory();
                var to = TestingDatabase.open()) {
            from.jdbi().useHandle(handle -> {
                fill(handle, 2_500);
                handle.execute("insert into glue_partition (table_id, sort_key, segment, k1, n1, doc)"
                        + " values (1, 'a', 3, 'a', 1234567890123456789012345678.0123456789, '{}')");
                handle.execute("insert into account (id, created) values ('1', 7)");
                handle.execute(
                        "insert into access_key (id, account_id, principal_arn, user_id, secret, active, created)"
                                + " values ('k', '1', 'a', 'u', 's', true, 7)");
            });
            var counts = DatabaseCopy.copy(from, to, line -> {});
            assertThat(counts).containsEntry("glue_table", 2_500L).containsEntry("glue_partition", 1L);
            var number = to.jdbi().withHandle(handle -> handle.createQuery("select n1, n2, k2 from glue_partition")
                    .mapToMap()
                    .one());
            assertThat(number.get("n1")).hasToString("1234567890123456789012345678.0123456789");
            assertThat(number).containsEntry("n2", null).containsEntry("k2", null);
            assertThat(insertTable(to)).isEqualTo(2_501);
        }
    }

    @Test
    void aBackupOfAnEarlierVersionIsReadAndMigrated() throws IOException {
        Map<String, Long> counts;
        try (var old = Database.ofVersion("3", folder.resolve("old"), DatabaseConfig.inDataFolder())) {
            assertThat(old.version()).isEqualTo("3");
            old.jdbi().useHandle(handle -> fillOfEarlierVersion(handle, 3));
            counts = DatabaseCopy.write(old, Files.createDirectory(folder.resolve("files")));
        }
        var target = TestingDatabase.of(folder);
        var database = folder.resolve("new");
        try (var young = Database.ofVersion("3", database, target)) {
            DatabaseCopy.read(folder.resolve("files"), counts, young);
        }
        try (var now = target.isInDataFolder() ? Database.inFolder(database) : Database.postgres(target)) {
            assertThat(now.version()).isNotEqualTo("3");
            assertThat(insertTable(now)).isEqualTo(4);
        }
    }

    @Test
    void aFileThatLacksRowsIsRefusedAndNothingIsKept() throws IOException {
        try (var from = Database.inMemory();
                var to = TestingDatabase.open()) {
            from.jdbi().useHandle(handle -> fill(handle, 3));
            var counts = DatabaseCopy.write(from, folder);
            var lines = Files.readAllLines(folder.resolve("glue_table.jsonl"));
            Files.write(folder.resolve("glue_table.jsonl"), lines.subList(0, 3));
            assertThatThrownBy(() -> DatabaseCopy.read(folder, counts, to))
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("not complete");
            int left = to.jdbi().withHandle(handle -> handle.createQuery("select count(*) from glue_database")
                    .mapTo(Integer.class)
                    .one());
            assertThat(left).isZero();
        }
    }
}
