package io.mastic.server.connections;

import io.mastic.protocol.Call;
import io.mastic.protocol.OperationTable;
import io.mastic.protocol.ServiceException;
import io.mastic.protocol.ServiceId;
import io.mastic.server.catalog.CatalogArns;
import io.mastic.server.catalog.CatalogErrors;
import io.mastic.server.catalog.CatalogScope;
import io.mastic.server.catalog.NextToken;
import io.mastic.server.connections.Connections.Shown;
import io.mastic.server.tags.Tags;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.BatchDeleteConnectionRequest;
import software.amazon.awssdk.services.glue.model.BatchDeleteConnectionResponse;
import software.amazon.awssdk.services.glue.model.Connection;
import software.amazon.awssdk.services.glue.model.ConnectionInput;
import software.amazon.awssdk.services.glue.model.ConnectionStatus;
import software.amazon.awssdk.services.glue.model.CreateConnectionRequest;
import software.amazon.awssdk.services.glue.model.CreateConnectionResponse;
import software.amazon.awssdk.services.glue.model.DeleteConnectionRequest;
import software.amazon.awssdk.services.glue.model.DeleteConnectionResponse;
import software.amazon.awssdk.services.glue.model.ErrorDetail;
import software.amazon.awssdk.services.glue.model.GetConnectionRequest;
import software.amazon.awssdk.services.glue.model.GetConnectionResponse;
import software.amazon.awssdk.services.glue.model.GetConnectionsFilter;
import software.amazon.awssdk.services.glue.model.GetConnectionsRequest;
import software.amazon.awssdk.services.glue.model.GetConnectionsResponse;
import software.amazon.awssdk.services.glue.model.TestConnectionRequest;
import software.amazon.awssdk.services.glue.model.TestConnectionResponse;
import software.amazon.awssdk.services.glue.model.UpdateConnectionRequest;
import software.amazon.awssdk.services.glue.model.UpdateConnectionResponse;

/** Glue's operations on connections. */
public final class ConnectionOperations {
    private static final int PAGE = 100;

    private final Connections connections;
    private final ConnectionTest test;
    private final EncryptedPasswords encryptedPasswords;

    /** Says whether an account's passwords are answered encrypted only, by its catalog's encryption settings. */
    @FunctionalInterface
    public interface EncryptedPasswords {
        boolean wanted(CatalogScope scope);
    }

    public ConnectionOperations(Connections connections, ConnectionTest test, EncryptedPasswords encryptedPasswords) {
        this.connections = connections;
        this.test = test;
        this.encryptedPasswords = encryptedPasswords;
    }

    public OperationTable table() {
        return OperationTable.of(ServiceId.GLUE)
                .serve(
                        "CreateConnection",
                        CreateConnectionRequest.class,
                        this::createConnection,
                        (call, request) -> arns(call, request.catalogId(), name(request.connectionInput())),
                        (call, request) -> Tags.conditions(request.hasTags() ? request.tags() : Map.of()))
                .serve(
                        "GetConnection",
                        GetConnectionRequest.class,
                        this::getConnection,
                        (call, request) -> arns(call, request.catalogId(), request.name()))
                .serve(
                        "GetConnections",
                        GetConnectionsRequest.class,
                        this::getConnections,
                        (call, request) -> arns(call, request.catalogId(), "*"))
                .serve(
                        "UpdateConnection",
                        UpdateConnectionRequest.class,
                        this::updateConnection,
                        (call, request) -> arns(call, request.catalogId(), request.name()))
                .serve(
                        "DeleteConnection",
                        DeleteConnectionRequest.class,
                        this::deleteConnection,
                        (call, request) -> arns(call, request.catalogId(), request.connectionName()))
                .serve(
                        "BatchDeleteConnection",
                        BatchDeleteConnectionRequest.class,
                        this::batchDeleteConnection,
                        ConnectionOperations::each)
                .serve(
                        "TestConnection",
                        TestConnectionRequest.class,
                        this::testConnection,
                        (call, request) -> arns(
                                call,
                                request.catalogId(),
                                Optional.ofNullable(request.connectionName()).orElse("*")))
                .build();
    }

    private static @Nullable String name(@Nullable ConnectionInput input) {
        return input == null ? null : input.name();
    }

    private static List<String> arns(Call call, @Nullable String catalogId, @Nullable String name) {
        return List.of(
                CatalogArns.arn(call, catalogId, "catalog"),
                CatalogArns.arn(
                        call,
                        catalogId,
                        "connection/" + Optional.ofNullable(name).orElse("")));
    }

    private static List<String> each(Call call, BatchDeleteConnectionRequest request) {
        var arns = new ArrayList<>(CatalogArns.catalog(call, request.catalogId()));
        request.connectionNameList()
                .forEach(name -> arns.add(arns(call, request.catalogId(), name).get(1)));
        return arns;
    }

    public CreateConnectionResponse createConnection(Call call, CreateConnectionRequest request) {
        var scope = CatalogScope.of(call, request.catalogId());
        connections.create(call, scope, request.connectionInput(), request.hasTags() ? request.tags() : Map.of());
        return CreateConnectionResponse.builder()
                .createConnectionStatus(ConnectionStatus.READY)
                .build();
    }

    public GetConnectionResponse getConnection(Call call, GetConnectionRequest request) {
        var scope = CatalogScope.of(call, request.catalogId());
        if (request.applyOverrideForComputeEnvironment() != null) {
            throw CatalogErrors.invalid("ApplyOverrideForComputeEnvironment is not supported: the properties of each"
                    + " environment are answered beside the common ones");
        }
        return GetConnectionResponse.builder()
                .connection(connections.get(scope, request.name(), shown(scope, request.hidePassword())))
                .build();
    }

    private Shown shown(CatalogScope scope, @Nullable Boolean hide) {
        if (Boolean.TRUE.equals(hide)) {
            return Shown.HIDDEN;
        }
        return encryptedPasswords.wanted(scope) ? Shown.ENCRYPTED : Shown.CLEAR;
    }

    public GetConnectionsResponse getConnections(Call call, GetConnectionsRequest request) {
        var scope = CatalogScope.of(call, request.catalogId());
        var page = connections.list(
                scope,
                wanted(request.filter()),
                shown(scope, request.hidePassword()),
                NextToken.read(request.nextToken()),
                Optional.ofNullable(request.maxResults()).orElse(PAGE));
        return GetConnectionsResponse.builder()
                .connectionList(page.items())
                .nextToken(page.last().map(NextToken::of).orElse(null))
                .build();
    }

    private static Predicate<Connection> wanted(@Nullable GetConnectionsFilter filter) {
        if (filter == null) {
            return connection -> true;
        }
        var criteria = new HashSet<>(filter.matchCriteria());
        return connection -> connection.matchCriteria().containsAll(criteria)
                && isOrAbsent(filter.connectionTypeAsString(), connection.connectionTypeAsString())
                && isOrAbsent(filter.connectionSchemaVersion(), connection.connectionSchemaVersion());
    }

    private static boolean isOrAbsent(@Nullable Object wanted, @Nullable Object value) {
        return wanted == null || wanted.equals(value);
    }

    public UpdateConnectionResponse updateConnection(Call call, UpdateConnectionRequest request) {
        var scope = CatalogScope.of(call, request.catalogId());
        connections.update(call, scope, request.name(), request.connectionInput());
        return UpdateConnectionResponse.builder().build();
    }

    public DeleteConnectionResponse deleteConnection(Call call, DeleteConnectionRequest request) {
        connections.delete(CatalogScope.of(call, request.catalogId()), request.connectionName());
        return DeleteConnectionResponse.builder().build();
    }

    public BatchDeleteConnectionResponse batchDeleteConnection(Call call, BatchDeleteConnectionRequest request) {
        var scope = CatalogScope.of(call, request.catalogId());
        var succeeded = new ArrayList<String>();
        var errors = new HashMap<String, ErrorDetail>();
        for (var name : request.connectionNameList()) {
            try {
                connections.delete(scope, name);
                succeeded.add(name);
            } catch (ServiceException e) {
                errors.put(
                        name,
                        ErrorDetail.builder()
                                .errorCode(e.code())
                                .errorMessage(e.message())
                                .build());
            }
        }
        return BatchDeleteConnectionResponse.builder()
                .succeeded(succeeded)
                .errors(errors)
                .build();
    }

    /** Of a connection that is kept, or of one that is given; an answer means that it could be opened. */
    public TestConnectionResponse testConnection(Call call, TestConnectionRequest request) {
        var scope = CatalogScope.of(call, request.catalogId());
        var given = request.testConnectionInput();
        if ((given == null) == (request.connectionName() == null)) {
            throw CatalogErrors.invalid("Give either ConnectionName or TestConnectionInput");
        }
        if (given == null) {
            var opened = connections.opened(scope, request.connectionName());
            test.open(ConnectionConverter.toTarget(opened));
        } else {
            test.open(ConnectionConverter.toTarget(given));
        }
        return TestConnectionResponse.builder().build();
    }
}
