package io.mastic.server.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;

/**
 * The control plane's database, migrated to this version. A commit that returned is on disk: H2 runs with
 * {@code WRITE_DELAY 0}, without which it acknowledges before it writes, and with {@code REUSE_SPACE FALSE}, without
 * which it may open an older state after a kill: it finds its newest blocks by following them through the file.
 */
public final class Database implements AutoCloseable {
    static final int CONNECTIONS = 32;
    private static final String NEWEST = "latest";
    private static final String MIGRATIONS = "classpath:db/migration";

    private final HikariDataSource pool;
    private final Jdbi jdbi;
    private final Flyway flyway;

    private Database(HikariDataSource pool, String version, String... migrations) {
        this.pool = pool;
        this.jdbi = Jdbi.create(pool).installPlugin(new SqlObjectPlugin()).setSqlLogger(new ClosedDatabaseLog(pool));
        this.flyway = Flyway.configure()
                .dataSource(pool)
                .locations(migrations)
                .target(version)
                .load();
        try {
            flyway.migrate();
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    /** Opens the embedded database in a folder, made when absent. */
    public static Database inFolder(Path folder) {
        return inFolder(folder, NEWEST);
    }

    private static Database inFolder(Path folder, String version) {
        return h2(
                "file:" + folder.toAbsolutePath().resolve("mastic")
                        + ";WRITE_DELAY=0;REUSE_SPACE=FALSE;DB_CLOSE_ON_EXIT=FALSE",
                version);
    }

    /** A database of its own in memory, for tests of services. */
    public static Database inMemory() {
        return h2("mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", NEWEST);
    }

    private static Database h2(String location, String version) {
        var config = new HikariConfig();
        config.setJdbcUrl("jdbc:h2:" + location + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH");
        config.setUsername("mastic");
        config.setPassword("");
        // H2 closes its file with the last connection: one always stays.
        config.setMinimumIdle(1);
        config.setMaxLifetime(0);
        config.setMaximumPoolSize(CONNECTIONS);
        return new Database(new HikariDataSource(config), version, MIGRATIONS);
    }

    /**
     * Opens a database of PostgreSQL.
     *
     * @throws io.mastic.server.StartException if its owner must do something first
     */
    public static Database postgres(DatabaseConfig config) {
        return postgres(config, NEWEST);
    }

    private static Database postgres(DatabaseConfig config, String version) {
        try {
            return new Database(Postgres.pool(config), version, MIGRATIONS, "classpath:db/postgresql");
        } catch (FlywayException e) {
            throw Postgres.migrationRefused(config, e)
                    .<RuntimeException>map(refused -> refused)
                    .orElse(e);
        }
    }

    /**
     * Opens a new database with the tables of an earlier version, to put its rows in before they are migrated.
     *
     * @param folder of H2, if the configuration names no other database
     */
    public static Database ofVersion(String version, Path folder, DatabaseConfig config) {
        return config.isInDataFolder() ? inFolder(folder, version) : postgres(config, version);
    }

    /** The version of the tables: that of the last migration. */
    public String version() {
        return flyway.info().getInfoResult().schemaVersion;
    }

    public Jdbi jdbi() {
        return jdbi;
    }

    @Override
    public void close() {
        pool.close();
    }
}
