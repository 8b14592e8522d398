package io.mastic.server.catalog;

import io.mastic.protocol.Call;
import io.mastic.protocol.Operation;
import io.mastic.protocol.OperationTable;
import io.mastic.protocol.Reply;
import io.mastic.protocol.ServiceException;
import io.mastic.protocol.ServiceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.BatchDeleteTableRequest;
import software.amazon.awssdk.services.glue.model.BatchDeleteTableResponse;
import software.amazon.awssdk.services.glue.model.BatchDeleteTableVersionRequest;
import software.amazon.awssdk.services.glue.model.BatchDeleteTableVersionResponse;
import software.amazon.awssdk.services.glue.model.CreateTableRequest;
import software.amazon.awssdk.services.glue.model.CreateTableResponse;
import software.amazon.awssdk.services.glue.model.DeleteTableRequest;
import software.amazon.awssdk.services.glue.model.DeleteTableResponse;
import software.amazon.awssdk.services.glue.model.DeleteTableVersionRequest;
import software.amazon.awssdk.services.glue.model.DeleteTableVersionResponse;
import software.amazon.awssdk.services.glue.model.ErrorDetail;
import software.amazon.awssdk.services.glue.model.GetTableRequest;
import software.amazon.awssdk.services.glue.model.GetTableResponse;
import software.amazon.awssdk.services.glue.model.GetTableVersionRequest;
import software.amazon.awssdk.services.glue.model.GetTableVersionResponse;
import software.amazon.awssdk.services.glue.model.GetTableVersionsRequest;
import software.amazon.awssdk.services.glue.model.GetTableVersionsResponse;
import software.amazon.awssdk.services.glue.model.GetTablesRequest;
import software.amazon.awssdk.services.glue.model.GetTablesResponse;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableAttributes;
import software.amazon.awssdk.services.glue.model.TableError;
import software.amazon.awssdk.services.glue.model.TableInput;
import software.amazon.awssdk.services.glue.model.TableVersionError;
import software.amazon.awssdk.services.glue.model.UpdateTableRequest;
import software.amazon.awssdk.services.glue.model.UpdateTableResponse;

/** Glue's operations on tables and their versions. */
public final class TableOperations {
    private static final int PAGE = 100;

    private final Tables tables;

    public TableOperations(Tables tables) {
        this.tables = tables;
    }

    public OperationTable table() {
        return OperationTable.of(ServiceId.GLUE)
                .serve(
                        "CreateTable",
                        CreateTableRequest.class,
                        this::createTable,
                        (call, request) -> CatalogArns.table(
                                call, request.catalogId(), request.databaseName(), name(request.tableInput())))
                .serve(
                        "GetTable",
                        GetTableRequest.class,
                        this::getTable,
                        (call, request) ->
                                CatalogArns.table(call, request.catalogId(), request.databaseName(), request.name()))
                .serve(
                        "GetTables",
                        GetTablesRequest.class,
                        this::getTables,
                        (call, request) -> CatalogArns.table(call, request.catalogId(), request.databaseName(), "*"))
                .serve(
                        "UpdateTable",
                        UpdateTableRequest.class,
                        this::updateTable,
                        (call, request) -> CatalogArns.table(
                                call, request.catalogId(), request.databaseName(), name(request.tableInput())))
                .serve(renaming())
                .serve(
                        "DeleteTable",
                        DeleteTableRequest.class,
                        this::deleteTable,
                        (call, request) ->
                                CatalogArns.table(call, request.catalogId(), request.databaseName(), request.name()))
                .serve("BatchDeleteTable", BatchDeleteTableRequest.class, this::batchDeleteTable, TableOperations::each)
                .serve(
                        "GetTableVersion",
                        GetTableVersionRequest.class,
                        this::getTableVersion,
                        (call, request) -> CatalogArns.table(
                                call, request.catalogId(), request.databaseName(), request.tableName()))
                .serve(
                        "GetTableVersions",
                        GetTableVersionsRequest.class,
                        this::getTableVersions,
                        (call, request) -> CatalogArns.table(
                                call, request.catalogId(), request.databaseName(), request.tableName()))
                .serve(
                        "DeleteTableVersion",
                        DeleteTableVersionRequest.class,
                        this::deleteTableVersion,
                        (call, request) -> CatalogArns.table(
                                call, request.catalogId(), request.databaseName(), request.tableName()))
                .serve(
                        "BatchDeleteTableVersion",
                        BatchDeleteTableVersionRequest.class,
                        this::batchDeleteTableVersion,
                        (call, request) -> CatalogArns.table(
                                call, request.catalogId(), request.databaseName(), request.tableName()))
                .build();
    }

    /**
     * AWS has no such operation: there a table is copied, and the copy has no versions. A policy that was written for
     * AWS and denies what a copy takes denies the renaming.
     */
    private Operation<UpdateTableRequest, UpdateTableResponse> renaming() {
        return new Operation<>(
                "RenameTable",
                UpdateTableRequest.class,
                (call, request) -> Reply.of(renameTable(call, request)),
                TableOperations::bothNames,
                (call, request) -> Map.of(),
                Set.of(),
                Set.of("CreateTable", "DeleteTable", "UpdateTable"));
    }

    private static List<String> bothNames(Call call, UpdateTableRequest request) {
        var arns =
                new ArrayList<>(CatalogArns.table(call, request.catalogId(), request.databaseName(), request.name()));
        arns.add(CatalogArns.table(call, request.catalogId(), request.databaseName(), name(request.tableInput()))
                .get(2));
        return arns;
    }

    private static @Nullable String name(@Nullable TableInput input) {
        return input == null ? null : input.name();
    }

    private static List<String> each(Call call, BatchDeleteTableRequest request) {
        var arns = new ArrayList<>(CatalogArns.database(call, request.catalogId(), request.databaseName()));
        request.tablesToDelete()
                .forEach(table -> arns.add(CatalogArns.table(call, request.catalogId(), request.databaseName(), table)
                        .get(2)));
        return arns;
    }

    public CreateTableResponse createTable(Call call, CreateTableRequest request) {
        if (request.tableInput() == null) {
            throw CatalogErrors.invalid("TableInput is required: the form without it makes open table formats' tables, "
                    + "which is not supported yet");
        }
        var scope = CatalogScope.of(call, request.catalogId());
        if (request.openTableFormatInput() != null) {
            throw CatalogErrors.invalid("OpenTableFormatInput is not supported yet: create Iceberg tables from Spark");
        }
        tables.create(
                scope,
                request.databaseName(),
                request.tableInput(),
                request.partitionIndexes(),
                call.caller().arn());
        return CreateTableResponse.builder().build();
    }

    public GetTableResponse getTable(Call call, GetTableRequest request) {
        var scope = CatalogScope.of(call, request.catalogId());
        return GetTableResponse.builder()
                .table(tables.get(scope, request.databaseName(), request.name()))
                .build();
    }

    public GetTablesResponse getTables(Call call, GetTablesRequest request) {
        var scope = CatalogScope.of(call, request.catalogId());
        int limit = Optional.ofNullable(request.maxResults()).orElse(PAGE);
        var after = NextToken.read(request.nextToken());
        var page = tables.list(
                scope, request.databaseName(), NamePattern.regularExpression(request.expression()), after, limit);
        return GetTablesResponse.builder()
                .tableList(page.items().stream()
                        .map(table -> chosen(table, request))
                        .toList())
                .nextToken(page.last().map(NextToken::of).orElse(null))
                .build();
    }

    private static Table chosen(Table table, GetTablesRequest request) {
        if (!request.hasAttributesToGet() || request.attributesToGet().isEmpty()) {
            return table;
        }
        var attributes = request.attributesToGet();
        var chosen = Table.builder()
                .name(table.name())
                .databaseName(table.databaseName())
                .catalogId(table.catalogId());
        return attributes.contains(TableAttributes.TABLE_TYPE)
                ? chosen.tableType(table.tableType()).build()
                : chosen.build();
    }

    public UpdateTableResponse updateTable(Call call, UpdateTableRequest request) {
        if (request.tableInput() == null) {
            throw CatalogErrors.invalid("TableInput is required");
        }
        var skipArchive = Boolean.TRUE.equals(request.skipArchive());
        var scope = CatalogScope.of(call, request.catalogId());
        tables.update(scope, request.databaseName(), request.tableInput(), request.versionId(), skipArchive);
        return UpdateTableResponse.builder().build();
    }

    public UpdateTableResponse renameTable(Call call, UpdateTableRequest request) {
        tables.rename(
                CatalogScope.of(call, request.catalogId()),
                request.databaseName(),
                request.name(),
                request.tableInput(),
                request.versionId(),
                Boolean.TRUE.equals(request.skipArchive()));
        return UpdateTableResponse.builder().build();
    }

    public DeleteTableResponse deleteTable(Call call, DeleteTableRequest request) {
        tables.delete(CatalogScope.of(call, request.catalogId()), request.databaseName(), request.name());
        return DeleteTableResponse.builder().build();
    }

    public BatchDeleteTableResponse batchDeleteTable(Call call, BatchDeleteTableRequest request) {
        var scope = CatalogScope.of(call, request.catalogId());
        var errors = new ArrayList<TableError>();
        for (var name : request.tablesToDelete()) {
            try {
                tables.delete(scope, request.databaseName(), name);
            } catch (ServiceException e) {
                errors.add(TableError.builder()
                        .tableName(name)
                        .errorDetail(detail(e))
                        .build());
            }
        }
        return BatchDeleteTableResponse.builder().errors(errors).build();
    }

    static ErrorDetail detail(ServiceException error) {
        return ErrorDetail.builder()
                .errorCode(error.code())
                .errorMessage(error.message())
                .build();
    }

    public GetTableVersionResponse getTableVersion(Call call, GetTableVersionRequest request) {
        var scope = CatalogScope.of(call, request.catalogId());
        return GetTableVersionResponse.builder()
                .tableVersion(tables.version(scope, request.databaseName(), request.tableName(), request.versionId()))
                .build();
    }

    public GetTableVersionsResponse getTableVersions(Call call, GetTableVersionsRequest request) {
        var scope = CatalogScope.of(call, request.catalogId());
        int limit = Optional.ofNullable(request.maxResults()).orElse(PAGE);
        var after = NextToken.read(request.nextToken());
        var page = tables.versions(scope, request.databaseName(), request.tableName(), after, limit);
        return GetTableVersionsResponse.builder()
                .tableVersions(page.items())
                .nextToken(page.last().map(NextToken::of).orElse(null))
                .build();
    }

    public DeleteTableVersionResponse deleteTableVersion(Call call, DeleteTableVersionRequest request) {
        var scope = CatalogScope.of(call, request.catalogId());
        tables.deleteVersion(scope, request.databaseName(), request.tableName(), request.versionId());
        return DeleteTableVersionResponse.builder().build();
    }

    public BatchDeleteTableVersionResponse batchDeleteTableVersion(Call call, BatchDeleteTableVersionRequest request) {
        var scope = CatalogScope.of(call, request.catalogId());
        var errors = new ArrayList<TableVersionError>();
        for (var version : request.versionIds()) {
            try {
                tables.deleteVersion(scope, request.databaseName(), request.tableName(), version);
            } catch (ServiceException e) {
                errors.add(TableVersionError.builder()
                        .tableName(request.tableName())
                        .versionId(version)
                        .errorDetail(detail(e))
                        .build());
            }
        }
        return BatchDeleteTableVersionResponse.builder().errors(errors).build();
    }
}
