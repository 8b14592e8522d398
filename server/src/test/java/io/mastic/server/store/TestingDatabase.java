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

    /** A new and empty database of the test's own. */
    public static Database open() {
        return isPostgres() ? Database.postgres(TestingPostgres.shared().freshDatabase()) : Database.inMemory();
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
