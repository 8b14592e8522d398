package io.mastic.server.connections;

import io.mastic.protocol.Call;
import io.mastic.server.catalog.CatalogErrors;
import io.mastic.server.catalog.CatalogScope;
import io.mastic.server.catalog.Documents;
import io.mastic.server.connections.ConnectionStore.ConnectionRow;
import io.mastic.server.store.Encryption;
import io.mastic.server.tags.Tags;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.Connection;
import software.amazon.awssdk.services.glue.model.ConnectionInput;
import software.amazon.awssdk.services.glue.model.ConnectionStatus;

/** Connections of all types. Thread-safe. */
public final class Connections {
    private static final int SCAN = 200;

    private final Jdbi jdbi;
    private final ConnectionStore store;
    private final Encryption encryption;
    private final Tags tags;
    private final int most;

    /** @param most connections of an account */
    public Connections(Jdbi jdbi, Encryption encryption, Tags tags, int most) {
        this.jdbi = jdbi;
        this.store = jdbi.onDemand(ConnectionStore.class);
        this.encryption = encryption;
        this.tags = tags;
        this.most = most;
    }

    /** How much of its secrets a connection is shown with. */
    enum Shown {
        HIDDEN,
        ENCRYPTED,
        CLEAR
    }

    /** A connection with what it is opened with. */
    record Opened(Connection connection, ConnectionSecrets secrets) {}

    void create(Call call, CatalogScope scope, ConnectionInput input, Map<String, String> given) {
        ConnectionLimits.require(input);
        if (store.count(scope) >= most && store.find(scope, input.name()).isEmpty()) {
            throw CatalogErrors.limitExceeded("connections of an account", most);
        }
        var connection =
                completed(call, input).toBuilder().creationTime(call.time()).build();
        if (store.insert(row(scope, input, connection)) == 0) {
            throw CatalogErrors.exists("Connection");
        }
        tags.add(arn(scope, input.name()), given);
    }

    private ConnectionRow row(CatalogScope scope, ConnectionInput input, Connection connection) {
        return new ConnectionRow(
                scope.accountId(),
                scope.region(),
                input.name(),
                Documents.write(connection),
                encryption.encrypt(ConnectionSecrets.of(input).json()));
    }

    private static Connection completed(Call call, ConnectionInput input) {
        var connection = Documents.as(input, Connection.class);
        return connection.toBuilder()
                .connectionPropertiesWithStrings(ConnectionSecrets.without(connection.connectionPropertiesAsStrings()))
                .sparkProperties(open(connection.hasSparkProperties(), connection.sparkProperties()))
                .athenaProperties(open(connection.hasAthenaProperties(), connection.athenaProperties()))
                .pythonProperties(open(connection.hasPythonProperties(), connection.pythonProperties()))
                .connectionSchemaVersion(input.authenticationConfiguration() == null ? 1 : 2)
                .status(ConnectionStatus.READY)
                .lastUpdatedTime(call.time())
                .lastUpdatedBy(call.caller().arn())
                .build();
    }

    private static @Nullable Map<String, String> open(boolean given, Map<String, String> properties) {
        return given ? ConnectionSecrets.without(properties) : null;
    }

    static String arn(CatalogScope scope, String name) {
        return "arn:aws:glue:" + scope.region() + ":" + scope.accountId() + ":connection/" + name;
    }

    public boolean exists(Call call, String name) {
        return store.find(new CatalogScope(call.accountId(), call.region()), name)
                .isPresent();
    }

    Opened opened(CatalogScope scope, String name) {
        return opened(row(scope, name));
    }

    private ConnectionRow row(CatalogScope scope, String name) {
        // PostgreSQL takes no text with the character 0.
        return Optional.of(name)
                .filter(asked -> asked.indexOf(0) < 0)
                .flatMap(asked -> store.find(scope, asked))
                .orElseThrow(() -> CatalogErrors.notFound("Connection " + name + " not found."));
    }

    private Opened opened(ConnectionRow row) {
        return new Opened(
                Documents.read(row.doc(), Connection.class),
                ConnectionSecrets.ofJson(encryption.decrypt(row.secrets())));
    }

    Connection get(CatalogScope scope, String name, Shown shown) {
        return shown(row(scope, name), shown);
    }

    private Connection shown(ConnectionRow row, Shown shown) {
        return switch (shown) {
            case HIDDEN -> Documents.read(row.doc(), Connection.class);
            case CLEAR -> with(opened(row), Function.identity());
            case ENCRYPTED ->
                with(opened(row), secrets -> {
                    var encrypted = new HashMap<String, String>();
                    secrets.forEach((name, value) -> encrypted.put("ENCRYPTED_" + name, encryption.encrypt(value)));
                    return encrypted;
                });
        };
    }

    private static Connection with(Opened opened, Function<Map<String, String>, Map<String, String>> secrets) {
        var open = opened.connection();
        var hidden = opened.secrets();
        var properties = new HashMap<>(open.connectionPropertiesAsStrings());
        properties.putAll(secrets.apply(hidden.in(ConnectionSecrets.CONNECTION)));
        return open.toBuilder()
                .connectionPropertiesWithStrings(properties)
                .sparkProperties(joined(
                        open.hasSparkProperties(),
                        open.sparkProperties(),
                        secrets.apply(hidden.in(ConnectionSecrets.SPARK))))
                .athenaProperties(joined(
                        open.hasAthenaProperties(),
                        open.athenaProperties(),
                        secrets.apply(hidden.in(ConnectionSecrets.ATHENA))))
                .pythonProperties(joined(
                        open.hasPythonProperties(),
                        open.pythonProperties(),
                        secrets.apply(hidden.in(ConnectionSecrets.PYTHON))))
                .build();
    }

    private static @Nullable Map<String, String> joined(
            boolean given, Map<String, String> open, Map<String, String> secrets) {
        if (!given) {
            return null;
        }
        var all = new HashMap<>(open);
        all.putAll(secrets);
        return all;
    }

    /** A page by name, with whether there are more. */
    record Page(List<Connection> items, Optional<String> last) {}

    Page list(CatalogScope scope, Predicate<Connection> wanted, Shown shown, String after, int limit) {
        var found = new java.util.ArrayList<Connection>();
        var at = after;
        while (true) {
            var rows = store.list(scope, at, SCAN);
            for (var row : rows) {
                if (wanted.test(Documents.read(row.doc(), Connection.class))) {
                    if (found.size() == limit) {
                        return new Page(found, Optional.of(at));
                    }
                    found.add(shown(row, shown));
                }
                at = row.name();
            }
            if (rows.size() < SCAN) {
                return new Page(found, Optional.empty());
            }
        }
    }

    /** Replaces all that the connection had, its secrets as well. */
    void update(Call call, CatalogScope scope, String name, ConnectionInput input) {
        if (!name.equals(input.name())) {
            throw CatalogErrors.invalid("A connection cannot be renamed: " + name + " to " + input.name());
        }
        ConnectionLimits.require(input);
        var current = get(scope, name, Shown.HIDDEN);
        var updated = completed(call, input).toBuilder()
                .creationTime(current.creationTime())
                .build();
        if (store.update(row(scope, input, updated)) == 0) {
            throw CatalogErrors.notFound("Connection " + name + " not found.");
        }
    }

    void delete(CatalogScope scope, String name) {
        jdbi.useTransaction(handle -> {
            if (handle.attach(ConnectionStore.class).delete(scope, name) == 0) {
                throw CatalogErrors.notFound("Connection " + name + " not found.");
            }
            tags.forget(handle, arn(scope, name));
        });
    }
}
