package io.mastic.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mastic.server.StartException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PostgresTest {
    private final TestingPostgres postgres = TestingPostgres.shared();

    @Test
    void everyTextColumnComparesByBytes() {
        try (var database = Database.postgres(postgres.freshDatabase())) {
            assertThat(localeColumns(database)).isEmpty();
            database.jdbi().useHandle(handle -> handle.execute("insert into account (id, created) values ('ä', 1)"));
        }
    }

    @Test
    void aColumnThatALaterMigrationAddsComparesByBytesAfterTheNextStart() {
        var config = postgres.freshDatabase();
        try (var database = Database.postgres(config)) {
            database.jdbi().useHandle(handle -> handle.execute("alter table account add column note varchar(7)"));
            assertThat(localeColumns(database)).containsExactly("note");
        }
        try (var database = Database.postgres(config)) {
            assertThat(localeColumns(database)).isEmpty();
        }
    }

    private static List<String> localeColumns(Database database) {
        return database.jdbi().withHandle(handle -> handle.createQuery(
                        """
                                select column_name from information_schema.columns
                                where table_schema = 'public' and table_name <> 'flyway_schema_history'
                                    and data_type in ('character varying', 'text', 'character')
                                    and collation_name is distinct from 'C'
                                """)
                .mapTo(String.class)
                .list());
    }

    @Test
    void aWrongPasswordIsSaidWithoutShowingIt() {
        var config = postgres.freshDatabase();
        assertThatThrownBy(() -> Database.postgres(new DatabaseConfig(config.url(), config.user(), "hunter2")))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("database-password")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void aDatabaseThatIsNotThereIsSaidWithHowToMakeIt() {
        var config = postgres.freshDatabase();
        assertThatThrownBy(() ->
                        Database.postgres(new DatabaseConfig(config.url() + "_not", config.user(), config.password())))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("does not exist")
                .hasMessageContaining("createdb");
    }

    @Test
    void aServerThatIsNotThereIsSaid() {
        assertThatThrownBy(() -> Database.postgres(new DatabaseConfig("postgresql://127.0.0.1:1/mastic", "m", "p")))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("cannot be reached")
                .hasMessageContaining("database-url");
    }

    @Test
    void anotherEncodingIsRefused() {
        postgres.execute("create database latin encoding 'SQL_ASCII' locale_provider libc lc_collate 'C' lc_ctype 'C'"
                + " template template0");
        var fresh = postgres.freshDatabase();
        var latin = fresh.url().replaceFirst("/test\\d+$", "/latin");
        assertThatThrownBy(() -> Database.postgres(new DatabaseConfig(latin, fresh.user(), fresh.password())))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("--encoding=UTF8");
    }

    @Test
    void aUserWhoMayNotMakeTablesIsToldTheGrant() {
        var config = postgres.freshDatabase();
        postgres.execute("create user guest password 'guest'");
        assertThatThrownBy(() -> Database.postgres(new DatabaseConfig(config.url(), "guest", "guest")))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("grant create on schema public");
    }

    @Test
    void aSecondServerIsKeptOffADatabaseUntilTheFirstHasEnded() {
        var config = postgres.freshDatabase();
        try (var first = Database.postgres(config)) {
            assertThat(first.version()).isNotEmpty();
            assertThatThrownBy(() -> Database.postgres(config))
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("another server uses the database");
        }
        try (var second = Database.postgres(config)) {
            assertThat(second.version()).isNotEmpty();
        }
    }
}
