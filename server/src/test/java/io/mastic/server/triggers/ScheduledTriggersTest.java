package io.mastic.server.triggers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import com.github.kagkarlsson.scheduler.testhelper.ManualScheduler;
import io.mastic.protocol.ServiceException;
import io.mastic.server.store.EachDatabase;
import java.time.Duration;
import java.util.List;
import java.util.TimeZone;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.glue.model.CreateWorkflowRequest;
import software.amazon.awssdk.services.glue.model.DeleteJobRequest;
import software.amazon.awssdk.services.glue.model.DeleteTriggerRequest;
import software.amazon.awssdk.services.glue.model.JobRun;
import software.amazon.awssdk.services.glue.model.JobRunState;
import software.amazon.awssdk.services.glue.model.StopTriggerRequest;
import software.amazon.awssdk.services.glue.model.UpdateTriggerRequest;

/** Schedules over a real store, with db-scheduler's own polling, and a clock that tests move. */
@EachDatabase
class ScheduledTriggersTest {
    private final TriggersFixture fixture = new TriggersFixture();
    private final ManualScheduler alarms = fixture.alarms();

    @AfterEach
    void close() {
        fixture.close();
    }

    private void createNightly() {
        fixture.createJob("job", job -> job.executionProperty(p -> p.maxConcurrentRuns(10)));
        fixture.create("nightly", "SCHEDULED", "job", t -> t.schedule(TriggersFixture.NIGHT)
                .startOnCreation(true));
    }

    private int runsAt(String time) {
        fixture.clock.set(time);
        alarms.runAnyDueExecutions();
        return runs();
    }

    private int runs() {
        return fixture.runs("job").size();
    }

    @Test
    void aScheduleFiresAtEachOfItsTimesAndOnlyThen() {
        createNightly();

        assertThat(runsAt("2026-11-25T02:59:59Z")).isZero();
        assertThat(runsAt("2026-11-25T03:00:00Z")).isEqualTo(1);
        assertThat(runsAt("2026-11-25T03:00:01Z")).isEqualTo(1);
        assertThat(runsAt("2026-11-26T02:59:59Z")).isEqualTo(1);
        assertThat(runsAt("2026-11-26T03:00:00Z")).isEqualTo(2);
        assertThat(fixture.run("job").triggerName()).isEqualTo("nightly");
    }

    @Test
    void aTimeThatWasMissedByAFewMinutesFiresLateAndOnce() {
        createNightly();

        assertThat(runsAt("2026-11-25T03:04:00Z")).isEqualTo(1);
        assertThat(runsAt("2026-11-25T03:05:00Z")).isEqualTo(1);
        assertThat(runsAt("2026-11-26T03:00:00Z")).isEqualTo(2);
    }

    @Test
    void timesThatWereMissedForLongerAreNotMadeUpFor() {
        createNightly();

        assertThat(runsAt("2026-11-28T03:04:01Z")).isZero();
        assertThat(runsAt("2026-11-28T12:00:00Z")).isZero();
        assertThat(runsAt("2026-11-29T03:00:00Z")).isEqualTo(1);
    }

    @Test
    void aClockThatIsSetBackBringsNoTimeAgain() {
        createNightly();
        assertThat(runsAt("2026-11-25T03:00:00Z")).isEqualTo(1);

        assertThat(runsAt("2026-11-25T02:00:00Z")).isEqualTo(1);
        assertThat(runsAt("2026-11-25T03:00:00Z")).isEqualTo(1);
        assertThat(runsAt("2026-11-26T03:00:00Z")).isEqualTo(2);
    }

    @Test
    void aFiringThatFailsIsTriedAgainAndStartsOneRun() {
        createNightly();
        fixture.database.jdbi().useHandle(handle -> handle.execute("alter table job_run rename to job_run_away"));
        fixture.clock.set("2026-11-25T03:00:00Z");
        alarms.runAnyDueExecutions();
        fixture.database.jdbi().useHandle(handle -> handle.execute("alter table job_run_away rename to job_run"));
        assertThat(runs()).isZero();

        assertThat(runsAt("2026-11-25T03:00:06Z")).isEqualTo(1);
        assertThat(runsAt("2026-11-25T03:00:12Z")).isEqualTo(1);
    }

    @Test
    void aFiringWhoseServerWasKilledAfterItHappenedIsNotRepeated() {
        createNightly();
        fixture.clock.set("2026-11-25T03:00:00Z");
        // The kill: the firing is committed, and db-scheduler still holds the task as one that is being done.
        var pick = "update scheduled_tasks set picked = true, picked_by = 'killed', last_heartbeat = execution_time,"
                + " version = version + 1";
        fixture.database.jdbi().useHandle(handle -> handle.execute(pick));
        var occurrence = fixture.database.jdbi().withHandle(handle -> handle.createQuery(
                        "select task_instance from scheduled_tasks")
                .mapTo(String.class)
                .one());
        fixture.starts.fire(Occurrence.parse(occurrence));
        assertThat(runs()).isEqualTo(1);

        fixture.clock.set("2026-11-25T04:00:00Z");
        alarms.runDeadExecutionDetection();
        // A revived task is due by the machine's clock.
        fixture.database
                .jdbi()
                .useHandle(handle -> handle.execute(
                        "update scheduled_tasks set execution_time = timestamp with time zone '2026-11-25 03:00:00Z' "
                                + "where picked = false and task_instance = ?",
                        occurrence));
        alarms.runAnyDueExecutions();
        assertThat(runs()).isEqualTo(1);
        assertThat(runsAt("2026-11-26T03:00:00Z")).isEqualTo(2);
    }

    @Test
    void severalServersOnOneDatabaseFireATimeOnce() throws Exception {
        createNightly();
        var servers = List.of(fixture.alarms(), fixture.alarms(), fixture.alarms());
        var threads = Executors.newFixedThreadPool(servers.size());
        try {
            for (int day = 25; day < 30; day++) {
                fixture.clock.set("2026-11-" + day + "T03:00:00Z");
                var go = new CountDownLatch(1);
                var polls = servers.stream()
                        .map(server -> threads.submit(() -> {
                            go.await();
                            server.runAnyDueExecutions();
                            return server;
                        }))
                        .toList();
                go.countDown();
                for (var poll : polls) {
                    poll.get();
                }
                assertThat(runs()).isEqualTo(day - 24);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void oneOccurrenceFiresOnceHoweverOftenItIsTold() throws Exception {
        createNightly();
        fixture.clock.set("2026-11-25T03:00:00Z");
        var id = fixture.triggers.row(fixture.call(), "nightly").orElseThrow().id();
        var threads = Executors.newFixedThreadPool(4);
        try {
            var tellings = IntStream.range(0, 20)
                    .mapToObj(i -> threads.submit(() -> fixture.starts.fire(new Occurrence(id, 1))))
                    .toList();
            for (var telling : tellings) {
                telling.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(runs()).isEqualTo(1);
    }

    @Test
    void aStoppedTriggerFiresNoMoreAndAStartedOneAgain() {
        createNightly();
        fixture.operations.stopTrigger(
                fixture.call(), StopTriggerRequest.builder().name("nightly").build());
        assertThat(runsAt("2026-11-25T03:00:00Z")).isZero();

        fixture.start("nightly");
        assertThat(runsAt("2026-11-26T03:00:00Z")).isEqualTo(1);
    }

    @Test
    void aTriggerStoppedAndStartedWithinATimeFiresOnceThen() {
        createNightly();
        fixture.operations.stopTrigger(
                fixture.call(), StopTriggerRequest.builder().name("nightly").build());
        fixture.start("nightly");
        fixture.start("nightly");

        assertThat(runsAt("2026-11-25T03:00:00Z")).isEqualTo(1);
        assertThat(runsAt("2026-11-25T03:00:10Z")).isEqualTo(1);
    }

    @Test
    void aNewScheduleTakesThePlaceOfTheOld() {
        createNightly();
        var update = UpdateTriggerRequest.builder()
                .name("nightly")
                .triggerUpdate(u -> u.schedule("cron(0 5 * * ? *)").actions(a -> a.jobName("job")))
                .build();
        fixture.operations.updateTrigger(fixture.call(), update);

        assertThat(runsAt("2026-11-25T03:00:00Z")).isZero();
        assertThat(runsAt("2026-11-25T05:00:00Z")).isEqualTo(1);
    }

    @Test
    void aChangeAtTheTimeItselfDoesNotLoseIt() {
        createNightly();
        fixture.clock.set("2026-11-25T03:00:00Z");
        var update = UpdateTriggerRequest.builder()
                .name("nightly")
                .triggerUpdate(u ->
                        u.description("changed").schedule(TriggersFixture.NIGHT).actions(a -> a.jobName("job")))
                .build();
        fixture.operations.updateTrigger(fixture.call(), update);

        assertThat(runsAt("2026-11-25T03:00:01Z")).isEqualTo(1);
    }

    @Test
    void aDeletedTriggerFiresNoMore() {
        createNightly();
        fixture.operations.deleteTrigger(
                fixture.call(), DeleteTriggerRequest.builder().name("nightly").build());
        assertThat(runsAt("2026-11-25T03:00:00Z")).isZero();
    }

    @Test
    void aJobThatIsGoneLeavesARunInError() {
        createNightly();
        fixture.jobOperations.deleteJob(
                fixture.call(), DeleteJobRequest.builder().jobName("job").build());

        assertThat(runsAt("2026-11-25T03:00:00Z")).isEqualTo(1);
        var run = fixture.run("job");
        assertThat(run.jobRunState()).isEqualTo(JobRunState.ERROR);
        assertThat(run.errorMessage()).isEqualTo("Job with name: job not found.");
        assertThat(run.completedOn()).isEqualTo(fixture.clock.instant());
    }

    @Test
    void aJobWithoutAPlaceLeavesARunThatFailedAndTheNextTimeComes() {
        fixture.createJobs("job");
        fixture.create("nightly", "SCHEDULED", "job", t -> t.schedule(TriggersFixture.NIGHT)
                .startOnCreation(true));
        var held = fixture.startJob("job");

        assertThat(runsAt("2026-11-25T03:00:00Z")).isEqualTo(2);
        assertThat(fixture.runs("job"))
                .filteredOn(run -> !run.id().equals(held))
                .extracting(JobRun::jobRunStateAsString, JobRun::errorMessage)
                .containsExactly(
                        tuple("FAILED", "Concurrent runs exceeded for job: ExecutionProperty.MaxConcurrentRuns is 1"));
        fixture.ends.end(held, io.mastic.server.jobs.JobRunState.SUCCEEDED);
        assertThat(runsAt("2026-11-26T03:00:00Z")).isEqualTo(3);
        assertThat(fixture.run("job").jobRunState()).isEqualTo(JobRunState.STARTING);
    }

    @Test
    void aScheduleInAWorkflowStartsTheWorkflow() {
        fixture.createJobs("job");
        fixture.workflowOperations.createWorkflow(
                fixture.call(), CreateWorkflowRequest.builder().name("flow").build());
        fixture.create("nightly", "SCHEDULED", "job", t -> t.schedule(TriggersFixture.NIGHT)
                .workflowName("flow")
                .startOnCreation(true));

        assertThat(runsAt("2026-11-25T03:00:00Z")).isEqualTo(1);
        var run = fixture.workflowRuns.last(fixture.call(), "flow", false).orElseThrow();
        assertThat(run.statusAsString()).isEqualTo("RUNNING");
        assertThat(fixture.run("job").arguments()).containsEntry("--WORKFLOW_RUN_ID", run.workflowRunId());
    }

    @Test
    void timesAreUtcWhereverTheServerIs() {
        var home = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
        // A database has one server.
        fixture.close();
        try (var abroad = new TriggersFixture()) {
            abroad.createJobs("job");
            abroad.create("nightly", "SCHEDULED", "job", t -> t.schedule(TriggersFixture.NIGHT)
                    .startOnCreation(true));
            abroad.clock.set("2026-11-25T02:59:59Z");
            abroad.alarms().runAnyDueExecutions();
            assertThat(abroad.runs("job")).isEmpty();
            abroad.clock.set("2026-11-25T03:00:00Z");
            abroad.alarms().runAnyDueExecutions();
            assertThat(abroad.runs("job")).hasSize(1);
        } finally {
            TimeZone.setDefault(home);
        }
    }

    @Test
    void aLowerMinimumIsASetting() {
        fixture.createJobs("job");
        assertThatThrownBy(() -> fixture.create("often", "SCHEDULED", "job", t -> t.schedule("cron(* * * * ? *)")))
                .isInstanceOfSatisfying(
                        ServiceException.class, e -> assertThat(e.code()).isEqualTo("InvalidInputException"));
        fixture.close();
        try (var loose = new TriggersFixture(new TriggerConfig(1, 10, 10))) {
            loose.createJob("job", job -> job.executionProperty(p -> p.maxConcurrentRuns(10)));
            loose.create("often", "SCHEDULED", "job", t -> t.schedule("cron(* * * * ? *)")
                    .startOnCreation(true));
            var minutely = loose.alarms();
            for (int minute = 1; minute <= 3; minute++) {
                loose.clock.move(Duration.ofMinutes(1));
                minutely.runAnyDueExecutions();
            }
            assertThat(loose.runs("job")).hasSize(3);
        }
    }
}
