package io.mastic.server.catalog;

import static io.mastic.server.catalog.CatalogArns.inTable;

import io.mastic.protocol.Call;
import io.mastic.protocol.OperationTable;
import io.mastic.protocol.ServiceException;
import io.mastic.protocol.ServiceId;
import io.mastic.server.catalog.PartitionStore.Segment;
import io.mastic.server.catalog.Partitions.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.BatchCreatePartitionRequest;
import software.amazon.awssdk.services.glue.model.BatchCreatePartitionResponse;
import software.amazon.awssdk.services.glue.model.BatchDeletePartitionRequest;
import software.amazon.awssdk.services.glue.model.BatchDeletePartitionResponse;
import software.amazon.awssdk.services.glue.model.BatchGetPartitionRequest;
import software.amazon.awssdk.services.glue.model.BatchGetPartitionResponse;
import software.amazon.awssdk.services.glue.model.BatchUpdatePartitionFailureEntry;
import software.amazon.awssdk.services.glue.model.BatchUpdatePartitionRequest;
import software.amazon.awssdk.services.glue.model.BatchUpdatePartitionResponse;
import software.amazon.awssdk.services.glue.model.CreatePartitionRequest;
import software.amazon.awssdk.services.glue.model.CreatePartitionResponse;
import software.amazon.awssdk.services.glue.model.DeletePartitionRequest;
import software.amazon.awssdk.services.glue.model.DeletePartitionResponse;
import software.amazon.awssdk.services.glue.model.GetPartitionRequest;
import software.amazon.awssdk.services.glue.model.GetPartitionResponse;
import software.amazon.awssdk.services.glue.model.GetPartitionsRequest;
import software.amazon.awssdk.services.glue.model.GetPartitionsResponse;
import software.amazon.awssdk.services.glue.model.PartitionError;
import software.amazon.awssdk.services.glue.model.PartitionValueList;
import software.amazon.awssdk.services.glue.model.UpdatePartitionRequest;
import software.amazon.awssdk.services.glue.model.UpdatePartitionResponse;

/** Glue's operations on partitions. */
public final class PartitionOperations {
    private static final int MOST_IN_PAGE = 1000;

    private final Partitions partitions;

    public PartitionOperations(Partitions partitions) {
        this.partitions = partitions;
    }

    public OperationTable table() {
        return OperationTable.of(ServiceId.GLUE)
                .serve(
                        "CreatePartition",
                        CreatePartitionRequest.class,
                        this::createPartition,
                        inTable(
                                CreatePartitionRequest::catalogId,
                                CreatePartitionRequest::databaseName,
                                CreatePartitionRequest::tableName))
                .serve(
                        "GetPartition",
                        GetPartitionRequest.class,
                        this::getPartition,
                        inTable(
                                GetPartitionRequest::catalogId,
                                GetPartitionRequest::databaseName,
                                GetPartitionRequest::tableName))
                .serve(
                        "GetPartitions",
                        GetPartitionsRequest.class,
                        this::getPartitions,
                        inTable(
                                GetPartitionsRequest::catalogId,
                                GetPartitionsRequest::databaseName,
                                GetPartitionsRequest::tableName))
                .serve(
                        "UpdatePartition",
                        UpdatePartitionRequest.class,
                        this::updatePartition,
                        inTable(
                                UpdatePartitionRequest::catalogId,
                                UpdatePartitionRequest::databaseName,
                                UpdatePartitionRequest::tableName))
                .serve(
                        "DeletePartition",
                        DeletePartitionRequest.class,
                        this::deletePartition,
                        inTable(
                                DeletePartitionRequest::catalogId,
                                DeletePartitionRequest::databaseName,
                                DeletePartitionRequest::tableName))
                .serve(
                        "BatchCreatePartition",
                        BatchCreatePartitionRequest.class,
                        this::batchCreatePartition,
                        inTable(
                                BatchCreatePartitionRequest::catalogId,
                                BatchCreatePartitionRequest::databaseName,
                                BatchCreatePartitionRequest::tableName))
                .serve(
                        "BatchGetPartition",
                        BatchGetPartitionRequest.class,
                        this::batchGetPartition,
                        inTable(
                                BatchGetPartitionRequest::catalogId,
                                BatchGetPartitionRequest::databaseName,
                                BatchGetPartitionRequest::tableName))
                .serve(
                        "BatchUpdatePartition",
                        BatchUpdatePartitionRequest.class,
                        this::batchUpdatePartition,
                        inTable(
                                BatchUpdatePartitionRequest::catalogId,
                                BatchUpdatePartitionRequest::databaseName,
                                BatchUpdatePartitionRequest::tableName))
                .serve(
                        "BatchDeletePartition",
                        BatchDeletePartitionRequest.class,
                        this::batchDeletePartition,
                        inTable(
                                BatchDeletePartitionRequest::catalogId,
                                BatchDeletePartitionRequest::databaseName,
                                BatchDeletePartitionRequest::tableName))
                .build();
    }

    private Target target(Call call, @Nullable String catalogId, String database, String table) {
        return partitions.target(CatalogScope.of(call, catalogId), database, table);
    }

    public CreatePartitionResponse createPartition(Call call, CreatePartitionRequest request) {
        var target = target(call, request.catalogId(), request.databaseName(), request.tableName());
        partitions.create(target, request.partitionInput());
        return CreatePartitionResponse.builder().build();
    }

    public GetPartitionResponse getPartition(Call call, GetPartitionRequest request) {
        var target = target(call, request.catalogId(), request.databaseName(), request.tableName());
        return GetPartitionResponse.builder()
                .partition(partitions.get(target, request.partitionValues()))
                .build();
    }

    public GetPartitionsResponse getPartitions(Call call, GetPartitionsRequest request) {
        var target = target(call, request.catalogId(), request.databaseName(), request.tableName());
        var page = partitions.list(
                target,
                request.expression(),
                segment(request),
                Boolean.TRUE.equals(request.excludeColumnSchema()),
                NextToken.read(request.nextToken()),
                Optional.ofNullable(request.maxResults()).orElse(MOST_IN_PAGE));
        return GetPartitionsResponse.builder()
                .partitions(page.items())
                .nextToken(page.last().map(NextToken::of).orElse(null))
                .build();
    }

    private static @Nullable Segment segment(GetPartitionsRequest request) {
        var given = request.segment();
        if (given == null) {
            return null;
        }
        if (given.segmentNumber() >= given.totalSegments()) {
            throw CatalogErrors.invalid("SegmentNumber must be less than TotalSegments");
        }
        return new Segment(given.segmentNumber(), given.totalSegments());
    }

    public UpdatePartitionResponse updatePartition(Call call, UpdatePartitionRequest request) {
        var target = target(call, request.catalogId(), request.databaseName(), request.tableName());
        partitions.update(target, request.partitionValueList(), request.partitionInput());
        return UpdatePartitionResponse.builder().build();
    }

    public DeletePartitionResponse deletePartition(Call call, DeletePartitionRequest request) {
        var target = target(call, request.catalogId(), request.databaseName(), request.tableName());
        partitions.delete(target, request.partitionValues());
        return DeletePartitionResponse.builder().build();
    }

    public BatchCreatePartitionResponse batchCreatePartition(Call call, BatchCreatePartitionRequest request) {
        var target = target(call, request.catalogId(), request.databaseName(), request.tableName());
        var errors = new ArrayList<PartitionError>();
        partitions
                .createAll(target, request.partitionInputList())
                .forEach((values, error) -> errors.add(error(values, error)));
        return BatchCreatePartitionResponse.builder().errors(errors).build();
    }

    private static PartitionError error(List<String> values, ServiceException error) {
        return PartitionError.builder()
                .partitionValues(values)
                .errorDetail(TableOperations.detail(error))
                .build();
    }

    public BatchGetPartitionResponse batchGetPartition(Call call, BatchGetPartitionRequest request) {
        var target = target(call, request.catalogId(), request.databaseName(), request.tableName());
        var wanted = request.partitionsToGet().stream()
                .map(PartitionValueList::values)
                .toList();
        var found = partitions.find(target, wanted);
        return BatchGetPartitionResponse.builder()
                .partitions(found)
                .unprocessedKeys(List.of())
                .build();
    }

    public BatchUpdatePartitionResponse batchUpdatePartition(Call call, BatchUpdatePartitionRequest request) {
        var target = target(call, request.catalogId(), request.databaseName(), request.tableName());
        var errors = new ArrayList<BatchUpdatePartitionFailureEntry>();
        for (var entry : request.entries()) {
            try {
                partitions.update(target, entry.partitionValueList(), entry.partitionInput());
            } catch (ServiceException e) {
                errors.add(BatchUpdatePartitionFailureEntry.builder()
                        .partitionValueList(entry.partitionValueList())
                        .errorDetail(TableOperations.detail(e))
                        .build());
            }
        }
        return BatchUpdatePartitionResponse.builder().errors(errors).build();
    }

    public BatchDeletePartitionResponse batchDeletePartition(Call call, BatchDeletePartitionRequest request) {
        var target = target(call, request.catalogId(), request.databaseName(), request.tableName());
        var errors = new ArrayList<PartitionError>();
        for (var partition : request.partitionsToDelete()) {
            try {
                partitions.delete(target, partition.values());
            } catch (ServiceException e) {
                errors.add(error(partition.values(), e));
            }
        }
        return BatchDeletePartitionResponse.builder().errors(errors).build();
    }
}
