package io.mastic.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class EmbeddedDatabaseTest {
    private static final String TEXT = "x".repeat(1000);

    @TempDir
    Path folder;

    private EmbeddedDatabase database;
    private Jdbi jdbi;

    @BeforeEach
    void open() {
        database = EmbeddedDatabase.withoutSchedule(folder, 1 << 20);
        jdbi = Jdbi.create(database.connections());
        jdbi.useHandle(
                handle -> handle.execute("create table item (id integer not null primary key, doc text not null)"));
    }

    private long size() throws IOException {
        return Files.size(folder.resolve("mastic.mv.db"));
    }

    private int count() {
        return jdbi.withHandle(handle ->
                handle.createQuery("select count(*) from item").mapTo(int.class).one());
    }

    private void insert(int from, int to) {
        jdbi.useTransaction(handle -> {
            var batch = handle.prepareBatch("insert into item (id, doc) values (?, ?)");
            IntStream.range(from, to)
                    .forEach(id -> batch.bind(0, id).bind(1, TEXT + id).add());
            batch.execute();
        });
    }

    /** A copy of the file at any moment is what a kill at that moment leaves. */
    private int countInCopy(String name) throws IOException {
        var copy = Files.createDirectory(folder.resolve(name));
        Files.copy(folder.resolve("mastic.mv.db"), copy.resolve("mastic.mv.db"));
        var reopened = EmbeddedDatabase.withoutSchedule(copy, 1 << 20);
        try {
            return Jdbi.create(reopened.connections())
                    .withHandle(handle -> handle.createQuery("select count(*) from item")
                            .mapTo(int.class)
                            .one());
        } finally {
            reopened.close();
        }
    }

    @Test
    void aCommitIsInTheFileWhenItReturns() throws IOException {
        insert(0, 1);
        assertThat(countInCopy("after")).isEqualTo(1);
        database.close();
    }

    @Test
    void aTransactionOfManyMegabytesIsWrittenAtItsCommitAndNotBefore() throws IOException {
        var before = size();
        jdbi.useTransaction(handle -> {
            var batch = handle.prepareBatch("insert into item (id, doc) values (?, ?)");
            IntStream.range(0, 30_000)
                    .forEach(id -> batch.bind(0, id).bind(1, TEXT + id).add());
            batch.execute();
            assertThat(size()).isEqualTo(before);
            assertThat(countInCopy("during")).isZero();
        });
        assertThat(countInCopy("after")).isEqualTo(30_000);
        database.close();
    }

    @Test
    void aFileThatHasGrownIsCompactedUnderLoadAndNothingIsMissing() throws Exception {
        var written = ConcurrentHashMap.<Integer>newKeySet();
        var next = new AtomicInteger();
        var stop = new AtomicBoolean();
        Callable<Void> writer = () -> {
            while (!stop.get()) {
                int id = next.getAndIncrement();
                insert(id, id + 1);
                written.add(id);
                jdbi.useHandle(handle -> handle.execute("update item set doc = ? where id = ?", TEXT + "again", id));
            }
            return null;
        };
        var threads = Executors.newFixedThreadPool(4);
        var running =
                IntStream.range(0, 4).mapToObj(thread -> threads.submit(writer)).toList();
        int compactions = 0;
        while (compactions < 3) {
            var before = size();
            database.compactWhenGrown();
            compactions += size() < before ? 1 : 0;
        }
        stop.set(true);
        for (var one : running) {
            one.get();
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThat(count()).isEqualTo(written.size());
        database.close();

        open(folder);
        assertThat(count()).isEqualTo(written.size());
        database.close();
    }

    private void open(Path closed) {
        database = EmbeddedDatabase.withoutSchedule(closed, 1 << 20);
        jdbi = Jdbi.create(database.connections());
    }

    @Test
    void theFileOfAFewRowsStaysSmallHoweverOftenTheyAreWritten() throws IOException {
        insert(0, 10);
        for (int round = 0; round < 20; round++) {
            for (int id = 0; id < 10; id++) {
                int row = id;
                jdbi.useHandle(
                        handle -> handle.execute("update item set doc = ? where id = ?", TEXT.repeat(20) + row, row));
            }
            database.compactWhenGrown();
            assertThat(size()).isLessThan(4 << 20);
        }
        database.close();
    }

    @Test
    void aTransactionKeepsItsTurnUntilItEndsAndQueriesDoNotWait() throws Exception {
        var threads = Executors.newSingleThreadExecutor();
        try (var handle = jdbi.open()) {
            handle.begin();
            handle.execute("insert into item (id, doc) values (1, 'first')");
            var other = threads.submit(() ->
                    jdbi.useHandle(waiting -> waiting.execute("insert into item (id, doc) values (2, 'second')")));
            assertThat(count()).isZero();
            assertThat(other.isDone()).isFalse();
            handle.rollback();
            other.get(30, TimeUnit.SECONDS);
        }
        assertThat(count()).isEqualTo(1);
        threads.shutdown();
        database.close();
    }
}
