package io.mastic.server.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.mastic.server.catalog.CatalogStore.DatabaseRow;
import io.mastic.server.catalog.CatalogStore.TableRow;
import io.mastic.server.catalog.PartitionStore.PartitionRow;
import io.mastic.server.catalog.PartitionStore.Segment;
import io.mastic.server.catalog.PartitionStore.StoredPartition;
import io.mastic.server.store.Database;
import io.mastic.server.store.EachDatabase;
import io.mastic.server.store.TestingDatabase;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the partitions' store promises on every database. */
@EachDatabase
class PartitionStoreTest {
    private final Database database = TestingDatabase.open();
    private long table;

    @BeforeEach
    void createTable() {
        var catalog = database.jdbi().onDemand(CatalogStore.class);
        catalog.insertTableSet(new CatalogScope("111122223333", "us-east-1"), "set");
        catalog.insertDatabase(new DatabaseRow("111122223333", "us-east-1", "d", "{}"), "set");
        table = catalog.insertTable(new TableRow(0, "111122223333", "us-east-1", "d", "t", 0, "{}"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private <T> T with(Function<PartitionStore, T> work) {
        return database.jdbi().inTransaction(handle -> work.apply(new PartitionStore(handle)));
    }

    private List<StoredPartition> first(int limit) {
        return with(store -> store.list(table, "", null, null, limit));
    }

    private static PartitionRow row(int segment, BigDecimal number, String... values) {
        var numbers = new ArrayList<BigDecimal>();
        numbers.add(number);
        return new PartitionRow(
                PartitionKeys.sortKey(List.of(values)), segment, List.of(values), numbers, null, null, "{}");
    }

    @Test
    void keysSortByTheBytesOfTheirValuesAShorterValueFirst() {
        var ordered = new ArrayList<List<String>>();
        for (var first : List.of("", "-", "A", "B", "a", "a ", "a-", "ab", "b", "~", "é", "日本", "�")) {
            for (var second : List.of("", "0", "Z", "z", "ü")) {
                ordered.add(List.of(first, second));
            }
        }
        var mixed = new ArrayList<>(ordered);
        Collections.shuffle(mixed, new Random(7));
        with(store -> {
            mixed.forEach(values -> store.insert(table, row(0, null, values.toArray(String[]::new))));
            return null;
        });
        for (int size : new int[] {1, 4, 1_000}) {
            var seen = new ArrayList<List<String>>();
            var after = new String[] {""};
            while (true) {
                var page = with(store -> store.list(table, after[0], null, null, size));
                page.forEach(found -> seen.add(PartitionKeys.values(found.sortKey())));
                if (page.size() < size) {
                    break;
                }
                after[0] = page.get(size - 1).sortKey();
            }
            assertThat(seen).isEqualTo(ordered);
        }
    }

    @Test
    void aSecondPartitionOfTheSameValuesIsNotInsertedAndTheTransactionGoesOn() {
        var inserted = with(store -> List.of(
                store.insert(table, row(0, null, "eu")),
                store.insert(table, row(0, null, "eu")),
                store.insert(table, row(0, null, "EU"))));
        assertThat(inserted).containsExactly(true, false, true);
        assertThat(first(10)).hasSize(2);
        int deleted = with(store -> store.delete(table, PartitionKeys.sortKey(List.of("eu"))));
        assertThat(deleted).isEqualTo(1);
        Optional<StoredPartition> left = with(store -> store.find(table, PartitionKeys.sortKey(List.of("eu"))));
        assertThat(left).isEmpty();
    }

    @Test
    void numbersCompareExactlyAndAbsentOnesMatchNothing() {
        var keys = new PartitionKeys(List.of(new PartitionKeys.Key("n", PartitionKeys.Kind.NUMBER)));
        with(store -> {
            for (var value : List.of("9", "10", "-0.5", "9999999999999999999999999999", "0.0000000001")) {
                store.insert(table, row(0, new BigDecimal(value), value));
            }
            return store.insert(table, row(0, null, "__HIVE_DEFAULT_PARTITION__"));
        });
        assertThat(matching(keys, "n > 9")).containsExactly("10", "9999999999999999999999999999");
        assertThat(matching(keys, "n < 0.1")).containsExactly("-0.5", "0.0000000001");
        assertThat(matching(keys, "n between 9 and 10")).containsExactly("10", "9");
    }

    private List<String> matching(PartitionKeys keys, String expression) {
        return with(store -> store.list(table, "", PartitionExpression.of(expression, keys), null, 100)).stream()
                .map(found -> PartitionKeys.values(found.sortKey()).get(0))
                .toList();
    }

    @Test
    void segmentsAreDisjointAndTogetherAll() {
        with(store -> {
            IntStream.range(0, 100).forEach(i -> store.insert(table, row(i * 17 % 2520, null, "p" + i)));
            return null;
        });
        var seen = IntStream.range(0, 7)
                .boxed()
                .flatMap(number -> with(store -> store.list(table, "", null, new Segment(number, 7), 1_000)).stream())
                .map(StoredPartition::sortKey)
                .toList();
        assertThat(seen).hasSize(100).doesNotHaveDuplicates();
    }

    @Test
    void descriptorsAreKeptOnce() {
        with(store -> {
            store.keepDescriptor(table, "h1", "one");
            store.keepDescriptor(table, "h1", "one");
            store.keepDescriptor(table, "h2", "two");
            return null;
        });
        Map<String, String> kept = with(store -> store.descriptors(table, List.of("h1", "h2", "h3")));
        assertThat(kept).containsOnly(Map.entry("h1", "one"), Map.entry("h2", "two"));
        Map<String, String> none = with(store -> store.descriptors(table, List.of()));
        assertThat(none).isEmpty();
    }

    @Test
    void writersOfTheSamePartitionsMakeEachOnce() throws Exception {
        var threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Long>> counts = threads.invokeAll(Collections.nCopies(
                    8,
                    () -> with(store -> {
                        store.keepDescriptor(table, "shared", "doc");
                        return IntStream.range(0, 50)
                                .mapToObj(i -> store.insert(table, row(0, null, "p%03d".formatted(i))))
                                .filter(inserted -> inserted)
                                .count();
                    })));
            long made = 0;
            for (var count : counts) {
                made += count.get();
            }
            assertThat(made).isEqualTo(50);
        } finally {
            threads.shutdownNow();
        }
        assertThat(first(1_000)).hasSize(50);
    }

    @Test
    void allEightValuesAreKept() {
        var values = IntStream.rangeClosed(1, 8).mapToObj(i -> "v" + i).toArray(String[]::new);
        with(store -> store.insert(table, row(0, null, values)));
        var columns = database.jdbi()
                .withHandle(handle -> handle.createQuery("select k1, k2, k3, k4, k5, k6, k7, k8 from glue_partition")
                        .map((result, context) -> {
                            var read = new ArrayList<String>();
                            for (int i = 1; i <= 8; i++) {
                                read.add(result.getString(i));
                            }
                            return read;
                        })
                        .one());
        assertThat(columns).isEqualTo(Arrays.asList(values));
    }
}
