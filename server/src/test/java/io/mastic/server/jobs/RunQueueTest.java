package io.mastic.server.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mastic.protocol.ServiceException;
import io.mastic.server.jobs.JobRunStore.JobRunRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.glue.model.StartJobRunRequest;
import software.amazon.awssdk.services.glue.model.UpdateJobRequest;

/** Who waits, for what, and who goes next. */
class RunQueueTest {
    private final JobsFixture fixture = new JobsFixture(1_100, 4);
    private final RunQueue queue = new RunQueue(fixture.database.jdbi(), fixture.places, fixture.sizes, fixture.clock);

    @AfterEach
    void close() {
        fixture.close();
    }

    /** Goes through the queue once, and answers who started. */
    private List<String> admit() {
        var started = new ArrayList<String>();
        var live = fixture.store.inStates(JobRunState.live());
        queue.admit(
                live.stream().filter(run -> run.launched().isPresent()).toList(),
                live.stream().filter(run -> run.launched().isEmpty()).toList(),
                run -> {
                    started.add(run.id());
                    return fixture.store.launch(run.id(), JobRuns.hash(run.id()), fixture.clock.millis()) == 1;
                });
        return started;
    }

    private String start(String job, Consumer<StartJobRunRequest.Builder> more) {
        fixture.clock.move(Duration.ofMillis(1));
        return fixture.start(job, more);
    }

    private String queued(String job) {
        return start(job, run -> run.jobRunQueuingEnabled(true));
    }

    private JobRunRow row(String run) {
        return fixture.store.find(run).orElseThrow();
    }

    private void fail(String run) {
        fixture.runs.end(row(run), JobRunState.FAILED, Optional.of("failed"));
    }

    private static void assertRefused(ThrowingCallable call, String code) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ServiceException.class, e -> assertThat(e.code())
                .isEqualTo(code));
    }

    @Test
    void aRunBeyondItsJobsLimitWaitsIfItMayAndSaysForWhat() {
        fixture.createShell("job", job -> {});
        var first = queued("job");
        var second = queued("job");
        assertThat(row(second).state()).isEqualTo(JobRunState.WAITING);
        assertThat(row(second).stateDetail().orElseThrow())
                .contains("MaxConcurrentRuns")
                .contains("job");
        assertThat(admit()).containsExactly(first);
        assertThat(admit()).isEmpty();
        fail(first);
        assertThat(admit()).containsExactly(second);
        assertThat(row(second).stateDetail()).isEmpty();
    }

    @Test
    void whoMayNotWaitIsRefusedThoughOthersWait() {
        fixture.createShell("job", job -> {});
        var first = queued("job");
        queued("job");
        fail(first);
        assertRefused(() -> start("job", run -> {}), "ConcurrentRunsExceededException");
    }

    @Test
    void theRunsOfAJobGoInTheirOrderAndThoseOfOthersPass() {
        fixture.createShell("job", job -> job.jobRunQueuingEnabled(true));
        fixture.createShell("other", job -> {});
        var first = start("job", run -> {});
        var second = start("job", run -> {});
        var third = start("job", run -> {});
        var other = start("other", run -> {});
        assertThat(admit()).containsExactly(first, other);
        fail(first);
        assertThat(admit()).containsExactly(second);
        fail(second);
        assertThat(admit()).containsExactly(third);
    }

    @Test
    void aRaisedLimitLetsThemGo() {
        fixture.createShell("job", job -> job.jobRunQueuingEnabled(true));
        var first = start("job", run -> {});
        var second = start("job", run -> {});
        assertThat(admit()).containsExactly(first);
        fixture.jobOperations.updateJob(
                fixture.call(),
                UpdateJobRequest.builder()
                        .jobName("job")
                        .jobUpdate(u -> u.role("MasticGlueRole")
                                .command(c -> c.name("pythonshell").scriptLocation("s3://b/s.py"))
                                .executionProperty(p -> p.maxConcurrentRuns(2)))
                        .build());
        assertThat(admit()).containsExactly(second);
    }

    @Test
    void anAccountHasALimitOfItsOwn() {
        fixture.createShell("job", job -> job.executionProperty(p -> p.maxConcurrentRuns(9)));
        for (int i = 0; i < 4; i++) {
            start("job", run -> {});
        }
        assertRefused(() -> start("job", run -> {}), "ResourceNumberLimitExceededException");
        var waiting = queued("job");
        assertThat(row(waiting).stateDetail().orElseThrow()).contains("account").contains("4");
    }

    @Test
    void aLongQueueOfOneJobKeepsNoOtherOut() {
        fixture.createShell("job", job -> job.jobRunQueuingEnabled(true));
        fixture.createShell("other", job -> {});
        for (int i = 0; i < 9; i++) {
            start("job", run -> {});
        }
        var other = start("other", run -> {});
        assertThat(admit()).contains(other);
    }

    @Test
    void flexibleRunsComeAfterAllOthers() {
        fixture.createSpark("job", job -> job.executionProperty(p -> p.maxConcurrentRuns(9))
                .workerType("G.1X")
                .numberOfWorkers(2));
        var running = start("job", run -> {});
        admit();
        var flexible = start("job", run -> run.executionClass("FLEX"));
        var standard = start("job", run -> {});
        assertThat(admit()).isEmpty();
        assertThat(row(flexible).stateDetail().orElseThrow()).contains(standard);
        fail(running);
        assertThat(admit()).containsExactly(standard);
        fail(standard);
        assertThat(admit()).containsExactly(flexible);
    }
}
