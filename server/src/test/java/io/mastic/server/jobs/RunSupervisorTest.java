package io.mastic.server.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.mastic.server.store.EachDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Runs of one server, from their place to their end. */
@EachDatabase
class RunSupervisorTest extends SupervisedRuns {
    @Test
    void aRunThatReportsSuccessSucceeds() {
        fixture.createShell("job", job -> {});
        var run = fixture.start("job");
        supervise();
        started(run);
        claimed(run);
        fixture.store.report(run, 1, true, java.util.Optional.empty(), 1);
        goOn(run, "");
        assertThat(over(run).state()).isEqualTo(JobRunState.SUCCEEDED);
        assertThat(ticked).contains(run);
    }

    @Test
    void aRunThatReportsNothingFailsWithItsCodeAndTheEndOfItsLog() {
        fixture.createShell("job", job -> {});
        var run = fixture.start("job");
        supervise();
        goOn(run, "import sys; print('last words', file=sys.stderr); sys.exit(9)");
        var over = over(run);
        assertThat(over.state()).isEqualTo(JobRunState.FAILED);
        assertThat(over.errorMessage().orElseThrow()).contains("exit code 9").contains("last words");
    }

    @Test
    void aRunBeyondItsTimeIsEndedAsTimedOut() {
        fixture.createShell("job", job -> job.timeout(5).maxRetries(1));
        var run = fixture.start("job");
        supervise();
        started(run);
        claimed(run);
        fixture.clock.move(Duration.ofMinutes(4));
        assertThat(row(run).state()).isEqualTo(JobRunState.RUNNING);
        fixture.clock.move(Duration.ofMinutes(2));
        var over = over(run);
        assertThat(over.state()).isEqualTo(JobRunState.TIMEOUT);
        assertThat(over.errorMessage().orElseThrow()).contains("5 minutes");
        assertThat(isAlive(driver(run))).isFalse();
        assertThat(fixture.store.find(run + "_attempt_1")).isEmpty();
    }

    @Test
    void aStopEndsTheProcess() {
        fixture.createShell("job", job -> {});
        var run = fixture.start("job");
        supervise();
        started(run);
        claimed(run);
        fixture.runs.stop(fixture.call(), "job", run);
        assertThat(over(run).state()).isEqualTo(JobRunState.STOPPED);
        assertThat(isAlive(driver(run))).isFalse();
    }

    @Test
    void aDriverThatCannotBeStartedFailsItsRunAndIsTriedAgain() throws IOException {
        Files.delete(folder.resolve("venv/bin/python"));
        fixture.createShell("job", job -> job.maxRetries(1));
        var run = fixture.start("job");
        supervise();
        assertThat(over(run).errorMessage().orElseThrow()).contains("could not be started");
        assertThat(over(run + "_attempt_1").state()).isEqualTo(JobRunState.FAILED);
    }

    @Test
    void runsWaitForMemoryInTheirOrder() {
        fixture.createShell("small", job -> job.executionProperty(p -> p.maxConcurrentRuns(9)));
        fixture.createSpark("large", job -> {});
        var first = fixture.start("small");
        fixture.clock.move(Duration.ofMillis(1));
        var large = fixture.start("large");
        fixture.clock.move(Duration.ofMillis(1));
        var last = fixture.start("small");
        supervise();
        started(first);
        await(() -> row(last).state() == JobRunState.WAITING, "the last one waits");
        assertThat(row(large).state()).isEqualTo(JobRunState.WAITING);
        assertThat(row(large).stateDetail().orElseThrow()).contains("memory").contains("512");
        assertThat(row(last).stateDetail().orElseThrow()).contains(large);
        goOn(first, "");
        started(large);
        assertThat(row(last).launched()).isEmpty();
        fixture.runs.stop(fixture.call(), "small", last);
        assertThat(row(last).state()).isEqualTo(JobRunState.STOPPED);
    }

    @Test
    void aStepThatFailsAtTheEndFailsTheRun() {
        fixture.createShell("job", job -> {});
        var run = fixture.start("job");
        supervise(claim -> {
            throw new IllegalStateException("the files of " + claim.runId() + " cannot be committed");
        });
        started(run);
        claimed(run);
        fixture.store.report(run, 1, true, java.util.Optional.empty(), 1);
        goOn(run, "");
        assertThat(over(run).state()).isEqualTo(JobRunState.FAILED);
        assertThat(row(run).errorMessage().orElseThrow()).contains("cannot be committed");
    }

    @Test
    void aRunThatTakesLongerThanItsNoticeIsToldOfOnce() {
        fixture.createShell("job", job -> job.notificationProperty(n -> n.notifyDelayAfter(5)));
        var run = fixture.start("job");
        supervise();
        started(run);
        claimed(run);
        fixture.clock.move(Duration.ofMinutes(6));
        await(() -> row(run).notified().isPresent(), "it is told");
        assertThat(row(run).stateDetail().orElseThrow()).contains("NotifyDelayAfter: 5 minutes");
        goOn(run, "");
        over(run);
        assertThat(read(events()).lines())
                .singleElement()
                .asString()
                .contains("\"detail-type\":\"Glue Job Run Status\"", "\"jobRunId\":\"" + run + "\"")
                .contains("\"notificationCondition\":{\"NotifyDelayAfter\":5}");
    }

    @Test
    void anEndThatTakesItsTimeHoldsUpNoOtherRun() {
        fixture.createShell("slow", job -> {});
        fixture.createShell("quick", job -> {});
        var go = new CountDownLatch(1);
        var slow = fixture.start("slow");
        supervise(claim -> {
            if (claim.runId().equals(slow)) {
                try {
                    go.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        });
        started(slow);
        claimed(slow);
        goOn(slow, "");
        var quick = fixture.start("quick");
        goOn(quick, "");
        assertThat(over(quick).state()).isEqualTo(JobRunState.FAILED);
        assertThat(row(slow).state()).isEqualTo(JobRunState.RUNNING);
        go.countDown();
        assertThat(over(slow).state()).isEqualTo(JobRunState.FAILED);
    }
}
