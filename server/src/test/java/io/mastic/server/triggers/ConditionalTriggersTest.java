package io.mastic.server.triggers;

import static org.assertj.core.api.Assertions.assertThat;

import io.mastic.server.jobs.JobRunState;
import io.mastic.server.store.EachDatabase;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.glue.model.BatchStopJobRunRequest;
import software.amazon.awssdk.services.glue.model.GetJobRunRequest;
import software.amazon.awssdk.services.glue.model.Predecessor;
import software.amazon.awssdk.services.glue.model.StopTriggerRequest;

/** Conditional triggers outside of workflows: https://docs.aws.amazon.com/glue/latest/dg/about-triggers.html. */
@EachDatabase
class ConditionalTriggersTest {
    private final TriggersFixture fixture = new TriggersFixture();

    @BeforeEach
    void jobsAndTheirTriggers() {
        fixture.createJobs("a", "b", "c");
        fixture.create("start-a", "ON_DEMAND", "a", t -> {});
        fixture.create("start-b", "ON_DEMAND", "b", t -> {});
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private void run(String job, JobRunState end) {
        fixture.start("start-" + job);
        fixture.end(job, end);
    }

    private int runsOfC() {
        return fixture.runs("c").size();
    }

    private void createAfter(String logical, String... conditions) {
        fixture.createConditional("after", "c", logical, List.of(conditions), t -> {});
    }

    @Test
    void theEndThatIsWaitedForStartsTheJob() {
        createAfter("AND", "a SUCCEEDED");
        run("a", JobRunState.SUCCEEDED);

        var run = fixture.run("c");
        assertThat(run.triggerName()).isEqualTo("after");
        assertThat(run.jobRunStateAsString()).isEqualTo("STARTING");
        var request = GetJobRunRequest.builder()
                .jobName("c")
                .runId(run.id())
                .predecessorsIncluded(true)
                .build();
        assertThat(fixture.jobRunOperations
                        .getJobRun(fixture.call(), request)
                        .jobRun()
                        .predecessorRuns())
                .containsExactly(Predecessor.builder()
                        .jobName("a")
                        .runId(fixture.run("a").id())
                        .build());
    }

    @Test
    void anotherEndDoesNot() {
        createAfter("AND", "a SUCCEEDED");
        run("a", JobRunState.FAILED);
        assertThat(runsOfC()).isZero();
    }

    @Test
    void runsThatCallersStartAreNotSeen() {
        createAfter("AND", "a SUCCEEDED");
        fixture.startJob("a");
        fixture.end("a", JobRunState.SUCCEEDED);
        assertThat(runsOfC()).isZero();
    }

    @Test
    void allConditionsAreWaitedForAndThenAllOfThemAnew() {
        createAfter("AND", "a SUCCEEDED", "b SUCCEEDED");
        run("a", JobRunState.SUCCEEDED);
        run("a", JobRunState.SUCCEEDED);
        assertThat(runsOfC()).isZero();
        run("b", JobRunState.SUCCEEDED);
        assertThat(runsOfC()).isEqualTo(1);

        fixture.end("c", JobRunState.SUCCEEDED);
        run("b", JobRunState.SUCCEEDED);
        assertThat(runsOfC()).isEqualTo(1);
        run("a", JobRunState.SUCCEEDED);
        assertThat(runsOfC()).isEqualTo(2);
    }

    @Test
    void theLastEndOfAJobCounts() {
        createAfter("AND", "a SUCCEEDED", "b SUCCEEDED");
        run("a", JobRunState.SUCCEEDED);
        run("a", JobRunState.FAILED);
        run("b", JobRunState.SUCCEEDED);
        assertThat(runsOfC()).isZero();
    }

    @Test
    void anyConditionSuffices() {
        createAfter("ANY", "a FAILED", "a TIMEOUT", "b SUCCEEDED");
        run("a", JobRunState.SUCCEEDED);
        assertThat(runsOfC()).isZero();
        run("a", JobRunState.FAILED);
        assertThat(runsOfC()).isEqualTo(1);
        fixture.end("c", JobRunState.SUCCEEDED);
        run("b", JobRunState.SUCCEEDED);
        assertThat(runsOfC()).isEqualTo(2);
    }

    @Test
    void aRunThatIsTriedAgainHasNotEnded() {
        fixture.createJob("again", job -> job.maxRetries(1));
        fixture.create("start-again", "ON_DEMAND", "again", t -> {});
        fixture.createConditional("after", "c", "ANY", List.of("again FAILED", "again SUCCEEDED"), t -> {});
        fixture.start("start-again");
        fixture.end("again", JobRunState.FAILED);
        assertThat(runsOfC()).isZero();
        assertThat(fixture.live("again")).endsWith("_attempt_1");
        fixture.end("again", JobRunState.SUCCEEDED);
        assertThat(runsOfC()).isEqualTo(1);
    }

    @Test
    void aStoppedTriggerSeesNothingAndBeginsAnewWhenStarted() {
        createAfter("AND", "a SUCCEEDED", "b SUCCEEDED");
        run("a", JobRunState.SUCCEEDED);
        fixture.operations.stopTrigger(
                fixture.call(), StopTriggerRequest.builder().name("after").build());
        run("b", JobRunState.SUCCEEDED);
        fixture.start("after");
        run("b", JobRunState.SUCCEEDED);
        assertThat(runsOfC()).isZero();
        run("a", JobRunState.SUCCEEDED);
        assertThat(runsOfC()).isEqualTo(1);
    }

    @Test
    void chainsGoOnThroughTriggers() {
        createAfter("AND", "a SUCCEEDED");
        fixture.createJobs("d");
        fixture.createConditional("last", "d", "AND", List.of("c STOPPED"), t -> {});
        run("a", JobRunState.SUCCEEDED);
        fixture.end("c", JobRunState.FAILED);
        assertThat(fixture.runs("d")).isEmpty();
        run("a", JobRunState.SUCCEEDED);
        fixture.jobRunOperations.batchStopJobRun(
                fixture.call(),
                BatchStopJobRunRequest.builder()
                        .jobName("c")
                        .jobRunIds(fixture.live("c"))
                        .build());
        assertThat(fixture.runs("d")).hasSize(1);
    }

    @Test
    void aTriggerMayStartAgainWhatItWaitsFor() {
        fixture.createConditional("loop", "a", "ANY", List.of("a FAILED"), t -> {});
        fixture.start("start-a");
        var first = fixture.run("a").id();
        fixture.end("a", JobRunState.FAILED);
        assertThat(fixture.runs("a"))
                .extracting(run -> run.jobRunStateAsString())
                .containsExactlyInAnyOrder("FAILED", "STARTING");
        assertThat(fixture.runs("a")).anyMatch(run -> run.id().equals(first));
    }
}
