package io.mastic.server.connections;

import io.mastic.server.catalog.CatalogErrors;
import io.mastic.server.connections.ConnectionTarget.Address;
import io.mastic.server.connections.ConnectionTarget.Postgres;
import io.mastic.server.connections.ConnectionTarget.Reached;
import io.mastic.server.connections.Connections.Opened;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.AuthenticationConfigurationInput;
import software.amazon.awssdk.services.glue.model.BasicAuthenticationCredentials;
import software.amazon.awssdk.services.glue.model.ConnectionType;
import software.amazon.awssdk.services.glue.model.TestConnectionInput;

/** Between the wire's properties of a connection and where it leads. */
final class ConnectionConverter {
    private static final int LONGEST = 4_096;

    private static final Pattern ORACLE = Pattern.compile("jdbc:oracle:thin:.*@(?://)?([^:/?]+):(\\d+)[:/].*");
    private static final Pattern SQL_SERVER = Pattern.compile("jdbc:sqlserver://([^:;\\\\]+)(?::(\\d+))?(?:;.*)?");
    private static final Pattern COMMON = Pattern.compile(
            "(?:jdbc:)?([a-z0-9]+)(?::[a-z]+)?://(?:[^@/]*@)?([^:/?,]+)(?::(\\d+))?" + "(?:/([^?;]*))?.*");
    private static final Map<String, Integer> PORTS = Map.of(
            "postgresql", 5432,
            "mysql", 3306,
            "mariadb", 3306,
            "redshift", 5439,
            "sqlserver", 1433,
            "mongodb", 27017,
            "snowflake", 443,
            "sap", 30015,
            "db2", 50000,
            "teradata", 1025);
    private static final Map<ConnectionType, Integer> PORTS_OF_TYPES = Map.of(
            ConnectionType.SFTP, 22,
            ConnectionType.POSTGRESQL, 5432,
            ConnectionType.MYSQL, 3306,
            ConnectionType.SQLSERVER, 1433,
            ConnectionType.ORACLE, 1521,
            ConnectionType.SAPHANA, 30015,
            ConnectionType.DOCUMENTDB, 27017,
            ConnectionType.OPENSEARCH, 9200,
            ConnectionType.DB2, 50000,
            ConnectionType.TERADATA, 1025);

    private ConnectionConverter() {}

    static ConnectionTarget toTarget(Opened opened) {
        var properties = new HashMap<>(opened.connection().connectionPropertiesAsStrings());
        properties.putAll(opened.secrets().in(ConnectionSecrets.CONNECTION));
        var user = opened.secrets().authentication("Username");
        var password = opened.secrets().authentication("Password");
        return of(opened.connection().connectionType(), properties, user, password);
    }

    static ConnectionTarget toTarget(TestConnectionInput input) {
        if (input.connectionType() == null) {
            throw CatalogErrors.invalid("TestConnectionInput.ConnectionType is required");
        }
        var basic = Optional.ofNullable(input.authenticationConfiguration())
                .map(AuthenticationConfigurationInput::basicAuthenticationCredentials);
        return of(
                input.connectionType(),
                input.connectionPropertiesAsStrings(),
                basic.map(BasicAuthenticationCredentials::username),
                basic.map(BasicAuthenticationCredentials::password));
    }

    private static ConnectionTarget of(
            ConnectionType type, Map<String, String> properties, Optional<String> user, Optional<String> password) {
        var given = user.or(() -> Optional.ofNullable(properties.get("USERNAME")));
        var secret = password.or(() -> Optional.ofNullable(properties.get("PASSWORD")));
        var tls = "true".equalsIgnoreCase(properties.get("JDBC_ENFORCE_SSL"));
        if (type == ConnectionType.JDBC) {
            return ofUrl(required(properties, "JDBC_CONNECTION_URL"), given, secret, tls);
        }
        if (type == ConnectionType.MONGODB) {
            return ofUrl(required(properties, "CONNECTION_URL"), given, secret, tls);
        }
        if (type == ConnectionType.KAFKA) {
            return new Reached(brokers(required(properties, "KAFKA_BOOTSTRAP_SERVERS")));
        }
        var port = PORTS_OF_TYPES.get(type);
        if (port == null) {
            throw CatalogErrors.invalid("A connection of the type " + type + " cannot be tested here. "
                    + (type == ConnectionType.NETWORK
                            ? "It names a network, which has no address"
                            : "Its service is not known to this server"));
        }
        var host = required(properties, "HOST");
        var address = new Address(host, port(properties.get("PORT"), port));
        return type == ConnectionType.POSTGRESQL
                ? new Postgres(address, properties.getOrDefault("DATABASE", "postgres"), given, secret, tls)
                : new Reached(List.of(address));
    }

    private static String required(Map<String, String> properties, String name) {
        var value = Optional.ofNullable(properties.get(name))
                .orElseThrow(() -> CatalogErrors.invalid("The connection has no property " + name + " to test"));
        if (value.length() > LONGEST) {
            throw CatalogErrors.invalid(name + " is longer than " + LONGEST + " characters");
        }
        return value;
    }

    private static ConnectionTarget ofUrl(String url, Optional<String> user, Optional<String> password, boolean tls) {
        var oracle = ORACLE.matcher(url);
        if (oracle.matches()) {
            return new Reached(List.of(new Address(oracle.group(1), port(oracle.group(2), 1521))));
        }
        var sqlServer = SQL_SERVER.matcher(url);
        if (sqlServer.matches()) {
            return new Reached(List.of(new Address(sqlServer.group(1), port(sqlServer.group(2), 1433))));
        }
        var common = COMMON.matcher(url);
        if (!common.matches() || !PORTS.containsKey(common.group(1))) {
            // The URL itself may hold a password.
            throw CatalogErrors.invalid("The connection's URL cannot be tested here: it is of one of " + PORTS.keySet()
                    + " or oracle, with one host and port");
        }
        var address = address(common);
        return common.group(1).equals("postgresql")
                ? new Postgres(address, Optional.ofNullable(common.group(4)).orElse(""), user, password, tls)
                : new Reached(List.of(address));
    }

    private static Address address(Matcher url) {
        return new Address(url.group(2), port(url.group(3), PORTS.getOrDefault(url.group(1), 0)));
    }

    private static List<Address> brokers(String servers) {
        var addresses = new ArrayList<Address>();
        for (var server : servers.split("\\s*,\\s*")) {
            int colon = server.lastIndexOf(':');
            addresses.add(
                    colon < 0
                            ? new Address(server, 9092)
                            : new Address(server.substring(0, colon), port(server.substring(colon + 1), 9092)));
        }
        return addresses;
    }

    private static int port(@Nullable String text, int initial) {
        if (text == null) {
            return initial;
        }
        if (!text.matches("\\d{1,5}")) {
            throw CatalogErrors.invalid("The connection's port is no number");
        }
        return Integer.parseInt(text);
    }
}
