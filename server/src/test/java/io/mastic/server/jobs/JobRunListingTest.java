package io.mastic.server.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.mastic.server.store.EachDatabase;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.glue.model.DeleteJobRequest;
import software.amazon.awssdk.services.glue.model.GetJobRunsRequest;

/** Lists of runs. Facts are those of https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-jobs-runs.html unless named. */
@EachDatabase
class JobRunListingTest extends DrivenRuns {
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
