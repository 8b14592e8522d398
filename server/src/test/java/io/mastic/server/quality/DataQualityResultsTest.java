package io.mastic.server.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.mastic.model.quality.EvaluationReport;
import io.mastic.model.quality.EvaluationReport.RuleReport;
import io.mastic.protocol.Call;
import io.mastic.protocol.Caller;
import io.mastic.protocol.ServiceException;
import io.mastic.server.http.RunTokens.RunClaim;
import io.mastic.server.store.Database;
import io.mastic.server.store.EachDatabase;
import io.mastic.server.store.TestingDatabase;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.glue.model.BatchGetDataQualityResultRequest;
import software.amazon.awssdk.services.glue.model.DataQualityResultDescription;
import software.amazon.awssdk.services.glue.model.DataQualityResultFilterCriteria;
import software.amazon.awssdk.services.glue.model.GetDataQualityResultRequest;
import software.amazon.awssdk.services.glue.model.ListDataQualityResultsRequest;

@EachDatabase
class DataQualityResultsTest {
    private static final String ACCOUNT = "111122223333";
    private static final Caller CALLER = new Caller(ACCOUNT, "arn:aws:iam::111122223333:root", ACCOUNT, "AKIA1");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Database database = TestingDatabase.open();
    private final DataQualityResults results = new DataQualityResults(database.jdbi());
    private final DataQualityOperations operations = new DataQualityOperations(results);
    private final List<String> asked = new ArrayList<>();
    private final DataQualityRoutes routes = new DataQualityRoutes(
            results,
            claim -> "job-of-" + claim.runId(),
            (claim, action, resource) -> asked.add(action + " " + resource));
    private final Call call = new Call(CALLER, "us-east-1", "request", Instant.EPOCH, Map.of());

    @AfterEach
    void close() {
        database.close();
    }

    private static RunClaim claim(String run) {
        return new RunClaim(ACCOUNT, "us-east-1", run, 1, "arn:aws:iam::111122223333:role/r", Optional.empty());
    }

    private void publish(String run, String id, long started) throws IOException {
        var rules = List.of(
                new RuleReport("RowCount > 1", true, "", Map.of("Dataset.*.RowCount", 3.0)),
                new RuleReport("IsComplete \"a\"", false, "Value: 0.5 …", Map.of("Column.a.Completeness", 0.5)));
        publish(run, new EvaluationReport(id, "node1", started, started + 20, rules));
    }

    private void publish(String run, EvaluationReport report) throws IOException {
        var answer = routes.routes().get("POST data-quality").handle(claim(run), "", MAPPER.writeValueAsBytes(report));
        assertThat(answer.status()).isEqualTo(204);
    }

    private List<String> listed(DataQualityResultFilterCriteria filter) {
        return pages(filter, null);
    }

    private List<String> pages(DataQualityResultFilterCriteria filter, @Nullable Integer size) {
        var found = new ArrayList<String>();
        String token = null;
        do {
            var page = operations.listDataQualityResults(
                    call,
                    ListDataQualityResultsRequest.builder()
                            .filter(filter)
                            .maxResults(size)
                            .nextToken(token)
                            .build());
            page.results().stream().map(DataQualityResultDescription::resultId).forEach(found::add);
            token = page.nextToken();
        } while (token != null);
        return found;
    }

    @Test
    void whatARunPublishesIsShown() throws IOException {
        publish("jr_1", "dqresult-1", 1_000);
        var found = operations.getDataQualityResult(
                call,
                GetDataQualityResultRequest.builder().resultId("dqresult-1").build());
        assertThat(found.score()).isEqualTo(0.5);
        assertThat(found.jobName()).isEqualTo("job-of-jr_1");
        assertThat(found.jobRunId()).isEqualTo("jr_1");
        assertThat(found.evaluationContext()).isEqualTo("node1");
        assertThat(found.startedOn()).isEqualTo(Instant.ofEpochMilli(1_000));
        assertThat(found.completedOn()).isEqualTo(Instant.ofEpochMilli(1_020));
        assertThat(found.ruleResults())
                .extracting(rule -> rule.name() + " " + rule.description() + " " + rule.resultAsString() + " "
                        + rule.evaluationMessage() + " " + rule.evaluatedMetrics())
                .containsExactly(
                        "Rule_1 RowCount > 1 PASS null {Dataset.*.RowCount=3.0}",
                        "Rule_2 IsComplete \"a\" FAIL Value: 0.5 … {Column.a.Completeness=0.5}");
        assertThat(asked)
                .containsExactly("glue:PublishDataQuality arn:aws:glue:us-east-1:111122223333:dataQualityRuleset/*");
    }

    @Test
    void aReportThatComesTwiceIsKeptOnce() throws IOException {
        publish("jr_1", "dqresult-1", 1_000);
        publish("jr_1", "dqresult-1", 1_000);
        assertThat(listed(DataQualityResultFilterCriteria.builder().build())).containsExactly("dqresult-1");
    }

    @Test
    void pagesMeetEveryResultOnceTheNewestFirst() throws IOException {
        for (var i = 0; i < 7; i++) {
            publish("jr_1", "dqresult-" + i, 1_000 + i / 2);
        }
        assertThat(pages(DataQualityResultFilterCriteria.builder().build(), 2))
                .containsExactly(
                        "dqresult-6",
                        "dqresult-5",
                        "dqresult-4",
                        "dqresult-3",
                        "dqresult-2",
                        "dqresult-1",
                        "dqresult-0");
    }

    @Test
    void listsAreFiltered() throws IOException {
        publish("jr_1", "dqresult-1", 1_000);
        publish("jr_1", "dqresult-2", 2_000);
        publish("jr_2", "dqresult-3", 3_000);
        var filter = DataQualityResultFilterCriteria.builder();
        assertThat(listed(filter.jobRunId("jr_1").build())).containsExactly("dqresult-2", "dqresult-1");
        assertThat(listed(filter.jobName("another").build())).isEmpty();
        assertThat(listed(DataQualityResultFilterCriteria.builder()
                        .jobName("job-of-jr_2")
                        .build()))
                .containsExactly("dqresult-3");
        assertThat(listed(DataQualityResultFilterCriteria.builder()
                        .startedAfter(Instant.ofEpochMilli(1_000))
                        .startedBefore(Instant.ofEpochMilli(3_000))
                        .build()))
                .containsExactly("dqresult-2");
    }

    @Test
    void missingResultsAreSaid() throws IOException {
        publish("jr_1", "dqresult-1", 1_000);
        assertThatThrownBy(() -> operations.getDataQualityResult(
                        call,
                        GetDataQualityResultRequest.builder().resultId("x").build()))
                .isInstanceOfSatisfying(
                        ServiceException.class, e -> assertThat(e.code()).isEqualTo("EntityNotFoundException"));
        var batch = operations.batchGetDataQualityResult(
                call,
                BatchGetDataQualityResultRequest.builder()
                        .resultIds("x", "dqresult-1")
                        .build());
        assertThat(batch.resultsNotFound()).containsExactly("x");
        assertThat(batch.results()).extracting(found -> found.resultId()).containsExactly("dqresult-1");
    }

    @Test
    void aBodyThatIsNoReportIsRefused() {
        assertThatThrownBy(() -> routes.routes().get("POST data-quality").handle(claim("jr_1"), "", new byte[] {'{'}))
                .isInstanceOf(ServiceException.class)
                .hasMessageContaining("no report");
        assertThatThrownBy(() -> publish("jr_1", new EvaluationReport("dqresult-1", "c", 1, 2, List.of())))
                .isInstanceOf(ServiceException.class);
    }
}
