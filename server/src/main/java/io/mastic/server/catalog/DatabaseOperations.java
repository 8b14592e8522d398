package io.mastic.server.catalog;

import io.mastic.protocol.Call;
import io.mastic.protocol.OperationTable;
import io.mastic.protocol.ServiceId;
import io.mastic.server.tags.Tags;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.CreateDatabaseRequest;
import software.amazon.awssdk.services.glue.model.CreateDatabaseResponse;
import software.amazon.awssdk.services.glue.model.DatabaseInput;
import software.amazon.awssdk.services.glue.model.DeleteDatabaseRequest;
import software.amazon.awssdk.services.glue.model.DeleteDatabaseResponse;
import software.amazon.awssdk.services.glue.model.GetDatabaseRequest;
import software.amazon.awssdk.services.glue.model.GetDatabaseResponse;
import software.amazon.awssdk.services.glue.model.GetDatabasesRequest;
import software.amazon.awssdk.services.glue.model.GetDatabasesResponse;
import software.amazon.awssdk.services.glue.model.UpdateDatabaseRequest;
import software.amazon.awssdk.services.glue.model.UpdateDatabaseResponse;

/** Glue's operations on databases. */
public final class DatabaseOperations {
    private static final int PAGE = 100;

    private final Databases databases;
    private final Tags tags;

    public DatabaseOperations(Databases databases, Tags tags) {
        this.databases = databases;
        this.tags = tags;
    }

    public OperationTable table() {
        return OperationTable.of(ServiceId.GLUE)
                .serve(
                        "CreateDatabase",
                        CreateDatabaseRequest.class,
                        this::createDatabase,
                        (call, request) ->
                                CatalogArns.database(call, request.catalogId(), name(request.databaseInput())),
                        (call, request) -> Tags.conditions(request.hasTags() ? request.tags() : Map.of()))
                .serve(
                        "GetDatabase",
                        GetDatabaseRequest.class,
                        this::getDatabase,
                        (call, request) -> CatalogArns.database(call, request.catalogId(), request.name()))
                .serve(
                        "GetDatabases",
                        GetDatabasesRequest.class,
                        this::getDatabases,
                        (call, request) -> CatalogArns.database(call, request.catalogId(), "*"))
                .serve(
                        "UpdateDatabase",
                        UpdateDatabaseRequest.class,
                        this::updateDatabase,
                        (call, request) -> CatalogArns.database(call, request.catalogId(), request.name()))
                .serve(
                        "DeleteDatabase",
                        DeleteDatabaseRequest.class,
                        this::deleteDatabase,
                        (call, request) -> CatalogArns.table(call, request.catalogId(), request.name(), "*"))
                .build();
    }

    private static @Nullable String name(@Nullable DatabaseInput input) {
        return input == null ? null : input.name();
    }

    private static String arn(Call call, @Nullable String catalogId, String name) {
        return CatalogArns.arn(call, catalogId, "database/" + CatalogScope.folded(name));
    }

    public CreateDatabaseResponse createDatabase(Call call, CreateDatabaseRequest request) {
        databases.create(CatalogScope.of(call, request.catalogId()), request.databaseInput());
        if (request.hasTags()) {
            tags.add(arn(call, request.catalogId(), request.databaseInput().name()), request.tags());
        }
        return CreateDatabaseResponse.builder().build();
    }

    public GetDatabaseResponse getDatabase(Call call, GetDatabaseRequest request) {
        return GetDatabaseResponse.builder()
                .database(databases.get(CatalogScope.of(call, request.catalogId()), request.name()))
                .build();
    }

    public GetDatabasesResponse getDatabases(Call call, GetDatabasesRequest request) {
        var scope = CatalogScope.of(call, request.catalogId());
        int limit = Optional.ofNullable(request.maxResults()).orElse(PAGE);
        var found = databases.list(scope, NextToken.read(request.nextToken()), limit + 1);
        var page = found.size() > limit ? found.subList(0, limit) : found;
        return GetDatabasesResponse.builder()
                .databaseList(page)
                .nextToken(
                        found.size() > limit ? NextToken.of(page.get(limit - 1).name()) : null)
                .build();
    }

    public UpdateDatabaseResponse updateDatabase(Call call, UpdateDatabaseRequest request) {
        databases.update(CatalogScope.of(call, request.catalogId()), request.name(), request.databaseInput());
        return UpdateDatabaseResponse.builder().build();
    }

    public DeleteDatabaseResponse deleteDatabase(Call call, DeleteDatabaseRequest request) {
        databases.delete(
                CatalogScope.of(call, request.catalogId()),
                request.name(),
                handle -> tags.forget(handle, arn(call, request.catalogId(), request.name())));
        return DeleteDatabaseResponse.builder().build();
    }
}
