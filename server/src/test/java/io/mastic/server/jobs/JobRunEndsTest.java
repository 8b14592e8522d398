package io.mastic.server.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.mastic.server.store.EachDatabase;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stops, retries and ends of runs. Facts are those of https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-jobs-runs.html unless named. */
@EachDatabase
class JobRunEndsTest extends DrivenRuns {
    @Test
    void aRunThatIsOverCanBeTriedAgainByItsId() {
        fixture.createSpark("job", job -> job.maxRetries(1));
        var run = fixture.start("job", r -> r.arguments(Map.of("--day", "monday")));
        assertRefused(() -> fixture.start("job", r -> r.jobRunId(run)), "InvalidInputException", "STARTING");
        stop("job", run);
        var again = get("job", fixture.start("job", r -> r.jobRunId(run)));
        assertThat(again.id()).matches("jr_[0-9a-f]{64}").isNotEqualTo(run);
        assertThat(again.previousRunId()).isEqualTo(run);
        assertThat(again.arguments()).isEqualTo(Map.of("--day", "monday"));
        stop("job", again.id());
        var other = get("job", fixture.start("job", r -> r.jobRunId(run).arguments(Map.of("--day", "tuesday"))));
        assertThat(other.arguments()).isEqualTo(Map.of("--day", "tuesday"));
    }

    @Test
    void aStopEndsAWaitingRunAtOnceAndALaunchedOneLater() {
        fixture.createSpark("job", job -> job.executionProperty(p -> p.maxConcurrentRuns(2)));
        var waiting = fixture.start("job");
        var launched = fixture.start("job");
        launch(launched);
        var answer = stop("job", waiting, launched, "jr_none");
        assertThat(answer.successfulSubmissions()).extracting(s -> s.jobRunId()).containsExactly(waiting, launched);
        assertThat(answer.errors()).singleElement().satisfies(error -> {
            assertThat(error.jobRunId()).isEqualTo("jr_none");
            assertThat(error.jobName()).isEqualTo("job");
            assertThat(error.errorDetail().errorCode()).isEqualTo("EntityNotFoundException");
        });
        assertThat(row(waiting).state()).isEqualTo(JobRunState.STOPPED);
        assertThat(row(launched).state()).isEqualTo(JobRunState.STOPPING);
        assertThat(stop("job", launched).successfulSubmissions()).hasSize(1);
        assertThat(stop("job", waiting).errors()).singleElement().satisfies(error -> assertThat(
                        error.errorDetail().errorMessage())
                .contains("is STOPPED already"));
        assertThat(fixture.store.launch(waiting, "hash", 1)).isZero();
    }

    @Test
    void aFailedRunStartsOnceMoreWhileItHasAttempts() {
        fixture.createSpark("job", job -> job.maxRetries(1));
        var first = fixture.start("job", r -> r.arguments(Map.of("--a", "1")));
        launch(first);
        assertThat(fixture.runs.end(row(first), JobRunState.FAILED, Optional.of("no")))
                .isTrue();
        var second = get("job", first + "_attempt_1");
        assertThat(second.attempt()).isEqualTo(1);
        assertThat(second.previousRunId()).isEqualTo(first);
        assertThat(second.arguments()).isEqualTo(Map.of("--a", "1"));
        assertThat(row(second.id()).launched()).isEmpty();
        launch(second.id());
        fixture.runs.end(row(second.id()), JobRunState.FAILED, Optional.of("no"));
        assertThat(list("job", 10)).containsExactly(second.id(), first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TIMEOUT", "STOPPED", "SUCCEEDED"})
    void onlyAFailureIsTriedAgain(String state) {
        fixture.createSpark("job", job -> job.maxRetries(1));
        var run = fixture.start("job");
        launch(run);
        var next = state.equals("SUCCEEDED") ? JobRunState.RUNNING : JobRunState.STARTING;
        if (next == JobRunState.RUNNING) {
            fixture.store.change(run, JobRunState.STARTING, next, Optional.empty(), 1);
        }
        fixture.runs.end(row(run), JobRunState.valueOf(state), Optional.empty());
        assertThat(list("job", 10)).containsExactly(run);
    }

    @Test
    void anEndThatComesTooLateChangesNothing() {
        fixture.createSpark("job", job -> job.maxRetries(1));
        var run = fixture.start("job");
        var seen = row(run);
        stop("job", run);
        assertThat(fixture.runs.end(seen, JobRunState.FAILED, Optional.of("late")))
                .isFalse();
        assertThat(list("job", 10)).containsExactly(run);
        assertThat(get("job", run).jobRunStateAsString()).isEqualTo("STOPPED");
    }

    @Test
    void theTimeOfARunIsThatOfItsProcess() {
        fixture.createSpark("job", job -> job.workerType("G.1X").numberOfWorkers(4));
        var run = fixture.start("job");
        fixture.clock.move(Duration.ofMinutes(10));
        launch(run);
        fixture.clock.move(Duration.ofSeconds(90));
        assertThat(get("job", run).executionTime()).isEqualTo(90);
        fixture.store.change(run, JobRunState.STARTING, JobRunState.RUNNING, Optional.empty(), fixture.clock.millis());
        fixture.runs.end(row(run), JobRunState.SUCCEEDED, Optional.empty());
        fixture.clock.move(Duration.ofHours(1));
        var over = get("job", run);
        assertThat(over.executionTime()).isEqualTo(90);
        assertThat(over.dpuSeconds()).isEqualTo(360.0);
        assertThat(Duration.between(over.startedOn(), over.completedOn())).isEqualTo(Duration.ofSeconds(690));
    }
}
