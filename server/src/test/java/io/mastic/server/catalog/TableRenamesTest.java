package io.mastic.server.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mastic.protocol.ServiceException;
import io.mastic.server.store.Database;
import io.mastic.server.store.EachDatabase;
import io.mastic.server.store.TestingDatabase;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.ColumnStatistics;
import software.amazon.awssdk.services.glue.model.DatabaseInput;
import software.amazon.awssdk.services.glue.model.Partition;
import software.amazon.awssdk.services.glue.model.PartitionIndex;
import software.amazon.awssdk.services.glue.model.PartitionIndexDescriptor;
import software.amazon.awssdk.services.glue.model.PartitionInput;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.TableInput;

@EachDatabase
class TableRenamesTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);
    private static final CatalogScope SCOPE = new CatalogScope("111122223333", "us-east-1");
    private static final int PARTITIONS = 300;

    private final Database database = TestingDatabase.open();
    private final Tables tables = new Tables(database.jdbi(), CLOCK);
    private final Partitions partitions = new Partitions(database.jdbi(), tables, CLOCK);
    private final Statistics statistics = new Statistics(database.jdbi(), tables, partitions);
    private final Indexes indexes = new Indexes(database.jdbi(), tables);

    @BeforeEach
    void createTable() {
        new Databases(database.jdbi(), CLOCK)
                .create(SCOPE, DatabaseInput.builder().name("d").build());
        tables.create(SCOPE, "d", input("old", "s3://b/old_%/"), List.of(), "me");
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static TableInput input(String name, String location) {
        return TableInput.builder()
                .name(name)
                .storageDescriptor(descriptor(location))
                .partitionKeys(column("n", "int"))
                .build();
    }

    private static StorageDescriptor descriptor(String location) {
        return StorageDescriptor.builder()
                .columns(column("id", "bigint"))
                .location(location)
                .build();
    }

    private static Column column(String name, String type) {
        return Column.builder().name(name).type(type).build();
    }

    private static PartitionInput partition(int number, String location) {
        return PartitionInput.builder()
                .values(Integer.toString(number))
                .storageDescriptor(descriptor(location))
                .build();
    }

    private void rename(String name, TableInput input, String version) {
        tables.rename(SCOPE, "d", name, input, version, false);
    }

    private static void assertCode(String code, String message, Runnable request) {
        assertThatThrownBy(request::run).isInstanceOfSatisfying(ServiceException.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e.message()).isEqualTo(message);
        });
    }

    /** Where a partition lies before and after the table has moved from {@code s3://b/old_%/} to {@code s3://c/new}. */
    private record Place(String before, String after) {
        static Place of(int number) {
            return switch (number) {
                case 0 -> new Place("s3://b/old_%", "s3://c/new");
                case 1 -> new Place("s3://b/old_%/", "s3://c/new/");
                case 2 -> new Place("s3://b/old_%2/n=2", "s3://b/old_%2/n=2");
                case 3 -> new Place("s3://b/oldXY/n=3", "s3://b/oldXY/n=3");
                case 4 -> new Place("s3://elsewhere/old_%/n=4", "s3://elsewhere/old_%/n=4");
                default -> new Place("s3://b/old_%/n=" + number + "/ü🚀", "s3://c/new/n=" + number + "/ü🚀");
            };
        }
    }

    private ColumnStatistics statistics(long nulls) {
        return ColumnStatistics.builder()
                .columnName("id")
                .columnType("bigint")
                .analyzedTime(CLOCK.instant())
                .statisticsData(data -> data.type("LONG")
                        .longColumnStatisticsData(l -> l.numberOfNulls(nulls).numberOfDistinctValues(1L)))
                .build();
    }

    private void fill() {
        var target = partitions.target(SCOPE, "d", "old");
        var inputs = IntStream.range(0, PARTITIONS)
                .mapToObj(number -> partition(number, Place.of(number).before()))
                .toList();
        assertThat(partitions.createAll(target, inputs)).isEmpty();
        statistics.put(statistics.ofTable(SCOPE, "d", "old"), List.of(statistics(7)));
        statistics.put(statistics.ofPartition(SCOPE, "d", "old", List.of("5")), List.of(statistics(8)));
        indexes.create(
                SCOPE,
                "d",
                "old",
                PartitionIndex.builder().indexName("by_n").keys("n").build());
        tables.update(SCOPE, "d", input("old", "s3://b/old_%/").copy(t -> t.description("second")), null, false);
    }

    @Test
    void allThatBelongsToATableStaysWithIt() {
        fill();
        rename("OLD", input("New", "s3://c/new").copy(t -> t.description("third")), "1");

        assertThat(tables.exists(SCOPE, "d", "old")).isFalse();
        var table = tables.get(SCOPE, "d", "new");
        assertThat(table.description()).isEqualTo("third");
        assertThat(table.createdBy()).isEqualTo("me");
        assertThat(tables.versions(SCOPE, "d", "new", "", 10).items())
                .extracting(
                        version -> version.versionId() + " " + version.table().name() + " "
                                + version.table().description() + " "
                                + version.table().storageDescriptor().location())
                .containsExactly("2 new third s3://c/new", "1 new second s3://b/old_%/", "0 new null s3://b/old_%/");
        assertThat(tables.version(SCOPE, "d", "new", "0").table().name()).isEqualTo("new");
        assertThat(statistics
                        .find(statistics.ofTable(SCOPE, "d", "new"), List.of("id"))
                        .values())
                .containsExactly(statistics(7));
        assertThat(statistics
                        .find(statistics.ofPartition(SCOPE, "d", "new", List.of("5")), List.of("id"))
                        .values())
                .containsExactly(statistics(8));
        assertThat(indexes.list(SCOPE, "d", "new"))
                .extracting(PartitionIndexDescriptor::indexName)
                .containsExactly("by_n");
    }

    @Test
    void thePartitionsInTheTablesFolderMoveWithItAndTheOthersStay() {
        fill();
        rename("old", input("new", "s3://c/new"), null);

        var found = all("new");
        assertThat(found).hasSize(PARTITIONS).allSatisfy(partition -> {
            assertThat(partition.tableName()).isEqualTo("new");
            assertThat(partition.storageDescriptor().location())
                    .isEqualTo(Place.of(Integer.parseInt(partition.values().get(0)))
                            .after());
            assertThat(partition.storageDescriptor().columns()).containsExactly(column("id", "bigint"));
        });
    }

    private List<Partition> all(String table) {
        return partitions
                .list(partitions.target(SCOPE, "d", table), null, null, false, "", PARTITIONS + 1)
                .items();
    }

    @Test
    void withoutAnotherLocationNoPartitionMoves() {
        fill();
        rename("old", input("new", "s3://b/old_%"), null);
        rename("new", input("newer", null), null);
        rename("newer", input("newest", "s3://c/"), null);

        assertThat(all("newest")).hasSize(PARTITIONS).allSatisfy(partition -> assertThat(
                        partition.storageDescriptor().location())
                .isEqualTo(Place.of(Integer.parseInt(partition.values().get(0))).before()));
    }

    @Test
    void aNameThatIsTakenIsRefusedAndNothingChanges() {
        tables.create(SCOPE, "d", input("taken", "s3://b/taken"), List.of(), "me");
        for (var name : List.of("Taken", "old")) {
            assertCode(
                    "AlreadyExistsException",
                    "Table already exists.",
                    () -> rename("old", input(name, "s3://c/new"), null));
        }
        assertThat(tables.get(SCOPE, "d", "old").versionId()).isEqualTo("0");
        assertThat(tables.get(SCOPE, "d", "taken").storageDescriptor().location())
                .isEqualTo("s3://b/taken");
        assertThat(tables.versions(SCOPE, "d", "old", "", 10).items()).hasSize(1);
    }

    @Test
    void whatIsMissingIsSaidAsForAnUpdate() {
        assertCode(
                "EntityNotFoundException", "Table Absent not found.", () -> rename("Absent", input("new", "x"), null));
        assertCode(
                "EntityNotFoundException",
                "Database absent not found.",
                () -> tables.rename(SCOPE, "absent", "old", input("new", "x"), null, false));
        assertCode(
                "ConcurrentModificationException",
                "Update table failed due to concurrent modifications.",
                () -> rename("old", input("new", "x"), "7"));
    }

    @Test
    void withSkipArchiveTheOldDefinitionIsNotKept() {
        tables.rename(SCOPE, "d", "old", input("new", "s3://b/old_%/"), "0", true);
        assertThat(tables.versions(SCOPE, "d", "new", "", 10).items())
                .extracting(version -> version.versionId())
                .containsExactly("1");
    }

    @Test
    void aRenameThatFailsHalfwayLeavesNothing() {
        partitions.create(partitions.target(SCOPE, "d", "old"), partition(1, "s3://b/old_%/" + "x".repeat(2_000)));
        assertThatThrownBy(() -> rename("old", input("new", "s3://c/" + "y".repeat(100)), null))
                .isInstanceOfSatisfying(
                        ServiceException.class, e -> assertThat(e.code()).isEqualTo("InvalidInputException"))
                .hasMessageContaining("longer than 2056");
        assertThat(tables.get(SCOPE, "d", "old").versionId()).isEqualTo("0");
        assertThat(tables.exists(SCOPE, "d", "new")).isFalse();
        assertThat(tables.versions(SCOPE, "d", "old", "", 10).items()).hasSize(1);
        rename("old", input("new", "s3://c/" + "y".repeat(40)), null);
        assertThat(all("new").get(0).storageDescriptor().location()).endsWith("yyy/" + "x".repeat(2_000));
    }

    @Test
    void ofARenameAndAnUpdateOfOneVersionExactlyOneWins() throws Exception {
        var threads = Executors.newFixedThreadPool(2);
        try {
            var name = "old";
            for (int round = 0; round < 20; round++) {
                var seen = tables.get(SCOPE, "d", name).versionId();
                var other = "round" + round;
                var update = input(name, "s3://b/updated");
                var present = name;
                var won = race(
                        threads,
                        () -> rename(present, input(other, "s3://b/renamed"), seen),
                        () -> tables.update(SCOPE, "d", update, seen, false));
                assertThat(won).containsExactlyInAnyOrder(true, false);
                name = won.get(0) ? other : name;
                assertThat(tables.get(SCOPE, "d", name).versionId()).isEqualTo(Integer.toString(round + 1));
                assertThat(tables.list(SCOPE, "d", any -> true, "", 10).items()).hasSize(1);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<Boolean> race(ExecutorService threads, Runnable... racers) throws Exception {
        var start = new CyclicBarrier(racers.length);
        var running = new ArrayList<java.util.concurrent.Future<?>>();
        for (var racer : racers) {
            running.add(threads.submit(() -> {
                start.await();
                racer.run();
                return null;
            }));
        }
        var won = new ArrayList<Boolean>();
        for (var one : running) {
            try {
                one.get();
                won.add(true);
            } catch (ExecutionException e) {
                assertThat(e.getCause())
                        .isInstanceOfSatisfying(ServiceException.class, error -> assertThat(error.code())
                                .isIn("ConcurrentModificationException", "EntityNotFoundException"));
                won.add(false);
            }
        }
        return won;
    }
}
