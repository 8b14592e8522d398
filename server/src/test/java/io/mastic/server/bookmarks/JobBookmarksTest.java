package io.mastic.server.bookmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mastic.protocol.Call;
import io.mastic.protocol.Caller;
import io.mastic.protocol.ServiceException;
import io.mastic.server.bookmarks.JobBookmarks.JobKey;
import io.mastic.server.http.RunTokens.RunClaim;
import io.mastic.server.jobs.JobOperations;
import io.mastic.server.jobs.Jobs;
import io.mastic.server.jobs.NoGraphs;
import io.mastic.server.store.Database;
import io.mastic.server.store.EachDatabase;
import io.mastic.server.store.TestingDatabase;
import io.mastic.server.tags.Tags;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.glue.model.CreateJobRequest;
import software.amazon.awssdk.services.glue.model.DeleteJobRequest;
import software.amazon.awssdk.services.glue.model.GetJobBookmarkRequest;
import software.amazon.awssdk.services.glue.model.JobBookmarkEntry;
import software.amazon.awssdk.services.glue.model.ResetJobBookmarkRequest;

@EachDatabase
class JobBookmarksTest {
    private static final String ACCOUNT = "111122223333";
    private static final JobKey JOB = new JobKey(ACCOUNT, "us-east-1", "load");
    private static final Caller CALLER = new Caller(ACCOUNT, "arn:aws:iam::111122223333:root", ACCOUNT, "AKIA1");

    private final Database database = TestingDatabase.open();
    private final JobOperations jobs = new JobOperations(
            new Jobs(
                    database.jdbi(),
                    (call, role) -> "arn:aws:iam::111122223333:role/r",
                    (accountId, region, name) -> {},
                    new NoGraphs()),
            new Tags(database.jdbi()));
    private final JobBookmarks bookmarks = new JobBookmarks(database.jdbi());
    private final BookmarkOperations operations = new BookmarkOperations(bookmarks);
    private final Call call = new Call(CALLER, "us-east-1", "request", Instant.EPOCH, Map.of());

    @BeforeEach
    void createJob() {
        jobs.createJob(
                call,
                CreateJobRequest.builder()
                        .name("load")
                        .role("r")
                        .command(c -> c.name("glueetl").scriptLocation("s3://b/s.py"))
                        .build());
    }

    @AfterEach
    void close() {
        database.close();
    }

    private JobBookmarkEntry get() {
        return operations
                .getJobBookmark(
                        call, GetJobBookmarkRequest.builder().jobName("load").build())
                .jobBookmarkEntry();
    }

    @Test
    void everyCommitIsAVersionWithItsRun() {
        assertThat(bookmarks.commit(JOB, "jr_1", 0, Map.of("orders", "{\"t\":1}")))
                .isEqualTo(1);
        assertThat(bookmarks.commit(JOB, "jr_1", 1, Map.of("orders", "{\"t\":2}")))
                .isEqualTo(2);
        assertThat(bookmarks.commit(JOB, "jr_2_attempt_1", 2, Map.of("orders", "{\"t\":3}", "shops", "[4]")))
                .isEqualTo(3);
        var entry = get();
        assertThat(entry.version()).isEqualTo(3);
        assertThat(entry.run()).as("runs, not commits").isEqualTo(2);
        assertThat(entry.attempt()).isEqualTo(1);
        assertThat(entry.runId()).isEqualTo("jr_2_attempt_1");
        assertThat(entry.previousRunId()).isEqualTo("jr_1");
        assertThat(entry.jobBookmark())
                .isEqualTo("{\"job_name\":\"load\",\"run_id\":\"jr_2_attempt_1\",\"run_number\":2,"
                        + "\"attempt_number\":1,\"states\":{\"orders\":{\"t\":3},\"shops\":[4]}}");
    }

    @Test
    void aCommitOnAnOldVersionIsRefused() {
        bookmarks.commit(JOB, "jr_1", 0, Map.of("a", "1"));
        assertThatThrownBy(() -> bookmarks.commit(JOB, "jr_2", 0, Map.of("a", "2")))
                .isInstanceOfSatisfying(
                        ServiceException.class, e -> assertThat(e.code()).isEqualTo("VersionMismatchException"));
        assertThat(bookmarks.newest(JOB).states()).containsEntry("a", "1");
    }

    @Test
    void theSameCommitAgainIsTakenAsDone() {
        bookmarks.commit(JOB, "jr_1", 0, Map.of("a", "1"));
        assertThat(bookmarks.commit(JOB, "jr_1", 0, Map.of("a", "1"))).isEqualTo(1);
        assertThat(get().version()).isEqualTo(1);
        for (var other : List.of(Map.of("a", "2"), Map.<String, String>of())) {
            assertThatThrownBy(() -> bookmarks.commit(JOB, "jr_1", 0, other)).isInstanceOf(ServiceException.class);
        }
        assertThatThrownBy(() -> bookmarks.commit(JOB, "jr_2", 0, Map.of("a", "1")))
                .isInstanceOf(ServiceException.class);
    }

    @Test
    void whatHadBeenReadUpToARunIsFoundEvenIfThatRunDidNotCommit() {
        for (int i = 1; i <= 4; i++) {
            insertRun("jr_" + i, i * 1_000);
        }
        assertThat(bookmarks.upTo(JOB, "jr_1").states()).isEmpty();
        bookmarks.commit(JOB, "jr_2", 0, Map.of("a", "2"));
        bookmarks.commit(JOB, "jr_4", 1, Map.of("a", "4"));
        assertThat(bookmarks.upTo(JOB, "jr_1").states()).isEmpty();
        assertThat(bookmarks.upTo(JOB, "jr_2").states()).containsEntry("a", "2");
        assertThat(bookmarks.upTo(JOB, "jr_3").states()).containsEntry("a", "2");
        assertThat(bookmarks.upTo(JOB, "jr_4").states()).containsEntry("a", "4");
        assertThatThrownBy(() -> bookmarks.upTo(JOB, "jr_5")).hasMessageContaining("Job load has no run jr_5");
        var other = new JobKey(ACCOUNT, "us-east-1", "other");
        assertThatThrownBy(() -> bookmarks.upTo(other, "jr_4")).isInstanceOf(ServiceException.class);
    }

    private void insertRun(String id, long started) {
        database.jdbi().useHandle(handle -> handle.createUpdate(
                        """
                        insert into job_run (id, account_id, region, job_name, command, script, role_arn,
                            merged_arguments, doc, state, memory_mebibytes, cores, timeout_minutes, max_retries, epoch,
                            token_hash, started, modified)
                        values (:id, :account, 'us-east-1', 'load', 'glueetl', '', '', '{}', '{}', 'SUCCEEDED',
                            1, 1, 1, 0, 1, '', :started, 0)
                        """)
                .bind("id", id)
                .bind("account", ACCOUNT)
                .bind("started", started)
                .execute());
    }

    @Test
    void ofConcurrentCommitsExactlyOneWins() throws InterruptedException, ExecutionException {
        var pool = Executors.newFixedThreadPool(8);
        try {
            for (int version = 0; version < 10; version++) {
                int expected = version;
                var commits = new ArrayList<Callable<Boolean>>();
                for (int i = 0; i < 8; i++) {
                    var run = "jr_" + version + "_" + i;
                    commits.add(() -> commits(run, expected));
                }
                int won = 0;
                for (var result : pool.invokeAll(commits)) {
                    won += result.get() ? 1 : 0;
                }
                assertThat(won).as("version " + version).isEqualTo(1);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private boolean commits(String run, int expected) {
        try {
            bookmarks.commit(JOB, run, expected, Map.of("a", "1"));
            return true;
        } catch (ServiceException e) {
            assertThat(e.code()).isEqualTo("VersionMismatchException");
            return false;
        }
    }

    @Test
    void aResetForgetsAllAndStopsRunsThatGoOn() {
        bookmarks.commit(JOB, "jr_1", 0, Map.of("a", "1"));
        var reset = operations
                .resetJobBookmark(
                        call, ResetJobBookmarkRequest.builder().jobName("load").build())
                .jobBookmarkEntry();
        assertThat(reset.version()).isEqualTo(2);
        assertThat(reset.run()).isZero();
        assertThat(reset.jobBookmark()).contains("\"states\":{}");
        assertThatThrownBy(() -> bookmarks.commit(JOB, "jr_2", 1, Map.of())).isInstanceOf(ServiceException.class);
        assertThatThrownBy(() -> bookmarks.get(JOB, Optional.of("jr_1"))).hasMessageContaining("jr_1");
    }

    @Test
    void aRewindGoesBackToARun() {
        bookmarks.commit(JOB, "jr_1", 0, Map.of("a", "1"));
        bookmarks.commit(JOB, "jr_2", 1, Map.of("a", "2"));
        bookmarks.commit(JOB, "jr_3", 2, Map.of("a", "3"));
        operations.resetJobBookmark(
                call,
                ResetJobBookmarkRequest.builder().jobName("load").runId("jr_1").build());
        var rewound = bookmarks.newest(JOB);
        assertThat(rewound.states()).containsEntry("a", "1");
        assertThat(rewound.version()).isEqualTo(4);
        assertThat(rewound.runId()).contains("jr_1");
        assertThat(bookmarks.get(JOB, Optional.of("jr_3")).states()).containsEntry("a", "3");
        assertThatThrownBy(() -> bookmarks.rewind(JOB, "jr_9")).isInstanceOf(ServiceException.class);
    }

    @Test
    void aJobWithoutBookmarkHasNone() {
        assertThatThrownBy(this::get)
                .isInstanceOf(ServiceException.class)
                .hasMessage("Continuation for job load not found.");
        assertThatThrownBy(() -> bookmarks.commit(new JobKey(ACCOUNT, "us-east-1", "nosuch"), "jr_1", 0, Map.of()))
                .isInstanceOfSatisfying(
                        ServiceException.class, e -> assertThat(e.code()).isEqualTo("EntityNotFoundException"));
    }

    @Test
    void aBookmarkEndsWithItsJob() {
        bookmarks.commit(JOB, "jr_1", 0, Map.of("a", "1"));
        jobs.deleteJob(call, DeleteJobRequest.builder().jobName("load").build());
        assertThat(database.jdbi().<Integer, RuntimeException>withHandle(handle -> handle.createQuery(
                                "select count(*) from job_bookmark")
                        .mapTo(Integer.class)
                        .one()))
                .isZero();
        createJob();
        assertThatThrownBy(this::get).isInstanceOf(ServiceException.class);
    }

    @Test
    void aDriverReadsAndCommitsThroughItsChannel() {
        var routes = new BookmarkRoutes(bookmarks, claim -> "load").routes();
        var claim = new RunClaim(ACCOUNT, "us-east-1", "jr_1", 3, "role", Optional.empty());
        assertThat(text(routes.get("GET bookmark")
                        .handle(claim, "", new byte[0])
                        .json()))
                .isEqualTo("{\"version\":0,\"states\":{}}");
        var commit = routes.get("POST bookmark");
        var given = "{\"epoch\":3,\"version\":0,\"states\":{\"orders\":{\"t\":1}}}";
        assertThat(text(commit.handle(claim, "", bytes(given)).json())).isEqualTo("{\"version\":1}");
        assertThat(text(routes.get("GET bookmark")
                        .handle(claim, "", new byte[0])
                        .json()))
                .isEqualTo("{\"version\":1,\"states\":{\"orders\":{\"t\":1}}}");

        var stale = new RunClaim(ACCOUNT, "us-east-1", "jr_1", 4, "role", Optional.empty());
        var next = "{\"epoch\":3,\"version\":1,\"states\":{}}";
        assertThatThrownBy(() -> commit.handle(stale, "", bytes(next)))
                .isInstanceOfSatisfying(
                        ServiceException.class, e -> assertThat(e.code()).isEqualTo("StaleClaim"));
        for (var malformed : List.of("", "[]", "{", "{\"epoch\":3,\"version\":1}", "{\"version\":\"1\"}")) {
            assertThatThrownBy(() -> commit.handle(claim, "", bytes(malformed)))
                    .as(malformed)
                    .isInstanceOf(ServiceException.class);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
