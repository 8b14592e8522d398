package io.mastic.server.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mastic.protocol.ServiceException;
import io.mastic.server.http.RunRoute.Response;
import io.mastic.server.jobs.JobRunStore.JobRunRow;
import io.mastic.server.store.EachDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.glue.model.BatchStopJobRunResponse;
import software.amazon.awssdk.services.glue.model.DeleteJobRequest;
import software.amazon.awssdk.services.glue.model.ExecutionClass;
import software.amazon.awssdk.services.glue.model.GetJobRunRequest;
import software.amazon.awssdk.services.glue.model.GetJobRunsRequest;
import software.amazon.awssdk.services.glue.model.JobRun;

/** Facts are those of https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-jobs-runs.html unless named. */
@EachDatabase
class JobRunsTest {
    private final JobsFixture fixture = new JobsFixture();
    private final JobRunOperations operations = fixture.runOperations;
    private final DriverRoutes routes = new DriverRoutes(fixture.store, fixture.clock);

    @AfterEach
    void close() {
        fixture.close();
    }

    private JobRun get(String job, String run) {
        var request = GetJobRunRequest.builder().jobName(job).runId(run).build();
        return operations.getJobRun(fixture.call(), request).jobRun();
    }

    private JobRunRow row(String run) {
        return fixture.store.find(run).orElseThrow();
    }

    /** As the supervisor marks it. */
    private String launch(String run) {
        var token = fixture.runs.newToken();
        assertThat(fixture.store.launch(run, JobRuns.hash(token), fixture.clock.millis()))
                .isEqualTo(1);
        return token;
    }

    private Response send(String token, String route, String body) {
        var claim = fixture.runs.find(token).orElseThrow();
        return routes.routes().get("POST " + route).handle(claim, "", body.getBytes(StandardCharsets.UTF_8));
    }

    private BatchStopJobRunResponse stop(String job, String... runs) {
        return operations.batchStopJobRun(
                fixture.call(),
                software.amazon.awssdk.services.glue.model.BatchStopJobRunRequest.builder()
                        .jobName(job)
                        .jobRunIds(runs)
                        .build());
    }

    private static void assertRefused(
            org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String code, String message) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ServiceException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(message);
    }

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
    void aRunIsLaunchedOnce() {
        fixture.createSpark("job", job -> {});
        var run = fixture.start("job");
        launch(run);
        assertThat(fixture.store.launch(run, JobRuns.hash("other"), fixture.clock.millis()))
                .isZero();
        assertThat(row(run).epoch()).isEqualTo(1);
    }

    @Test
    void aDriverClaimsItsRunAndMayAskAgain() {
        fixture.createSpark("job", job -> job.workerType("G.1X").numberOfWorkers(2));
        var run = fixture.start("job");
        var token = launch(run);
        for (var i = 0; i < 2; i++) {
            var spec = new String(send(token, "claim", "{}").json(), StandardCharsets.UTF_8);
            assertThat(spec).contains("\"runId\":\"" + run + "\"").contains("\"epoch\":1");
        }
        assertThat(row(run).state()).isEqualTo(JobRunState.RUNNING);
        assertThat(fixture.runs.find("another token")).isEmpty();
    }

    @Test
    void aDriverOfARunThatIsToStopIsNotGivenIt() {
        fixture.createSpark("job", job -> {});
        var run = fixture.start("job");
        var token = launch(run);
        stop("job", run);
        assertRefused(() -> send(token, "claim", "{}"), "StaleClaim", run);
        fixture.runs.end(row(run), JobRunState.STOPPED, Optional.empty());
        assertThat(fixture.runs.find(token)).isEmpty();
    }

    @Test
    void theFirstResultOfADriverCounts() {
        fixture.createSpark("job", job -> {});
        var run = fixture.start("job");
        var token = launch(run);
        send(token, "claim", "{}");
        send(token, "result", "{\"success\": false, \"error\": \"" + "x".repeat(20_000) + "\"}");
        send(token, "result", "{\"success\": true}");
        assertThat(row(run).reportedSuccess()).contains(false);
        assertThat(row(run).reportedError().orElseThrow()).hasSize(16_001);
        assertRefused(() -> send(token, "result", "{"), "InvalidInputException", "not JSON");
        assertRefused(() -> send(token, "result", "{}"), "InvalidInputException", "success");
    }

    @Test
    void aProcessOfAnEarlierEpochIsRefusedWhateverItAsks() {
        fixture.createSpark("job", job -> {});
        var run = fixture.start("job");
        var stale = launch(run);
        var staleClaim = fixture.runs.find(stale).orElseThrow();
        assertThat(fixture.store.relaunch(run, 1, "none", fixture.clock.millis()))
                .isEqualTo(1);
        assertThat(fixture.store.relaunch(run, 1, "none", fixture.clock.millis()))
                .isZero();
        assertThat(fixture.runs.find(stale)).isEmpty();
        var token = launch(run);
        assertThat(fixture.runs.find(stale)).isEmpty();
        // Found while its epoch was the last one, and answered after that.
        var claim = routes.routes().get("POST claim");
        assertRefused(() -> claim.handle(staleClaim, "", new byte[0]), "StaleClaim", run);
        assertThat(row(run).state()).isEqualTo(JobRunState.STARTING);
        assertThat(new String(send(token, "claim", "{}").json(), StandardCharsets.UTF_8))
                .contains("\"epoch\":2");
        assertRefused(() -> claim.handle(staleClaim, "", new byte[0]), "StaleClaim", run);
        var success = "{\"success\": true}".getBytes(StandardCharsets.UTF_8);
        routes.routes().get("POST result").handle(staleClaim, "", success);
        assertThat(row(run).reportedSuccess()).isEmpty();
    }

    @Test
    void aRunThatWasClaimedIsNotLaunchedAgain() {
        fixture.createSpark("job", job -> {});
        var run = fixture.start("job");
        send(launch(run), "claim", "{}");
        assertThat(fixture.store.relaunch(run, 1, "none", fixture.clock.millis()))
                .isZero();
    }

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

    @Test
    void aResultOfAnEarlierEpochDoesNotCount() {
        fixture.createSpark("job", job -> {});
        var run = fixture.start("job");
        launch(run);
        assertThat(fixture.store.report(run, 0, true, Optional.empty(), 1)).isZero();
        assertThat(row(run).reportedSuccess()).isEmpty();
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

    private List<String> list(String job, int size) {
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

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 6, 7})
    void pagesMeetEveryRunOnceTheNewestFirst(int size) {
        fixture.createSpark("job", job -> job.executionProperty(p -> p.maxConcurrentRuns(9)));
        fixture.createSpark("other", job -> {});
        fixture.start("other");
        var started = new ArrayList<String>();
        for (var i = 0; i < 6; i++) {
            started.add(0, fixture.start("job"));
            // Two of a time: the id parts them.
            fixture.clock.move(Duration.ofMillis(i % 2));
        }
        assertThat(list("job", size))
                .containsExactlyInAnyOrderElementsOf(started)
                .doesNotHaveDuplicates();
        assertThat(list("job", size)).isEqualTo(list("job", 100));
    }

    @Test
    void aTokenOfNothingIsRefused() {
        fixture.createSpark("job", job -> {});
        var request = GetJobRunsRequest.builder().jobName("job").nextToken("x").build();
        assertRefused(() -> operations.getJobRuns(fixture.call(), request), "InvalidInputException", "NextToken");
    }

    @Test
    void runsOfADeletedJobStayReadable() {
        fixture.createSpark("job", job -> {});
        var run = fixture.start("job");
        fixture.jobOperations.deleteJob(
                fixture.call(), DeleteJobRequest.builder().jobName("job").build());
        assertThat(get("job", run).id()).isEqualTo(run);
        assertThat(list("job", 1)).containsExactly(run);
        assertRefused(() -> list("none", 1), "EntityNotFoundException", "none");
        assertRefused(() -> get("none", run), "EntityNotFoundException", run);
    }
}
