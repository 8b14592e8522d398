package io.mastic.server.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mastic.protocol.ServiceException;
import io.mastic.server.http.RunRoute.Response;
import io.mastic.server.jobs.JobRunStore.JobRunRow;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import software.amazon.awssdk.services.glue.model.BatchStopJobRunResponse;
import software.amazon.awssdk.services.glue.model.GetJobRunRequest;
import software.amazon.awssdk.services.glue.model.GetJobRunsRequest;
import software.amazon.awssdk.services.glue.model.JobRun;

/** Runs without processes: tests say what the supervisor and the drivers do. */
abstract class DrivenRuns {
    final JobsFixture fixture = new JobsFixture();
    final JobRunOperations operations = fixture.runOperations;
    final DriverRoutes routes = new DriverRoutes(fixture.store, fixture.clock);

    @AfterEach
    void close() {
        fixture.close();
    }

    JobRun get(String job, String run) {
        var request = GetJobRunRequest.builder().jobName(job).runId(run).build();
        return operations.getJobRun(fixture.call(), request).jobRun();
    }

    JobRunRow row(String run) {
        return fixture.store.find(run).orElseThrow();
    }

    /** As the supervisor marks it. */
    String launch(String run) {
        var token = fixture.runs.newToken();
        assertThat(fixture.store.launch(run, JobRuns.hash(token), fixture.clock.millis()))
                .isEqualTo(1);
        return token;
    }

    Response send(String token, String route, String body) {
        var claim = fixture.runs.find(token).orElseThrow();
        return routes.routes().get("POST " + route).handle(claim, "", body.getBytes(StandardCharsets.UTF_8));
    }

    BatchStopJobRunResponse stop(String job, String... runs) {
        return operations.batchStopJobRun(
                fixture.call(),
                software.amazon.awssdk.services.glue.model.BatchStopJobRunRequest.builder()
                        .jobName(job)
                        .jobRunIds(runs)
                        .build());
    }

    static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String code, String message) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ServiceException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(message);
    }

    List<String> list(String job, int size) {
        var found = new ArrayList<String>();
        String token = null;
        do {
            var page = operations.getJobRuns(
                    fixture.call(),
                    GetJobRunsRequest.builder()
                            .jobName(job)
                            .maxResults(size)
                            .nextToken(token)
                            .build());
            page.jobRuns().forEach(run -> found.add(run.id()));
            token = page.nextToken();
        } while (token != null);
        return found;
    }
}
