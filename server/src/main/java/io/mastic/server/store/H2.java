package io.mastic.server.store;

import com.zaxxer.hikari.HikariConfig;

/** H2 as it stands in for PostgreSQL. */
final class H2 {
    private H2() {}

    static HikariConfig config(String location) {
        var config = new HikariConfig();
        config.setJdbcUrl("jdbc:h2:" + location + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH");
        config.setUsername("mastic");
        config.setPassword("");
        // H2 closes its file with the last connection: one always stays.
        config.setMinimumIdle(1);
        config.setMaxLifetime(0);
        config.setMaximumPoolSize(Database.CONNECTIONS);
        return config;
    }
}
