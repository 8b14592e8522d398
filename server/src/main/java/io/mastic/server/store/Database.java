package io.mastic.server.store;

import java.nio.file.Path;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcConnectionPool;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;

/**
 * The control plane's database, migrated to this version. A commit that returned is on disk: H2 runs with
 * {@code WRITE_DELAY 0}, without which it acknowledges before it writes, and with {@code REUSE_SPACE FALSE}, without
 * which it may open an older state after a kill: it finds its newest blocks by following them through the file.
 */
public final class Database implements AutoCloseable {
    private final JdbcConnectionPool pool;
    private final Jdbi jdbi;

    private Database(JdbcConnectionPool pool) {
        this.pool = pool;
        Flyway.configure().dataSource(pool).load().migrate();
        this.jdbi = Jdbi.create(pool).installPlugin(new SqlObjectPlugin());
    }

    /** Opens the embedded database in a folder, made when absent. */
    public static Database inFolder(Path folder) {
        return h2("file:" + folder.toAbsolutePath().resolve("mastic")
                + ";WRITE_DELAY=0;REUSE_SPACE=FALSE;DB_CLOSE_ON_EXIT=FALSE");
    }

    /** A database of its own in memory, for tests of services. */
    public static Database inMemory() {
        return h2("mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    }

    private static Database h2(String location) {
        var pool = JdbcConnectionPool.create(
                "jdbc:h2:" + location + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH",
                "mastic",
                "");
        pool.setMaxConnections(32);
        return new Database(pool);
    }

    /** For a library that brings its own SQL. */
    public DataSource dataSource() {
        return pool;
    }

    public Jdbi jdbi() {
        return jdbi;
    }

    @Override
    public void close() {
        pool.dispose();
    }
}
