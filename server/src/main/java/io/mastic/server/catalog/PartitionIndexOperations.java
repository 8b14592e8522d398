package io.mastic.server.catalog;

import static io.mastic.server.catalog.CatalogArns.inTable;

import io.mastic.protocol.Call;
import io.mastic.protocol.OperationTable;
import io.mastic.protocol.ServiceId;
import software.amazon.awssdk.services.glue.model.CreatePartitionIndexRequest;
import software.amazon.awssdk.services.glue.model.CreatePartitionIndexResponse;
import software.amazon.awssdk.services.glue.model.DeletePartitionIndexRequest;
import software.amazon.awssdk.services.glue.model.DeletePartitionIndexResponse;
import software.amazon.awssdk.services.glue.model.GetPartitionIndexesRequest;
import software.amazon.awssdk.services.glue.model.GetPartitionIndexesResponse;

/** Glue's operations on partition indexes. */
public final class PartitionIndexOperations {
    private final Indexes indexes;

    public PartitionIndexOperations(Indexes indexes) {
        this.indexes = indexes;
    }

    public OperationTable table() {
        return OperationTable.of(ServiceId.GLUE)
                .serve(
                        "CreatePartitionIndex",
                        CreatePartitionIndexRequest.class,
                        this::createPartitionIndex,
                        inTable(
                                CreatePartitionIndexRequest::catalogId,
                                CreatePartitionIndexRequest::databaseName,
                                CreatePartitionIndexRequest::tableName))
                .serve(
                        "GetPartitionIndexes",
                        GetPartitionIndexesRequest.class,
                        this::getPartitionIndexes,
                        inTable(
                                GetPartitionIndexesRequest::catalogId,
                                GetPartitionIndexesRequest::databaseName,
                                GetPartitionIndexesRequest::tableName))
                .serve(
                        "DeletePartitionIndex",
                        DeletePartitionIndexRequest.class,
                        this::deletePartitionIndex,
                        inTable(
                                DeletePartitionIndexRequest::catalogId,
                                DeletePartitionIndexRequest::databaseName,
                                DeletePartitionIndexRequest::tableName))
                .build();
    }

    public CreatePartitionIndexResponse createPartitionIndex(Call call, CreatePartitionIndexRequest request) {
        var scope = CatalogScope.of(call, request.catalogId());
        indexes.create(scope, request.databaseName(), request.tableName(), request.partitionIndex());
        return CreatePartitionIndexResponse.builder().build();
    }

    /** A table has three at most: they are one page. */
    public GetPartitionIndexesResponse getPartitionIndexes(Call call, GetPartitionIndexesRequest request) {
        var scope = CatalogScope.of(call, request.catalogId());
        return GetPartitionIndexesResponse.builder()
                .partitionIndexDescriptorList(indexes.list(scope, request.databaseName(), request.tableName()))
                .build();
    }

    public DeletePartitionIndexResponse deletePartitionIndex(Call call, DeletePartitionIndexRequest request) {
        var scope = CatalogScope.of(call, request.catalogId());
        indexes.delete(scope, request.databaseName(), request.tableName(), request.indexName());
        return DeletePartitionIndexResponse.builder().build();
    }
}
