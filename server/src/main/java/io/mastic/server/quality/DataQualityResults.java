package io.mastic.server.quality;

import io.mastic.model.quality.EvaluationReport;
import io.mastic.protocol.Call;
import io.mastic.server.catalog.CatalogErrors;
import io.mastic.server.catalog.Documents;
import io.mastic.server.http.RunTokens.RunClaim;
import io.mastic.server.quality.DataQualityStore.ResultRow;
import io.mastic.server.quality.DataQualityStore.Slice;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import software.amazon.awssdk.services.glue.model.DataQualityResult;
import software.amazon.awssdk.services.glue.model.DataQualityResultFilterCriteria;

/** Results of evaluations, as runs published them. They never change. Thread-safe. */
public final class DataQualityResults {
    private final DataQualityStore store;

    public DataQualityResults(Jdbi jdbi) {
        this.store = jdbi.onDemand(DataQualityStore.class);
    }

    /** Keeps a report; one that was kept before stays as it is. */
    void publish(RunClaim claim, String job, EvaluationReport report) {
        if (report.rules().isEmpty()) {
            throw CatalogErrors.invalid("An evaluation has one rule at least");
        }
        var result = DataQualityConverter.toResult(report, job, claim.runId());
        store.insert(new ResultRow(
                claim.accountId(),
                claim.region(),
                report.resultId(),
                job,
                claim.runId(),
                report.started(),
                Documents.write(result)));
    }

    DataQualityResult get(Call call, String id) {
        return find(call, id).orElseThrow(() -> CatalogErrors.notFound("Data quality result " + id + " not found."));
    }

    Optional<DataQualityResult> find(Call call, String id) {
        return store.find(call.accountId(), call.region(), id).map(DataQualityConverter::ofRow);
    }

    /**
     * The newest first. No result of a run has a data source, so that none is found by one.
     *
     * @param after the position where the page before ended
     */
    List<ResultRow> list(Call call, DataQualityResultFilterCriteria filter, Optional<Position> after, int limit) {
        if (filter.dataSource() != null) {
            return List.of();
        }
        var before = Optional.ofNullable(filter.startedBefore()).orElse(Instant.ofEpochMilli(Long.MAX_VALUE));
        var start = after.orElse(new Position(before.toEpochMilli(), ""));
        var from = Optional.ofNullable(filter.startedAfter())
                .map(time -> time.toEpochMilli() + 1)
                .orElse(0L);
        var slice = new Slice(call.accountId(), call.region(), from, start.started(), start.id(), limit);
        if (filter.jobRunId() != null) {
            return store.ofRun(slice, filter.jobRunId()).stream()
                    .filter(row -> filter.jobName() == null || filter.jobName().equals(row.jobName()))
                    .toList();
        }
        return filter.jobName() == null ? store.list(slice) : store.ofJob(slice, filter.jobName());
    }

    /** A result's place in lists. */
    record Position(long started, String id) {}
}
