package io.mastic.server.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.mastic.protocol.ServiceException;
import io.mastic.server.store.EachDatabase;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.glue.model.ExecutionClass;

/** What a run starts with. Facts are those of https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-jobs-runs.html unless named. */
@EachDatabase
class JobRunStartsTest extends DrivenRuns {
    @Test
    void aRunShowsWhatItWasStartedWith() {
        fixture.createSpark("job", job -> job.defaultArguments(Map.of("--a", "1"))
                .workerType("G.2X")
                .numberOfWorkers(3)
                .timeout(60));
        var run = get(
                "job", fixture.start("job", r -> r.arguments(Map.of("--b", "2")).timeout(5)));
        assertThat(run.id()).matches("jr_[0-9a-f]{64}");
        assertThat(run.attempt()).isZero();
        assertThat(run.arguments()).isEqualTo(Map.of("--b", "2"));
        assertThat(run.timeout()).isEqualTo(5);
        assertThat(run.maxCapacity()).isEqualTo(6.0);
        assertThat(run.workerTypeAsString()).isEqualTo("G.2X");
        assertThat(run.jobRunStateAsString()).isEqualTo("STARTING");
        assertThat(run.startedOn()).isEqualTo(fixture.clock.instant());
        assertThat(run.completedOn()).isNull();
        assertThat(run.executionTime()).isZero();
        assertThat(run.dpuSeconds()).isNull();
        assertThat(run.glueVersion()).isEqualTo("5.1");
    }

    @Test
    void theRunsArgumentsWinOverTheDefaultsAndTheFixedOnesOverBoth() {
        fixture.createSpark("job", job -> job.defaultArguments(Map.of("--a", "default", "--b", "default"))
                .nonOverridableArguments(Map.of("--c", "fixed")));
        var run = fixture.start("job", r -> r.arguments(Map.of("--b", "run", "--c", "run")));
        assertThat(JobRuns.arguments(row(run))).isEqualTo(Map.of("--a", "default", "--b", "run", "--c", "fixed"));
    }

    @Test
    void aRunOverridesItsJobsWorkersAndClass() {
        fixture.createSpark("job", job -> job.executionProperty(p -> p.maxConcurrentRuns(9)));
        var workers = get("job", fixture.start("job", r -> r.workerType("G.2X").numberOfWorkers(4)));
        assertThat(workers.maxCapacity()).isEqualTo(8.0);
        var units = get("job", fixture.start("job", r -> r.maxCapacity(3.0)));
        assertThat(units.numberOfWorkers()).isEqualTo(3);
        var old = get("job", fixture.start("job", r -> r.allocatedCapacity(5)));
        assertThat(old.numberOfWorkers()).isEqualTo(5);
        var flex = get("job", fixture.start("job", r -> r.executionClass("FLEX")));
        assertThat(flex.executionClass()).isEqualTo(ExecutionClass.FLEX);
        assertRefused(
                () -> fixture.start("job", r -> r.executionClass("FLEX").workerType("G.8X")),
                "InvalidInputException",
                "FLEX");
    }

    @Test
    void whatDoesNotWorkIsRefusedWithTheReason() {
        fixture.createSpark("job", job -> {});
        assertRefused(() -> fixture.start("none"), "EntityNotFoundException", "none");
        assertRefused(() -> fixture.start("job", r -> r.jobRunId("jr_1")), "EntityNotFoundException", "jr_1");
        assertRefused(
                () -> fixture.start("job", r -> r.securityConfiguration("s")),
                "InvalidInputException",
                "SecurityConfiguration");
        assertRefused(
                () -> fixture.start("job", r -> r.notificationProperty(n -> n.notifyDelayAfter(0))),
                "InvalidInputException",
                "NotifyDelayAfter is 0; it is at least 1");
        assertRefused(
                () -> fixture.start("job", r -> r.executionRoleSessionPolicy("{}")),
                "InvalidInputException",
                "ExecutionRoleSessionPolicy is no policy");
        assertRefused(
                () -> fixture.start("job", r -> r.arguments(Map.of("--job-language", "scala"))),
                "InvalidInputException",
                "Scala");
        assertRefused(() -> fixture.start("job", r -> r.timeout(10_081)), "InvalidInputException", "Timeout is 10081");
        assertRefused(
                () -> fixture.start("job", r -> r.arguments(Map.of("--a", "x".repeat(270_000)))),
                "InvalidInputException",
                "270003 bytes");
        assertThat(fixture.store.inStates(JobRunState.live())).isEmpty();
    }

    @Test
    void ofManyStartsAtOnceAsManySucceedAsTheJobAllows() throws Exception {
        fixture.createSpark("job", job -> job.executionProperty(p -> p.maxConcurrentRuns(3)));
        var threads = Executors.newFixedThreadPool(8);
        try {
            Callable<String> start = () -> {
                try {
                    return fixture.start("job");
                } catch (ServiceException e) {
                    return e.code();
                }
            };
            var answers = new ArrayList<String>();
            for (var answer : threads.invokeAll(
                    IntStream.range(0, 16).mapToObj(i -> start).toList())) {
                answers.add(answer.get());
            }
            assertThat(answers).filteredOn(a -> a.startsWith("jr_")).hasSize(3);
            assertThat(answers)
                    .filteredOn(a -> !a.startsWith("jr_"))
                    .containsOnly("ConcurrentRunsExceededException")
                    .hasSize(13);
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void whatARunIsGivenForItselfIsShown() {
        fixture.createSpark("job", job -> job.notificationProperty(n -> n.notifyDelayAfter(9))
                .jobRunQueuingEnabled(true)
                .executionProperty(p -> p.maxConcurrentRuns(9)));
        var run = get("job", fixture.start("job"));
        assertThat(run.notificationProperty().notifyDelayAfter()).isEqualTo(9);
        assertThat(run.jobRunQueuingEnabled()).isTrue();
        var policy = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:*\","
                + "\"Resource\":\"*\"}]}";
        var other = get("job", fixture.start("job", r -> r.executionRoleSessionPolicy(policy)
                .jobRunQueuingEnabled(false)
                .notificationProperty(n -> n.notifyDelayAfter(2))));
        assertThat(other.executionRoleSessionPolicy()).isEqualTo(policy);
        assertThat(other.jobRunQueuingEnabled()).isFalse();
        assertThat(other.notificationProperty().notifyDelayAfter()).isEqualTo(2);
        assertThat(fixture.runs.find(launch(other.id())).orElseThrow().sessionPolicy())
                .contains(policy);
    }
}
