package io.mastic.server.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The database that this run of the tests is about: H2, and with {@code -Dmastic.database=postgresql} PostgreSQL. */
public final class TestingDatabase {
    private TestingDatabase() {}

    public static boolean isPostgres() {
        return "postgresql".equals(System.getProperty("mastic.database"));
    }

    /** One database of PostgreSQL serves a JVM's tests after one another: making one takes longer than most tests. */
    private static final class Reused {
        private static final DatabaseConfig CONFIG = TestingPostgres.shared().freshDatabase();
    }

    /** An empty database, until another is opened. */
    public static Database open() {
        if (!isPostgres()) {
            return Database.inMemory();
        }
        var database = Database.postgres(Reused.CONFIG);
        database.jdbi()
                .useHandle(handle -> handle.execute(handle.createQuery(
                                """
                        select 'truncate ' || string_agg(table_name, ', ') || ' restart identity cascade'
                        from information_schema.tables
                        where table_schema = 'public' and table_name <> 'flyway_schema_history'
                        """)
                        .mapTo(String.class)
                        .one()));
        return database;
    }

    /** The database of a data folder: the one that it had before, else a new one. */
    public static DatabaseConfig of(Path data) {
        if (!isPostgres()) {
            return DatabaseConfig.inDataFolder();
        }
        var fresh = TestingPostgres.shared().freshDatabase();
        var before = data.resolve("database.url");
        try {
            return Files.exists(before)
                    ? new DatabaseConfig(Files.readString(before).strip(), fresh.user(), fresh.password())
                    : fresh;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
