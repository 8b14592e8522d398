package io.mastic.server.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.mastic.server.StartException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import org.flywaydb.core.api.FlywayException;

/** PostgreSQL as the store: what is asked of it, and what its owner is told when it lacks that. */
final class Postgres {
    private static final int OLDEST = 15;
    private static final String PERMISSION_DENIED = "42501";

    private Postgres() {}

    /** @throws StartException if there is no database that can be used */
    static HikariDataSource pool(DatabaseConfig config) {
        requireUsable(config);
        var pool = new HikariConfig();
        pool.setJdbcUrl(config.jdbcUrl());
        pool.setDataSourceProperties(properties(config));
        // A request must not wait for long on a database that is away.
        pool.setConnectionTimeout(5_000);
        pool.setValidationTimeout(2_000);
        pool.setMinimumIdle(1);
        pool.setMaximumPoolSize(Database.CONNECTIONS);
        return new HikariDataSource(pool);
    }

    /**
     * What closes the pool, and keeps others from the database until then.
     *
     * @throws StartException if another server has it
     */
    static AutoCloseable sole(DatabaseConfig config, HikariDataSource pool) {
        try {
            var sole = SoleServer.of(
                    () -> DriverManager.getConnection(config.jdbcUrl(), properties(config)), config.url());
            return () -> {
                pool.close();
                sole.close();
            };
        } catch (SQLException e) {
            pool.close();
            throw new StartException(reason(config, e), e);
        } catch (StartException e) {
            pool.close();
            throw e;
        }
    }

    private static Properties properties(DatabaseConfig config) {
        var properties = new Properties();
        properties.put("user", config.user());
        properties.put("password", config.password());
        properties.put("ApplicationName", "mastic");
        properties.put("connectTimeout", "5");
        // Ends the wait on a network that swallows packets; no statement of ours takes so long.
        properties.put("socketTimeout", "60");
        properties.put("tcpKeepAlive", "true");
        properties.put("reWriteBatchedInserts", "true");
        return properties;
    }

    private static void requireUsable(DatabaseConfig config) {
        try (var connection = DriverManager.getConnection(config.jdbcUrl(), properties(config))) {
            int version = connection.getMetaData().getDatabaseMajorVersion();
            if (version < OLDEST) {
                throw new StartException("the database at " + config.url() + " is PostgreSQL " + version
                        + ", and Mastic needs " + OLDEST + " or later. Upgrade it, or set database-url to another");
            }
            requireUtf8(connection, config);
        } catch (SQLException e) {
            throw new StartException(reason(config, e), e);
        }
    }

    private static void requireUtf8(Connection connection, DatabaseConfig config) throws SQLException {
        try (var statement = connection.createStatement();
                var encoding = statement.executeQuery("show server_encoding")) {
            encoding.next();
            if (!"UTF8".equals(encoding.getString(1))) {
                throw new StartException(
                        "the database at " + config.url() + " has the encoding " + encoding.getString(1)
                                + ". Make one with: createdb --encoding=UTF8 --template=template0 NAME");
            }
        }
    }

    private static String reason(DatabaseConfig config, SQLException e) {
        return switch (String.valueOf(e.getSQLState())) {
            case "28P01", "28000", "08004" ->
                "PostgreSQL at " + config.url() + " refuses the user '" + config.user()
                        + "'. Check database-user, database-password and pg_hba.conf";
            case "3D000" ->
                "the database of " + config.url() + " does not exist. Make it with: createdb --owner=" + config.user()
                        + " NAME";
            default ->
                "PostgreSQL at " + config.url() + " cannot be reached: " + e.getMessage()
                        + ". Start it, or correct database-url";
        };
    }

    /** What the owner of a database must do before it can be migrated; empty if the fault is ours. */
    static Optional<StartException> migrationRefused(DatabaseConfig config, FlywayException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && PERMISSION_DENIED.equals(sql.getSQLState())) {
                return Optional.of(new StartException(
                        "the user '" + config.user() + "' may not make tables in " + config.url()
                                + ". As the database's owner: grant create on schema public to \"" + config.user()
                                + "\"",
                        e));
            }
        }
        return Optional.empty();
    }
}
