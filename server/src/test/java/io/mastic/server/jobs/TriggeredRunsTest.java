package io.mastic.server.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mastic.protocol.ServiceException;
import io.mastic.server.jobs.JobRunStore.JobRunRow;
import io.mastic.server.jobs.RunEnded.EndedRun;
import io.mastic.server.jobs.TriggeredRun.Predecessor;
import io.mastic.server.store.EachDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.glue.model.GetJobRunRequest;
import software.amazon.awssdk.services.glue.model.JobRun;

/** What other features see of runs: they start them, and are told of their ends. */
@EachDatabase
class TriggeredRunsTest {
    private final JobsFixture fixture = new JobsFixture();
    private final List<EndedRun> told = new ArrayList<>();

    @AfterEach
    void close() {
        fixture.close();
    }

    private static TriggeredRun triggered(String job) {
        return new TriggeredRun(
                "111122223333",
                "us-east-1",
                job,
                Map.of("--day", "monday"),
                Optional.of(7),
                Optional.empty(),
                Optional.empty(),
                "nightly",
                List.of(new Predecessor("first", "jr_0")),
                Optional.of("wr_1"));
    }

    private JobRunRow row(String run) {
        return fixture.store.find(run).orElseThrow();
    }

    private JobRun shown(String job, String run) {
        var request = GetJobRunRequest.builder()
                .jobName(job)
                .runId(run)
                .predecessorsIncluded(true)
                .build();
        return fixture.runOperations.getJobRun(fixture.call(), request).jobRun();
    }

    @Test
    void aTriggeredRunShowsItsTriggerAndWhatCameBefore() {
        fixture.createShell("job", job -> {});
        var run = shown("job", fixture.runs.startTriggered(triggered("job")));
        assertThat(run.triggerName()).isEqualTo("nightly");
        assertThat(run.timeout()).isEqualTo(7);
        assertThat(run.arguments()).isEqualTo(Map.of("--day", "monday"));
        assertThat(run.predecessorRuns()).singleElement().satisfies(before -> {
            assertThat(before.jobName()).isEqualTo("first");
            assertThat(before.runId()).isEqualTo("jr_0");
        });
    }

    @Test
    void predecessorsAreShownWhereTheyAreAskedFor() {
        fixture.createShell("job", job -> {});
        var id = fixture.runs.startTriggered(triggered("job"));
        var request = GetJobRunRequest.builder().jobName("job").runId(id).build();
        var run = fixture.runOperations.getJobRun(fixture.call(), request).jobRun();
        assertThat(run.predecessorRuns()).isEmpty();
    }

    @Test
    void aTriggeredRunIsRefusedAsACallersWouldBe() {
        assertThatThrownBy(() -> fixture.runs.startTriggered(triggered("none")))
                .isInstanceOfSatisfying(
                        ServiceException.class, e -> assertThat(e.code()).isEqualTo("EntityNotFoundException"));
        fixture.createShell("job", job -> {});
        fixture.start("job");
        assertThatThrownBy(() -> fixture.runs.startTriggered(triggered("job")))
                .isInstanceOfSatisfying(
                        ServiceException.class, e -> assertThat(e.code()).isEqualTo("ConcurrentRunsExceededException"));
    }

    @Test
    void aRunStartedInATransactionThatFailsIsNone() {
        fixture.createShell("job", job -> {});
        assertThatThrownBy(() -> fixture.database.jdbi().useTransaction(handle -> {
                    fixture.runs.startTriggered(handle, triggered("job"));
                    throw new IllegalStateException("afterwards");
                }))
                .hasMessage("afterwards");
        assertThat(fixture.store.inStates(JobRunState.live())).isEmpty();
    }

    @Test
    void everyEndIsTold() {
        fixture.runs.onEnd((handle, run) -> told.add(run));
        fixture.createShell("job", job -> job.maxRetries(1));
        var failed = fixture.runs.startTriggered(triggered("job"));
        fixture.runs.end(row(failed), JobRunState.FAILED, Optional.of("once"));
        var again = failed + "_attempt_1";
        fixture.runs.stop(fixture.call(), "job", again);
        assertThat(told)
                .extracting(EndedRun::runId, EndedRun::state, EndedRun::retriedAs, EndedRun::workflowRunId)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                failed, JobRunState.FAILED, Optional.of(again), Optional.of("wr_1")),
                        org.assertj.core.groups.Tuple.tuple(
                                again, JobRunState.STOPPED, Optional.empty(), Optional.of("wr_1")));
        assertThat(told).allSatisfy(run -> assertThat(run.triggerName()).contains("nightly"));
    }

    @Test
    void whatAListenerStartsIsStoredWithTheEndOrNotAtAll() {
        fixture.createShell("first", job -> {});
        fixture.createShell("second", job -> {});
        fixture.runs.onEnd((handle, run) -> told.add(run));
        fixture.runs.onEnd((handle, run) -> {
            fixture.runs.startTriggered(handle, triggered("second"));
            if (told.size() == 1) {
                throw new IllegalStateException("the first time");
            }
        });
        var run = fixture.start("first");
        assertThatThrownBy(() -> fixture.runs.end(row(run), JobRunState.FAILED, Optional.empty()))
                .hasMessage("the first time");
        assertThat(row(run).state()).isEqualTo(JobRunState.STARTING);
        assertThat(fixture.runs.end(row(run), JobRunState.FAILED, Optional.empty()))
                .isTrue();
        assertThat(fixture.store.inStates(JobRunState.live()))
                .singleElement()
                .extracting(JobRunRow::jobName)
                .isEqualTo("second");
    }
}
