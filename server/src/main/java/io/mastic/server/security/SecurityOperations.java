package io.mastic.server.security;

import io.mastic.protocol.Call;
import io.mastic.protocol.OperationTable;
import io.mastic.protocol.ServiceId;
import io.mastic.server.catalog.CatalogArns;
import io.mastic.server.catalog.CatalogScope;
import io.mastic.server.catalog.NextToken;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.glue.model.CreateSecurityConfigurationRequest;
import software.amazon.awssdk.services.glue.model.CreateSecurityConfigurationResponse;
import software.amazon.awssdk.services.glue.model.DeleteSecurityConfigurationRequest;
import software.amazon.awssdk.services.glue.model.DeleteSecurityConfigurationResponse;
import software.amazon.awssdk.services.glue.model.GetDataCatalogEncryptionSettingsRequest;
import software.amazon.awssdk.services.glue.model.GetDataCatalogEncryptionSettingsResponse;
import software.amazon.awssdk.services.glue.model.GetSecurityConfigurationRequest;
import software.amazon.awssdk.services.glue.model.GetSecurityConfigurationResponse;
import software.amazon.awssdk.services.glue.model.GetSecurityConfigurationsRequest;
import software.amazon.awssdk.services.glue.model.GetSecurityConfigurationsResponse;
import software.amazon.awssdk.services.glue.model.PutDataCatalogEncryptionSettingsRequest;
import software.amazon.awssdk.services.glue.model.PutDataCatalogEncryptionSettingsResponse;

/** Glue's operations on security configurations and encryption settings. */
public final class SecurityOperations {
    private static final int PAGE = 100;

    private final SecurityConfigurations configurations;
    private final EncryptionSettings settings;

    public SecurityOperations(SecurityConfigurations configurations, EncryptionSettings settings) {
        this.configurations = configurations;
        this.settings = settings;
    }

    public OperationTable table() {
        return OperationTable.of(ServiceId.GLUE)
                .serve(
                        "CreateSecurityConfiguration",
                        CreateSecurityConfigurationRequest.class,
                        this::createSecurityConfiguration,
                        OperationTable.Builder.anyResource())
                .serve(
                        "GetSecurityConfiguration",
                        GetSecurityConfigurationRequest.class,
                        this::getSecurityConfiguration,
                        OperationTable.Builder.anyResource())
                .serve(
                        "GetSecurityConfigurations",
                        GetSecurityConfigurationsRequest.class,
                        this::getSecurityConfigurations,
                        OperationTable.Builder.anyResource())
                .serve(
                        "DeleteSecurityConfiguration",
                        DeleteSecurityConfigurationRequest.class,
                        this::deleteSecurityConfiguration,
                        OperationTable.Builder.anyResource())
                .serve(
                        "GetDataCatalogEncryptionSettings",
                        GetDataCatalogEncryptionSettingsRequest.class,
                        this::getDataCatalogEncryptionSettings,
                        (call, request) -> CatalogArns.catalog(call, request.catalogId()))
                .serve(
                        "PutDataCatalogEncryptionSettings",
                        PutDataCatalogEncryptionSettingsRequest.class,
                        this::putDataCatalogEncryptionSettings,
                        (call, request) -> CatalogArns.catalog(call, request.catalogId()))
                .build();
    }

    public CreateSecurityConfigurationResponse createSecurityConfiguration(
            Call call, CreateSecurityConfigurationRequest request) {
        var created = configurations.create(call, request.name(), request.encryptionConfiguration());
        return CreateSecurityConfigurationResponse.builder()
                .name(created.name())
                .createdTimestamp(created.createdTimeStamp())
                .build();
    }

    public GetSecurityConfigurationResponse getSecurityConfiguration(
            Call call, GetSecurityConfigurationRequest request) {
        return GetSecurityConfigurationResponse.builder()
                .securityConfiguration(configurations.get(call, request.name()))
                .build();
    }

    public GetSecurityConfigurationsResponse getSecurityConfigurations(
            Call call, GetSecurityConfigurationsRequest request) {
        int limit = Optional.ofNullable(request.maxResults()).orElse(PAGE);
        var found = configurations.list(call, NextToken.read(request.nextToken()), limit + 1);
        var page = found.size() > limit ? found.subList(0, limit) : found;
        return GetSecurityConfigurationsResponse.builder()
                .securityConfigurations(List.copyOf(page))
                .nextToken(
                        found.size() > limit ? NextToken.of(page.get(limit - 1).name()) : null)
                .build();
    }

    public DeleteSecurityConfigurationResponse deleteSecurityConfiguration(
            Call call, DeleteSecurityConfigurationRequest request) {
        configurations.delete(call, request.name());
        return DeleteSecurityConfigurationResponse.builder().build();
    }

    public GetDataCatalogEncryptionSettingsResponse getDataCatalogEncryptionSettings(
            Call call, GetDataCatalogEncryptionSettingsRequest request) {
        return GetDataCatalogEncryptionSettingsResponse.builder()
                .dataCatalogEncryptionSettings(settings.get(CatalogScope.of(call, request.catalogId())))
                .build();
    }

    public PutDataCatalogEncryptionSettingsResponse putDataCatalogEncryptionSettings(
            Call call, PutDataCatalogEncryptionSettingsRequest request) {
        settings.put(CatalogScope.of(call, request.catalogId()), request.dataCatalogEncryptionSettings());
        return PutDataCatalogEncryptionSettingsResponse.builder().build();
    }
}
