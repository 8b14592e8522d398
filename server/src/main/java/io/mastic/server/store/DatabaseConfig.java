package io.mastic.server.store;

import io.mastic.server.StartException;
import java.util.Objects;

/**
 * Where the database is.
 *
 * @param url empty for H2 in the data folder, else PostgreSQL's, as JDBC or as libpq writes it
 * @param password a secret: no message and no {@code toString} shows it
 */
public record DatabaseConfig(String url, String user, String password) {
    private static final String JDBC = "jdbc:";
    private static final String SCHEME = "postgresql://";

    public DatabaseConfig {
        Objects.requireNonNull(user);
        Objects.requireNonNull(password);
        if (!url.isEmpty()) {
            requirePostgres(url);
        }
    }

    /** H2 in the data folder. */
    public static DatabaseConfig inDataFolder() {
        return new DatabaseConfig("", "", "");
    }

    private static void requirePostgres(String url) {
        var plain = url.startsWith(JDBC) ? url.substring(JDBC.length()) : url;
        if (holdsSecret(plain)) {
            // The URL is shown, the password never: so the message does not repeat it either.
            throw new StartException("database-url holds a user or a password. Give them as database-user and "
                    + "database-password, and leave them out of the URL");
        }
        if (!plain.startsWith(SCHEME) || plain.length() == SCHEME.length()) {
            throw new StartException("database-url is '" + url + "': it takes the form postgresql://host:5432/database,"
                    + " or nothing for the database in the data folder");
        }
    }

    private static boolean holdsSecret(String url) {
        var authority = url.replaceFirst("^[a-z]+://", "").split("[/?]", 2)[0];
        return authority.contains("@") || url.matches("(?i).*[?&](user|password)=.*");
    }

    public boolean isInDataFolder() {
        return url.isEmpty();
    }

    String jdbcUrl() {
        return url.startsWith(JDBC) ? url : JDBC + url;
    }

    @Override
    public String toString() {
        return "DatabaseConfig[" + url + ", " + user + "]";
    }
}
