package io.mastic.server.catalog;

import io.mastic.protocol.Call;
import io.mastic.protocol.OperationTable;
import io.mastic.protocol.ServiceId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.CreateUserDefinedFunctionRequest;
import software.amazon.awssdk.services.glue.model.CreateUserDefinedFunctionResponse;
import software.amazon.awssdk.services.glue.model.DeleteUserDefinedFunctionRequest;
import software.amazon.awssdk.services.glue.model.DeleteUserDefinedFunctionResponse;
import software.amazon.awssdk.services.glue.model.GetUserDefinedFunctionRequest;
import software.amazon.awssdk.services.glue.model.GetUserDefinedFunctionResponse;
import software.amazon.awssdk.services.glue.model.GetUserDefinedFunctionsRequest;
import software.amazon.awssdk.services.glue.model.GetUserDefinedFunctionsResponse;
import software.amazon.awssdk.services.glue.model.UpdateUserDefinedFunctionRequest;
import software.amazon.awssdk.services.glue.model.UpdateUserDefinedFunctionResponse;
import software.amazon.awssdk.services.glue.model.UserDefinedFunctionInput;

/** Glue's operations on user-defined functions. */
public final class FunctionOperations {
    private static final int PAGE = 100;

    private final Functions functions;

    public FunctionOperations(Functions functions) {
        this.functions = functions;
    }

    public OperationTable table() {
        return OperationTable.of(ServiceId.GLUE)
                .serve(
                        "CreateUserDefinedFunction",
                        CreateUserDefinedFunctionRequest.class,
                        this::createUserDefinedFunction,
                        (call, request) -> CatalogArns.function(
                                call, request.catalogId(), request.databaseName(), name(request.functionInput())))
                .serve(
                        "GetUserDefinedFunction",
                        GetUserDefinedFunctionRequest.class,
                        this::getUserDefinedFunction,
                        (call, request) -> CatalogArns.function(
                                call, request.catalogId(), request.databaseName(), request.functionName()))
                .serve(
                        "GetUserDefinedFunctions",
                        GetUserDefinedFunctionsRequest.class,
                        this::getUserDefinedFunctions,
                        (call, request) -> CatalogArns.function(
                                call,
                                request.catalogId(),
                                Optional.ofNullable(request.databaseName()).orElse("*"),
                                "*"))
                .serve(
                        "UpdateUserDefinedFunction",
                        UpdateUserDefinedFunctionRequest.class,
                        this::updateUserDefinedFunction,
                        (call, request) -> CatalogArns.function(
                                call, request.catalogId(), request.databaseName(), request.functionName()))
                .serve(
                        "DeleteUserDefinedFunction",
                        DeleteUserDefinedFunctionRequest.class,
                        this::deleteUserDefinedFunction,
                        (call, request) -> CatalogArns.function(
                                call, request.catalogId(), request.databaseName(), request.functionName()))
                .build();
    }

    private static @Nullable String name(@Nullable UserDefinedFunctionInput input) {
        return input == null ? null : input.functionName();
    }

    public CreateUserDefinedFunctionResponse createUserDefinedFunction(
            Call call, CreateUserDefinedFunctionRequest request) {
        var scope = CatalogScope.of(call, request.catalogId());
        functions.create(scope, request.databaseName(), request.functionInput());
        return CreateUserDefinedFunctionResponse.builder().build();
    }

    public GetUserDefinedFunctionResponse getUserDefinedFunction(Call call, GetUserDefinedFunctionRequest request) {
        var scope = CatalogScope.of(call, request.catalogId());
        return GetUserDefinedFunctionResponse.builder()
                .userDefinedFunction(functions.get(scope, request.databaseName(), request.functionName()))
                .build();
    }

    public GetUserDefinedFunctionsResponse getUserDefinedFunctions(Call call, GetUserDefinedFunctionsRequest request) {
        var names = NamePattern.hive(request.pattern());
        var type = Optional.ofNullable(request.functionType());
        var page = functions.list(
                CatalogScope.of(call, request.catalogId()),
                Optional.ofNullable(request.databaseName()),
                function -> names.test(function.functionName())
                        && (type.isEmpty() || type.equals(Optional.ofNullable(function.functionType()))),
                NextToken.read(request.nextToken()),
                Optional.ofNullable(request.maxResults()).orElse(PAGE));
        return GetUserDefinedFunctionsResponse.builder()
                .userDefinedFunctions(page.items())
                .nextToken(page.last().map(NextToken::of).orElse(null))
                .build();
    }

    public UpdateUserDefinedFunctionResponse updateUserDefinedFunction(
            Call call, UpdateUserDefinedFunctionRequest request) {
        var scope = CatalogScope.of(call, request.catalogId());
        functions.update(scope, request.databaseName(), request.functionName(), request.functionInput());
        return UpdateUserDefinedFunctionResponse.builder().build();
    }

    public DeleteUserDefinedFunctionResponse deleteUserDefinedFunction(
            Call call, DeleteUserDefinedFunctionRequest request) {
        var scope = CatalogScope.of(call, request.catalogId());
        functions.delete(scope, request.databaseName(), request.functionName());
        return DeleteUserDefinedFunctionResponse.builder().build();
    }
}
