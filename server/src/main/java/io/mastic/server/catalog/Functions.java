package io.mastic.server.catalog;

import io.mastic.server.catalog.FunctionStore.FunctionRow;
import io.mastic.server.catalog.Tables.Page;
import io.mastic.server.store.StoreErrors;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import software.amazon.awssdk.services.glue.model.FunctionType;
import software.amazon.awssdk.services.glue.model.UserDefinedFunction;
import software.amazon.awssdk.services.glue.model.UserDefinedFunctionInput;

/** User-defined functions of databases: what Hive and Spark need to find their code. */
public final class Functions {
    private static final int SCAN = 200;
    private static final char SEPARATOR = '\u0001';

    private final FunctionStore store;
    private final Databases databases;
    private final int most;
    private final Clock clock;

    public Functions(Jdbi jdbi, Databases databases, CatalogConfig config, Clock clock) {
        this.store = jdbi.onDemand(FunctionStore.class);
        this.databases = databases;
        this.most = config.functions();
        this.clock = clock;
    }

    void create(CatalogScope scope, String database, UserDefinedFunctionInput input) {
        var folded = databases.get(scope, database).name();
        var function = completed(scope, folded, input).toBuilder()
                .createTime(clock.instant())
                .build();
        if (store.count(scope, folded) >= most
                && store.find(scope, folded, function.functionName()).isEmpty()) {
            throw CatalogErrors.limitExceeded("functions of a database", most);
        }
        try {
            if (store.insert(row(scope, function)) == 0) {
                throw CatalogErrors.exists("Function");
            }
        } catch (UnableToExecuteStatementException e) {
            throw StoreErrors.isParentMissing(e) ? CatalogErrors.databaseNotFound(database) : e;
        }
    }

    private static FunctionRow row(CatalogScope scope, UserDefinedFunction function) {
        return new FunctionRow(
                scope.accountId(),
                scope.region(),
                function.databaseName(),
                function.functionName(),
                Documents.write(function));
    }

    private static UserDefinedFunction completed(CatalogScope scope, String database, UserDefinedFunctionInput input) {
        if (input.functionName() == null) {
            throw CatalogErrors.invalid("FunctionName is required");
        }
        return Documents.as(input, UserDefinedFunction.class).toBuilder()
                .functionName(CatalogScope.folded(input.functionName()))
                .functionType(Optional.ofNullable(input.functionType()).orElse(FunctionType.REGULAR_FUNCTION))
                .databaseName(database)
                .catalogId(scope.accountId())
                .build();
    }

    UserDefinedFunction get(CatalogScope scope, String database, String name) {
        return store.find(scope, CatalogScope.folded(database), CatalogScope.folded(name))
                .map(Functions::read)
                .orElseThrow(() -> {
                    databases.get(scope, database);
                    return CatalogErrors.functionNotFound(name);
                });
    }

    private static UserDefinedFunction read(FunctionRow row) {
        return Documents.read(row.doc(), UserDefinedFunction.class);
    }

    /** Of a database, or of all in the order of their names. */
    Page<UserDefinedFunction> list(
            CatalogScope scope,
            Optional<String> database,
            Predicate<UserDefinedFunction> wanted,
            String after,
            int limit) {
        database.ifPresent(name -> databases.get(scope, name));
        var found = new ArrayList<UserDefinedFunction>();
        var at = after;
        while (true) {
            var rows = scan(scope, database, at);
            for (var row : rows) {
                var function = read(row);
                if (wanted.test(function)) {
                    if (found.size() == limit) {
                        return new Page<>(found, Optional.of(at));
                    }
                    found.add(function);
                }
                at = row.databaseName() + SEPARATOR + row.name();
            }
            if (rows.size() < SCAN) {
                return new Page<>(found, Optional.empty());
            }
        }
    }

    private List<FunctionRow> scan(CatalogScope scope, Optional<String> database, String after) {
        int separator = after.indexOf(SEPARATOR);
        if (!after.isEmpty() && separator < 0) {
            throw CatalogErrors.invalidToken();
        }
        var name = after.isEmpty() ? "" : after.substring(separator + 1);
        return database.isPresent()
                ? store.list(scope, CatalogScope.folded(database.orElseThrow()), name, SCAN)
                : store.listAll(scope, after.isEmpty() ? "" : after.substring(0, separator), name, SCAN);
    }

    void update(CatalogScope scope, String database, String name, UserDefinedFunctionInput input) {
        var current = get(scope, database, name);
        var given = Optional.ofNullable(input.functionName()).orElse(name);
        if (!CatalogScope.folded(given).equals(current.functionName())) {
            throw CatalogErrors.invalid("A function cannot be renamed: " + name + " to " + given);
        }
        var named = input.toBuilder().functionName(given).build();
        var updated = completed(scope, current.databaseName(), named).toBuilder()
                .createTime(current.createTime())
                .build();
        if (store.update(row(scope, updated)) == 0) {
            throw CatalogErrors.functionNotFound(name);
        }
    }

    void delete(CatalogScope scope, String database, String name) {
        if (store.delete(scope, CatalogScope.folded(database), CatalogScope.folded(name)) == 0) {
            databases.get(scope, database);
            throw CatalogErrors.functionNotFound(name);
        }
    }
}
