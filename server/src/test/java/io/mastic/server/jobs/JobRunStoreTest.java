package io.mastic.server.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.mastic.server.jobs.JobRunStore.JobRunRow;
import io.mastic.server.jobs.RunStreams.RunStream;
import io.mastic.server.store.Database;
import io.mastic.server.store.EachDatabase;
import io.mastic.server.store.TestingDatabase;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the runs' store promises on every database. */
@EachDatabase
class JobRunStoreTest {
    private static final String ACCOUNT = "111122223333";
    private static final String REGION = "us-east-1";

    private final Database database = TestingDatabase.open();
    private final JobRunStore store = database.jdbi().onDemand(JobRunStore.class);

    @AfterEach
    void close() {
        database.close();
    }

    private JobRunRow insert(String id, long started) {
        var run = new JobRunRow(
                id,
                ACCOUNT,
                REGION,
                "job",
                "glueetl",
                "s3://b/script.py",
                "arn",
                "{}",
                "{}",
                JobRunState.STARTING,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                512,
                2,
                10,
                1,
                0,
                "hash of " + id,
                started,
                Optional.empty(),
                started,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        store.insert(run);
        return run;
    }

    @Test
    void aRunComesBackAsItWasGiven() {
        var run = insert("jr_1", 7);
        assertThat(store.find("jr_1")).contains(run);
        assertThat(store.findByToken("hash of jr_1")).contains(run);
        assertThat(store.find("JR_1")).isEmpty();
    }

    @Test
    void runsPageFromTheNewestAndThoseOfOneMomentById() {
        insert("jr_a", 1);
        insert("jr_C", 2);
        insert("jr_b", 2);
        insert("jr_d", 3);
        assertThat(ids(store.list(ACCOUNT, REGION, "job", Long.MAX_VALUE, "", 3)))
                .containsExactly("jr_d", "jr_b", "jr_C");
        assertThat(ids(store.list(ACCOUNT, REGION, "job", 2, "jr_b", 3))).containsExactly("jr_C", "jr_a");
    }

    private static List<String> ids(List<JobRunRow> runs) {
        return runs.stream().map(JobRunRow::id).toList();
    }

    @Test
    void aRunIsLaunchedOnceHoweverManyTry() throws Exception {
        insert("jr_1", 1);
        var threads = Executors.newFixedThreadPool(8);
        try {
            int launched = 0;
            List<Future<Integer>> tries =
                    threads.invokeAll(Collections.nCopies(8, () -> store.launch("jr_1", "token", 5)));
            for (var done : tries) {
                launched += done.get();
            }
            assertThat(launched).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
        assertThat(store.find("jr_1").orElseThrow().epoch()).isEqualTo(1);
        assertThat(store.stopUnlaunched("jr_1", JobRunState.STARTING, 6)).isZero();
    }

    @Test
    void aStateChangesFromTheOneThatWasSeen() {
        insert("jr_1", 1);
        var detail = Optional.of("waits");
        assertThat(store.change("jr_1", JobRunState.STARTING, JobRunState.WAITING, detail, 2))
                .isEqualTo(1);
        assertThat(store.change("jr_1", JobRunState.STARTING, JobRunState.WAITING, detail, 3))
                .isZero();
        assertThat(store.find("jr_1").orElseThrow().stateDetail()).isEqualTo(detail);
        assertThat(store.inStates(List.of("WAITING", "RUNNING"))).hasSize(1);
        assertThat(store.count(ACCOUNT, REGION, "job", List.of("STARTING"))).isZero();
    }

    @Test
    void theFirstReportOfTheRightEpochStays() {
        insert("jr_1", 1);
        store.launch("jr_1", "token", 2);
        assertThat(store.report("jr_1", 0, false, Optional.of("stale"), 3)).isZero();
        assertThat(store.report("jr_1", 1, true, Optional.empty(), 3)).isEqualTo(1);
        assertThat(store.report("jr_1", 1, false, Optional.of("late"), 4)).isZero();
        assertThat(store.find("jr_1").orElseThrow().reportedSuccess()).contains(true);
    }

    @Test
    void streamsPageByIdAndByTimeInBothDirections() {
        insert("jr_a_", 3);
        insert("jr_aB", 1);
        insert("jr_ab", 2);
        insert("jr_b", 2);
        store.end("jr_aB", JobRunState.STARTING, JobRunState.STOPPED, Optional.empty(), 9);
        assertThat(store.streamsById(ACCOUNT, REGION, "glueetl", "jr!_a%", "", 0, 10))
                .extracting(RunStream::id)
                .containsExactly("jr_aB", "jr_a_", "jr_ab");
        assertThat(store.streamsById(ACCOUNT, REGION, "glueetl", "jr!_a!_%", "", 0, 10))
                .extracting(RunStream::id)
                .containsExactly("jr_a_");
        assertThat(store.streamsById(ACCOUNT, REGION, "glueetl", "%", "", 10, 10))
                .extracting(RunStream::id)
                .containsExactly("jr_a_", "jr_ab", "jr_b");
        assertThat(store.streamsByIdDescending(ACCOUNT, REGION, "glueetl", "%", "", 2))
                .extracting(RunStream::id)
                .containsExactly("jr_b", "jr_ab");
        assertThat(store.streamsByIdDescending(ACCOUNT, REGION, "glueetl", "%", "jr_ab", 2))
                .extracting(RunStream::id)
                .containsExactly("jr_a_", "jr_aB");
        assertThat(store.streamsByTime(ACCOUNT, REGION, "glueetl", 2, "jr_ab", 10))
                .extracting(RunStream::id)
                .containsExactly("jr_b", "jr_a_");
        assertThat(store.streamsByTimeDescending(ACCOUNT, REGION, "glueetl", 2, "jr_b", 10))
                .extracting(RunStream::id)
                .containsExactly("jr_ab", "jr_aB");
    }

    @Test
    void aLockedJobIsWaitedFor() {
        assertThat(store.lockJob(ACCOUNT, REGION, "job")).isEmpty();
        database.jdbi()
                .onDemand(JobStore.class)
                .insert(new JobStore.JobRow(ACCOUNT, REGION, "job", "{}", Optional.empty(), Optional.empty()));
        database.jdbi().useTransaction(handle -> assertThat(
                        handle.attach(JobRunStore.class).lockJob(ACCOUNT, REGION, "job"))
                .contains("job"));
    }
}
