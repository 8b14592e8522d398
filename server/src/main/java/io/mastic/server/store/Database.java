package io.mastic.server.store;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;

/** The control plane's database, migrated to this version. A commit that returned survives a kill at any moment. */
public final class Database implements AutoCloseable {
    static final int CONNECTIONS = 32;
    private static final String NEWEST = "latest";
    private static final String MIGRATIONS = "classpath:db/migration";

    private final AutoCloseable opened;
    private final DataSource dataSource;
    private final Jdbi jdbi;
    private final String version;

    private Database(
            AutoCloseable opened,
            DataSource pool,
            ConnectionFactory connections,
            String version,
            String... migrations) {
        this.opened = opened;
        this.dataSource = new LentConnections(connections);
        this.jdbi = Jdbi.create(connections).installPlugin(new SqlObjectPlugin());
        var flyway = Flyway.configure()
                .dataSource(pool)
                .locations(migrations)
                .target(version)
                .load();
        try {
            flyway.migrate();
            this.version = flyway.info().getInfoResult().schemaVersion;
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private static Database of(HikariDataSource pool, String version, String... migrations) {
        return new Database(pool, pool, pool::getConnection, version, migrations);
    }

    /** Opens the embedded database in a folder, made when absent. */
    public static Database inFolder(Path folder) {
        return inFolder(folder, NEWEST);
    }

    private static Database inFolder(Path folder, String version) {
        var embedded = EmbeddedDatabase.in(folder);
        return new Database(embedded, embedded.pool(), embedded.connections(), version, MIGRATIONS);
    }

    /** A database of its own in memory, for tests of services. */
    public static Database inMemory() {
        var pool = new HikariDataSource(H2.config("mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1"));
        return of(pool, NEWEST, MIGRATIONS);
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
            var pool = Postgres.pool(config);
            return new Database(
                    Postgres.sole(config, pool),
                    pool,
                    pool::getConnection,
                    version,
                    MIGRATIONS,
                    "classpath:db/postgresql");
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
        return version;
    }

    /** For a library that keeps tables of its own here. */
    public DataSource dataSource() {
        return dataSource;
    }

    public Jdbi jdbi() {
        return jdbi;
    }

    @Override
    public void close() {
        try {
            opened.close();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
