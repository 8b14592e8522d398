package io.mastic.server.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.mastic.server.store.EachDatabase;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Launches, claims and results of runs. Facts are those of https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-jobs-runs.html unless named. */
@EachDatabase
class JobRunClaimsTest extends DrivenRuns {
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
    void aResultOfAnEarlierEpochDoesNotCount() {
        fixture.createSpark("job", job -> {});
        var run = fixture.start("job");
        launch(run);
        assertThat(fixture.store.report(run, 0, true, Optional.empty(), 1)).isZero();
        assertThat(row(run).reportedSuccess()).isEmpty();
    }
}
