package io.mastic.server.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.mastic.server.store.EachDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Runs that a server finds which did not start them, or not to the end. */
@EachDatabase
class LaterServersTest extends SupervisedRuns {
    @Test
    void aResultThatNoServerHeardCounts() throws IOException {
        fixture.createShell("job", job -> {});
        var run = fixture.start("job");
        supervise().close();
        var first = supervise();
        started(run);
        claimed(run);
        first.close();
        goOn(run, "open('../files/result', 'w').write('{\"success\": false, \"error\": \"unheard\"}')");
        await(() -> !isAlive(driver(run)), "the driver has ended");
        supervise();
        assertThat(over(run).errorMessage()).contains("unheard");
    }

    @Test
    void aRunWhoseTimeWentByWhileNoServerWasThereTimesOut() {
        var run = leftByItsServer();
        fixture.clock.move(Duration.ofHours(1));
        supervise();
        assertThat(over(run).state()).isEqualTo(JobRunState.TIMEOUT);
    }

    @Test
    void aRunThatSucceededInTimeSucceedsThoughTheServerCameTooLate() {
        var run = leftByItsServer();
        goOn(run, "open('../files/result', 'w').write('{\"success\": true}')");
        await(() -> !isAlive(driver(run)), "the driver has ended");
        fixture.clock.move(Duration.ofHours(1));
        supervise();
        assertThat(over(run).state()).isEqualTo(JobRunState.SUCCEEDED);
    }

    @Test
    void aLaterServerFindsAProcessThatItDidNotStart() {
        fixture.createShell("job", job -> {});
        var run = fixture.start("job");
        var first = supervise();
        started(run);
        first.close();
        var driver = driver(run);
        supervise();
        claimed(run);
        fixture.store.report(run, 1, true, java.util.Optional.empty(), 1);
        goOn(run, "");
        assertThat(over(run).state()).isEqualTo(JobRunState.SUCCEEDED);
        assertThat(driver(run)).isEqualTo(driver);
    }

    @Test
    void aRunWhoseServerDiedBeforeItStartedAProcessIsStartedAsTheNextEpoch() {
        fixture.createShell("job", job -> {});
        var run = fixture.start("job");
        fixture.store.launch(run, "hash", fixture.clock.millis());
        supervise();
        fixture.clock.move(Duration.ofSeconds(30));
        started(run);
        assertThat(row(run).epoch()).isEqualTo(2);
        assertThat(row(run).tokenHash()).isNotEqualTo("hash");
    }

    @Test
    void aDriverThatNeverComesUpFailsItsRunInTheEnd() throws IOException {
        Files.writeString(folder.resolve("venv/bin/python"), "#!/bin/sh\nexit 1\n");
        fixture.createShell("job", job -> {});
        var run = fixture.start("job");
        supervise();
        await(
                () -> {
                    fixture.clock.move(Duration.ofSeconds(1));
                    return !row(run).state().isLive();
                },
                "the run is over");
        assertThat(row(run).state()).isEqualTo(JobRunState.FAILED);
        assertThat(row(run).errorMessage().orElseThrow()).contains("3 times");
    }

    @Test
    void aWrapperOfAnOlderEpochEndsWithoutADriver() throws Exception {
        fixture.createShell("job", job -> {});
        var run = fixture.start("job");
        var files = Files.createDirectories(folder.resolve("runs").resolve(run));
        Files.writeString(files.resolve("epoch"), "2");
        var late = new ProcessBuilder(
                        "python3",
                        "-I",
                        folder.resolve("python/mastic_driver/wrapper.py").toString(),
                        files.toString(),
                        "1",
                        "touch",
                        folder.resolve("ran").toString())
                .start();
        assertThat(late.waitFor()).isNotZero();
        assertThat(files.resolve("wrapper")).doesNotExist();
        assertThat(folder.resolve("ran")).doesNotExist();
    }

    @Test
    void whatALateProcessOfAnOlderEpochHasLeftIsForgotten() throws IOException {
        fixture.createShell("job", job -> {});
        var run = fixture.start("job");
        var files = Files.createDirectories(folder.resolve("runs").resolve(run));
        Files.writeString(files.resolve("wrapper"), "999999999 1");
        Files.writeString(files.resolve("exit"), "1");
        supervise();
        started(run);
        assertThat(row(run).state()).isEqualTo(JobRunState.STARTING);
        assertThat(files.resolve("exit")).doesNotExist();
    }

    @Test
    void oneWrapperOfARunAtMostComesUp() throws Exception {
        fixture.createShell("job", job -> {});
        var run = fixture.start("job");
        supervise();
        started(run);
        launcher().launch(run, "111122223333", 2, Map.of());
        var wrapper = folder.resolve("runs").resolve(run).resolve("wrapper");
        var first = Files.readString(wrapper);
        await(
                () -> read(folder.resolve("runs").resolve(run).resolve("error.log"))
                        .contains("already"),
                "it is told");
        assertThat(wrapper).hasContent(first);
    }

    @Test
    void anEndThatItsServersEndHasInterruptedIsBegunAnew() {
        fixture.createShell("job", job -> {});
        var run = fixture.start("job");
        var begun = new CountDownLatch(1);
        supervise(claim -> {
            begun.countDown();
            await(() -> allEnds.get(0).isClosing(), "the server ends");
            throw new IllegalStateException("the server ends");
        });
        started(run);
        claimed(run);
        fixture.store.report(run, 1, true, java.util.Optional.empty(), 1);
        goOn(run, "");
        await(() -> begun.getCount() == 0, "the end has begun");
        supervisors.get(0).close();
        allEnds.get(0).close();
        assertThat(row(run).state()).isEqualTo(JobRunState.RUNNING);
        supervise();
        assertThat(over(run).state()).isEqualTo(JobRunState.SUCCEEDED);
    }

    /** A run of five minutes at most that its driver has claimed, and whose server is gone. */
    private String leftByItsServer() {
        fixture.createShell("job", job -> job.timeout(5));
        var run = fixture.start("job");
        var server = supervise();
        started(run);
        claimed(run);
        server.close();
        return run;
    }
}
