package io.mastic.server.catalog;

import io.mastic.protocol.Call;
import io.mastic.server.catalog.CatalogStore.DatabaseRow;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import software.amazon.awssdk.services.glue.model.DataLakePrincipal;
import software.amazon.awssdk.services.glue.model.Database;
import software.amazon.awssdk.services.glue.model.DatabaseInput;
import software.amazon.awssdk.services.glue.model.Permission;
import software.amazon.awssdk.services.glue.model.PrincipalPermissions;

/** The catalog's databases. */
public final class Databases {
    private final Jdbi jdbi;
    private final CatalogStore store;
    private final Quota quota;
    private final TableRemovals removals;
    private final Clock clock;

    /** With the limits that AWS has. */
    public Databases(Jdbi jdbi, Clock clock) {
        this(jdbi, CatalogConfig.ofAws(), new TableRemovals(jdbi), clock);
    }

    public Databases(Jdbi jdbi, CatalogConfig config, TableRemovals removals, Clock clock) {
        this.jdbi = jdbi;
        this.store = jdbi.onDemand(CatalogStore.class);
        this.removals = removals;
        this.quota = new Quota("databases of an account", config.databases());
        this.clock = clock;
    }

    /** Makes the database {@code default} if it is not there. */
    public void createDefault(String accountId, String region) {
        var scope = new CatalogScope(accountId, region);
        if (store.database(scope, "default").isEmpty()) {
            create(scope, DatabaseInput.builder().name("default").build());
        }
    }

    void create(CatalogScope scope, DatabaseInput input) {
        var database =
                completed(scope, input).toBuilder().createTime(clock.instant()).build();
        quota.take(scope, () -> store.countDatabases(scope));
        try {
            jdbi.useTransaction(handle -> {
                var tableSet = UUID.randomUUID().toString();
                var store = handle.attach(CatalogStore.class);
                store.insertTableSet(scope, tableSet);
                store.insertDatabase(row(scope, database), tableSet);
            });
        } catch (UnableToExecuteStatementException e) {
            if (store.database(scope, database.name()).isPresent()) {
                throw CatalogErrors.exists("Database");
            }
            throw e;
        }
    }

    private static DatabaseRow row(CatalogScope scope, Database database) {
        return new DatabaseRow(scope.accountId(), scope.region(), database.name(), Documents.write(database));
    }

    private static Database completed(CatalogScope scope, DatabaseInput input) {
        var database = Documents.as(input, Database.class).toBuilder()
                .name(input.name().toLowerCase(Locale.ROOT))
                .catalogId(scope.accountId());
        if (!input.hasCreateTableDefaultPermissions()) {
            database.createTableDefaultPermissions(PrincipalPermissions.builder()
                    .principal(DataLakePrincipal.builder()
                            .dataLakePrincipalIdentifier("IAM_ALLOWED_PRINCIPALS")
                            .build())
                    .permissions(Permission.ALL)
                    .build());
        }
        return database.build();
    }

    Database get(CatalogScope scope, String name) {
        return find(scope, name).orElseThrow(() -> CatalogErrors.databaseNotFound(name));
    }

    public boolean exists(Call call, String name) {
        return find(new CatalogScope(call.accountId(), call.region()), name).isPresent();
    }

    Optional<Database> find(CatalogScope scope, String name) {
        return store.database(scope, CatalogScope.folded(name)).map(Databases::read);
    }

    private static Database read(DatabaseRow row) {
        return Documents.read(row.doc(), Database.class);
    }

    List<Database> list(CatalogScope scope, String after, int limit) {
        return store.databases(scope, after, limit).stream()
                .map(Databases::read)
                .toList();
    }

    void update(CatalogScope scope, String name, DatabaseInput input) {
        var current = get(scope, name);
        if (!CatalogScope.folded(input.name()).equals(current.name())) {
            throw CatalogErrors.invalid("A database cannot be renamed: " + name + " to " + input.name());
        }
        var updated = completed(scope, input).toBuilder()
                .createTime(current.createTime())
                .build();
        store.updateDatabase(row(scope, updated));
    }

    /** Takes all that is in it along, and what else the caller says, in one transaction. */
    void delete(CatalogScope scope, String name, Consumer<Handle> also) {
        var folded = CatalogScope.folded(name);
        jdbi.useTransaction(handle -> {
            var store = handle.attach(CatalogStore.class);
            if (store.lockDatabase(scope, folded).isEmpty()) {
                throw CatalogErrors.databaseNotFound(name);
            }
            removals.removeAll(handle, scope, folded);
            store.deleteDatabase(scope, folded);
            also.accept(handle);
        });
        removals.sweep();
    }
}
