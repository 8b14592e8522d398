package io.mastic.server.quality;

import io.mastic.protocol.Call;
import io.mastic.protocol.OperationTable;
import io.mastic.protocol.ServiceId;
import io.mastic.server.catalog.CatalogErrors;
import io.mastic.server.catalog.NextToken;
import io.mastic.server.quality.DataQualityResults.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.glue.model.BatchGetDataQualityResultRequest;
import software.amazon.awssdk.services.glue.model.BatchGetDataQualityResultResponse;
import software.amazon.awssdk.services.glue.model.DataQualityResult;
import software.amazon.awssdk.services.glue.model.DataQualityResultFilterCriteria;
import software.amazon.awssdk.services.glue.model.GetDataQualityResultRequest;
import software.amazon.awssdk.services.glue.model.GetDataQualityResultResponse;
import software.amazon.awssdk.services.glue.model.ListDataQualityResultsRequest;
import software.amazon.awssdk.services.glue.model.ListDataQualityResultsResponse;

/** Glue's operations on results of data quality. */
public final class DataQualityOperations {
    private static final int PAGE = 100;

    private final DataQualityResults results;

    public DataQualityOperations(DataQualityResults results) {
        this.results = results;
    }

    public OperationTable table() {
        return OperationTable.of(ServiceId.GLUE)
                .serve(
                        "GetDataQualityResult",
                        GetDataQualityResultRequest.class,
                        this::getDataQualityResult,
                        (call, request) -> List.of(arn(call.region(), call.accountId())))
                .serve(
                        "BatchGetDataQualityResult",
                        BatchGetDataQualityResultRequest.class,
                        this::batchGetDataQualityResult,
                        (call, request) -> List.of(arn(call.region(), call.accountId())))
                .serve(
                        "ListDataQualityResults",
                        ListDataQualityResultsRequest.class,
                        this::listDataQualityResults,
                        (call, request) -> List.of(arn(call.region(), call.accountId())))
                .build();
    }

    /** Results have no ARN of their own: policies name those of rulesets. */
    static String arn(String region, String accountId) {
        return "arn:aws:glue:" + region + ":" + accountId + ":dataQualityRuleset/*";
    }

    public GetDataQualityResultResponse getDataQualityResult(Call call, GetDataQualityResultRequest request) {
        var found = results.get(call, request.resultId());
        return GetDataQualityResultResponse.builder()
                .resultId(found.resultId())
                .score(found.score())
                .evaluationContext(found.evaluationContext())
                .startedOn(found.startedOn())
                .completedOn(found.completedOn())
                .jobName(found.jobName())
                .jobRunId(found.jobRunId())
                .ruleResults(found.ruleResults())
                .build();
    }

    public BatchGetDataQualityResultResponse batchGetDataQualityResult(
            Call call, BatchGetDataQualityResultRequest request) {
        var found = new ArrayList<DataQualityResult>();
        var missing = new ArrayList<String>();
        for (var id : request.resultIds()) {
            results.find(call, id).ifPresentOrElse(found::add, () -> missing.add(id));
        }
        return BatchGetDataQualityResultResponse.builder()
                .results(found)
                .resultsNotFound(missing)
                .build();
    }

    public ListDataQualityResultsResponse listDataQualityResults(Call call, ListDataQualityResultsRequest request) {
        int limit = Optional.ofNullable(request.maxResults()).orElse(PAGE);
        var filter = Optional.ofNullable(request.filter())
                .orElse(DataQualityResultFilterCriteria.builder().build());
        var found = results.list(call, filter, position(NextToken.read(request.nextToken())), limit + 1);
        var page = found.size() > limit ? found.subList(0, limit) : found;
        var last = found.size() > limit ? page.get(limit - 1) : null;
        return ListDataQualityResultsResponse.builder()
                .results(DataQualityConverter.descriptions(page))
                .nextToken(last == null ? null : NextToken.of(last.started() + "/" + last.id()))
                .build();
    }

    private static Optional<Position> position(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            var slash = text.indexOf('/');
            return Optional.of(
                    new Position(Long.parseLong(text.substring(0, Math.max(slash, 0))), text.substring(slash + 1)));
        } catch (NumberFormatException e) {
            throw CatalogErrors.invalidToken();
        }
    }
}
