package io.mastic.server.catalog;

import static io.mastic.server.catalog.CatalogArns.inTable;

import io.mastic.protocol.Call;
import io.mastic.protocol.OperationTable;
import io.mastic.protocol.ServiceException;
import io.mastic.protocol.ServiceId;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.glue.model.ColumnError;
import software.amazon.awssdk.services.glue.model.ColumnStatistics;
import software.amazon.awssdk.services.glue.model.ColumnStatisticsError;
import software.amazon.awssdk.services.glue.model.DeleteColumnStatisticsForPartitionRequest;
import software.amazon.awssdk.services.glue.model.DeleteColumnStatisticsForPartitionResponse;
import software.amazon.awssdk.services.glue.model.DeleteColumnStatisticsForTableRequest;
import software.amazon.awssdk.services.glue.model.DeleteColumnStatisticsForTableResponse;
import software.amazon.awssdk.services.glue.model.GetColumnStatisticsForPartitionRequest;
import software.amazon.awssdk.services.glue.model.GetColumnStatisticsForPartitionResponse;
import software.amazon.awssdk.services.glue.model.GetColumnStatisticsForTableRequest;
import software.amazon.awssdk.services.glue.model.GetColumnStatisticsForTableResponse;
import software.amazon.awssdk.services.glue.model.UpdateColumnStatisticsForPartitionRequest;
import software.amazon.awssdk.services.glue.model.UpdateColumnStatisticsForPartitionResponse;
import software.amazon.awssdk.services.glue.model.UpdateColumnStatisticsForTableRequest;
import software.amazon.awssdk.services.glue.model.UpdateColumnStatisticsForTableResponse;

/** Glue's operations on the statistics of columns. */
public final class ColumnStatisticsOperations {
    private final Statistics statistics;

    public ColumnStatisticsOperations(Statistics statistics) {
        this.statistics = statistics;
    }

    public OperationTable table() {
        return OperationTable.of(ServiceId.GLUE)
                .serve(
                        "GetColumnStatisticsForTable",
                        GetColumnStatisticsForTableRequest.class,
                        this::getColumnStatisticsForTable,
                        inTable(
                                GetColumnStatisticsForTableRequest::catalogId,
                                GetColumnStatisticsForTableRequest::databaseName,
                                GetColumnStatisticsForTableRequest::tableName))
                .serve(
                        "UpdateColumnStatisticsForTable",
                        UpdateColumnStatisticsForTableRequest.class,
                        this::updateColumnStatisticsForTable,
                        inTable(
                                UpdateColumnStatisticsForTableRequest::catalogId,
                                UpdateColumnStatisticsForTableRequest::databaseName,
                                UpdateColumnStatisticsForTableRequest::tableName))
                .serve(
                        "DeleteColumnStatisticsForTable",
                        DeleteColumnStatisticsForTableRequest.class,
                        this::deleteColumnStatisticsForTable,
                        inTable(
                                DeleteColumnStatisticsForTableRequest::catalogId,
                                DeleteColumnStatisticsForTableRequest::databaseName,
                                DeleteColumnStatisticsForTableRequest::tableName))
                .serve(
                        "GetColumnStatisticsForPartition",
                        GetColumnStatisticsForPartitionRequest.class,
                        this::getColumnStatisticsForPartition,
                        inTable(
                                GetColumnStatisticsForPartitionRequest::catalogId,
                                GetColumnStatisticsForPartitionRequest::databaseName,
                                GetColumnStatisticsForPartitionRequest::tableName))
                .serve(
                        "UpdateColumnStatisticsForPartition",
                        UpdateColumnStatisticsForPartitionRequest.class,
                        this::updateColumnStatisticsForPartition,
                        inTable(
                                UpdateColumnStatisticsForPartitionRequest::catalogId,
                                UpdateColumnStatisticsForPartitionRequest::databaseName,
                                UpdateColumnStatisticsForPartitionRequest::tableName))
                .serve(
                        "DeleteColumnStatisticsForPartition",
                        DeleteColumnStatisticsForPartitionRequest.class,
                        this::deleteColumnStatisticsForPartition,
                        inTable(
                                DeleteColumnStatisticsForPartitionRequest::catalogId,
                                DeleteColumnStatisticsForPartitionRequest::databaseName,
                                DeleteColumnStatisticsForPartitionRequest::tableName))
                .build();
    }

    public GetColumnStatisticsForTableResponse getColumnStatisticsForTable(
            Call call, GetColumnStatisticsForTableRequest request) {
        var scope = CatalogScope.of(call, request.catalogId());
        var place = statistics.ofTable(scope, request.databaseName(), request.tableName());
        var found = statistics.find(place, request.columnNames());
        return GetColumnStatisticsForTableResponse.builder()
                .columnStatisticsList(found.values())
                .errors(missing(request.columnNames(), found))
                .build();
    }

    private static List<ColumnError> missing(List<String> wanted, Map<String, ColumnStatistics> found) {
        return wanted.stream()
                .filter(name -> !found.containsKey(CatalogScope.folded(name)))
                .map(name -> ColumnError.builder()
                        .columnName(name)
                        .error(TableOperations.detail(CatalogErrors.statisticsNotFound(name)))
                        .build())
                .toList();
    }

    public UpdateColumnStatisticsForTableResponse updateColumnStatisticsForTable(
            Call call, UpdateColumnStatisticsForTableRequest request) {
        var scope = CatalogScope.of(call, request.catalogId());
        var place = statistics.ofTable(scope, request.databaseName(), request.tableName());
        return UpdateColumnStatisticsForTableResponse.builder()
                .errors(errors(statistics.put(place, request.columnStatisticsList())))
                .build();
    }

    private static List<ColumnStatisticsError> errors(Map<ColumnStatistics, ServiceException> refused) {
        return refused.entrySet().stream()
                .map(entry -> ColumnStatisticsError.builder()
                        .columnStatistics(entry.getKey())
                        .error(TableOperations.detail(entry.getValue()))
                        .build())
                .toList();
    }

    public DeleteColumnStatisticsForTableResponse deleteColumnStatisticsForTable(
            Call call, DeleteColumnStatisticsForTableRequest request) {
        var scope = CatalogScope.of(call, request.catalogId());
        statistics.delete(statistics.ofTable(scope, request.databaseName(), request.tableName()), request.columnName());
        return DeleteColumnStatisticsForTableResponse.builder().build();
    }

    public GetColumnStatisticsForPartitionResponse getColumnStatisticsForPartition(
            Call call, GetColumnStatisticsForPartitionRequest request) {
        var scope = CatalogScope.of(call, request.catalogId());
        var place =
                statistics.ofPartition(scope, request.databaseName(), request.tableName(), request.partitionValues());
        var found = statistics.find(place, request.columnNames());
        return GetColumnStatisticsForPartitionResponse.builder()
                .columnStatisticsList(found.values())
                .errors(missing(request.columnNames(), found))
                .build();
    }

    public UpdateColumnStatisticsForPartitionResponse updateColumnStatisticsForPartition(
            Call call, UpdateColumnStatisticsForPartitionRequest request) {
        var scope = CatalogScope.of(call, request.catalogId());
        var place =
                statistics.ofPartition(scope, request.databaseName(), request.tableName(), request.partitionValues());
        return UpdateColumnStatisticsForPartitionResponse.builder()
                .errors(errors(statistics.put(place, request.columnStatisticsList())))
                .build();
    }

    public DeleteColumnStatisticsForPartitionResponse deleteColumnStatisticsForPartition(
            Call call, DeleteColumnStatisticsForPartitionRequest request) {
        var scope = CatalogScope.of(call, request.catalogId());
        var place =
                statistics.ofPartition(scope, request.databaseName(), request.tableName(), request.partitionValues());
        statistics.delete(place, request.columnName());
        return DeleteColumnStatisticsForPartitionResponse.builder().build();
    }
}
