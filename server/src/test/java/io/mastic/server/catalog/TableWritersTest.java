package io.mastic.server.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.mastic.protocol.ServiceException;
import io.mastic.server.store.Database;
import io.mastic.server.store.EachDatabase;
import io.mastic.server.store.Linearizability;
import io.mastic.server.store.Linearizability.Call;
import io.mastic.server.store.TestingDatabase;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.glue.model.DatabaseInput;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableInput;

/** Many writers of one table, each of which names the version that it saw. */
@EachDatabase
class TableWritersTest {
    private static final int WRITERS = 10;
    private static final int ROUNDS = 15;
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);
    private static final CatalogScope SCOPE = new CatalogScope("111122223333", "us-east-1");

    private final Database database = TestingDatabase.open();
    private final Tables tables = new Tables(database.jdbi(), CLOCK);

    /** The table as a reader sees it. */
    private record Seen(long version, String writer) {
        static Seen of(Table table) {
            return new Seen(Long.parseLong(table.versionId()), table.description());
        }
    }

    @BeforeEach
    void createTable() {
        new Databases(database.jdbi(), CLOCK)
                .create(SCOPE, DatabaseInput.builder().name("d").build());
        tables.create(SCOPE, "d", input("nobody"), List.of(), "me");
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static TableInput input(String writer) {
        return TableInput.builder().name("t").description(writer).build();
    }

    private final class Writer {
        private final int number;
        private final List<Call<Seen>> calls = new ArrayList<>();
        private final List<Long> won = new ArrayList<>();

        Writer(int number) {
            this.number = number;
        }

        void write(int round) {
            long start = System.nanoTime();
            var seen = Seen.of(tables.get(SCOPE, "d", "t"));
            calls.add(new Call<>(
                    start, System.nanoTime(), state -> state.equals(seen) ? Optional.of(state) : Optional.empty()));
            var name = number + " in round " + round;
            start = System.nanoTime();
            boolean done = update(seen.version(), name);
            calls.add(new Call<>(start, System.nanoTime(), state -> {
                if ((state.version() == seen.version()) != done) {
                    return Optional.empty();
                }
                return Optional.of(done ? new Seen(seen.version() + 1, name) : state);
            }));
            if (done) {
                won.add(seen.version());
            }
        }

        private boolean update(long version, String name) {
            try {
                tables.update(SCOPE, "d", input(name), Long.toString(version), false);
                return true;
            } catch (ServiceException e) {
                assertThat(e.code()).isEqualTo("ConcurrentModificationException");
                return false;
            }
        }
    }

    @Test
    void exactlyOneWriterWinsEachVersionAndTheHistoryIsLinearizable() throws Exception {
        var writers = IntStream.range(0, WRITERS).mapToObj(Writer::new).toList();
        var round = new CyclicBarrier(WRITERS);
        var threads = Executors.newFixedThreadPool(WRITERS);
        try {
            var running = writers.stream()
                    .map(writer -> threads.submit(() -> {
                        for (int i = 0; i < ROUNDS; i++) {
                            round.await();
                            writer.write(i);
                        }
                        return writer;
                    }))
                    .toList();
            for (var writer : running) {
                writer.get();
            }
        } finally {
            threads.shutdownNow();
        }
        long last = Long.parseLong(tables.get(SCOPE, "d", "t").versionId());
        assertThat(writers.stream().flatMap(writer -> writer.won.stream()).sorted())
                .containsExactlyElementsOf(
                        IntStream.range(0, (int) last).mapToObj(Long::valueOf).toList());
        assertThat(last).isGreaterThanOrEqualTo(ROUNDS);
        var history = writers.stream().flatMap(writer -> writer.calls.stream()).toList();
        assertThat(Linearizability.holds(new Seen(0, "nobody"), history)).isTrue();
        assertThat(tables.versions(SCOPE, "d", "t", "", 1_000).items()).hasSize((int) last + 1);
    }
}
